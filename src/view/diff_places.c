/* Where measures stand, compared; and municipalities, by code. */
#include "view/diff.h"

#include <math.h>
#include <string.h>

/* Lengths and areas are the same when they agree to rounding. */
#define SAME_RELATIVE 1e-9

/* A text in both languages, being written. */
typedef struct both {
    okr_text ru, en;
} both;

static okr_titles both_titles(const both *text)
{
    return (okr_titles){okr_text_str(&text->ru), okr_text_str(&text->en)};
}

static void both_done(both *text)
{
    okr_text_done(&text->ru);
    okr_text_done(&text->en);
}

/* The place in words: where it stands and in which municipalities. */
static void describe_place(const okr_diff_side *side, int measure, both *text)
{
    const okr_place *place = okr_places_at(side->places, measure);
    const int placement = (int)place->placement;

    okr_text_addf(&text->ru, "%s", okr_word_title(&okr_placements, placement, true));
    okr_text_addf(&text->en, "%s", okr_word_title(&okr_placements, placement, false));
    for (size_t i = 0; i < place->count; i++) {
        const okr_municipality *m =
            OKR_MUNICIPALITY(side->programme, place->parts[i].municipality);
        const char *local = m->name_short_ru[0] == '\0' ? m->name_ru : m->name_short_ru;
        okr_text_addf(&text->ru, "%s %s", i == 0 ? ":" : ";", local);
        okr_text_addf(&text->en, "%s %s", i == 0 ? ":" : ";",
                      m->name_en[0] == '\0' ? local : m->name_en);
    }
}

/* Whether the same municipalities are touched in the same way, whatever they are called. */
static bool same_place(const okr_diff_run *run, int before, int after)
{
    const okr_place *a = okr_places_at(run->old.places, before);
    const okr_place *b = okr_places_at(run->new.places, after);

    if (a->placement != b->placement || a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(OKR_MUNICIPALITY(run->old.programme, a->parts[i].municipality)->oktmo,
                   OKR_MUNICIPALITY(run->new.programme, b->parts[i].municipality)->oktmo) != 0)
            return false;
    return true;
}

static bool differs(double a, double b)
{
    return isnan(a) != isnan(b) || fabs(a - b) > SAME_RELATIVE * fmax(fabs(a), fabs(b));
}

static void describe_drawn(const okr_place *place, both *text)
{
    for (size_t i = 0; i < place->count; i++) {
        const okr_place_part *part = &place->parts[i];
        const bool line = part->length_m > 0;
        const double size = line ? part->length_m / 1e3 : part->area_m2 / 1e6;
        okr_text_add(&text->ru, i == 0 ? "" : "; ");
        okr_text_add(&text->en, i == 0 ? "" : "; ");
        okr_show_number(size, 3, true, &text->ru);
        okr_show_number(size, 3, false, &text->en);
        okr_text_add(&text->ru, line ? " км" : " кв. км");
        okr_text_add(&text->en, line ? " km" : " km2");
    }
}

/* The drawn whole tells the two apart: a new line is a new length, a new border is not. */
static void compare_drawn(okr_diff_run *run, okr_diff_subject subject, const okr_place *a,
                          const okr_place *b)
{
    both before = {{0}, {0}};
    both after = {{0}, {0}};
    bool same = true;

    for (size_t i = 0; i < a->count && i < b->count; i++)
        same &= !differs(a->parts[i].length_m, b->parts[i].length_m) &&
                !differs(a->parts[i].area_m2, b->parts[i].area_m2);
    if (!same) {
        describe_drawn(a, &before);
        describe_drawn(b, &after);
        okr_diff_add(run, subject,
                     differs(a->length_m, b->length_m) || differs(a->area_m2, b->area_m2)
                         ? OKR_REASON_GEOMETRY
                         : OKR_REASON_BOUNDARY,
                     "drawn", both_titles(&before), both_titles(&after));
    }
    both_done(&before);
    both_done(&after);
}

void okr_diff_place(okr_diff_run *run, int before, int after)
{
    const okr_diff_subject subject = {&run->new, after};
    both old = {{0}, {0}};
    both new = {{0}, {0}};

    if (same_place(run, before, after)) {
        compare_drawn(run, subject, okr_places_at(run->old.places, before),
                      okr_places_at(run->new.places, after));
        return;
    }
    describe_place(&run->old, before, &old);
    describe_place(&run->new, after, &new);
    okr_diff_add(run, subject, OKR_REASON_PLACE, "place", both_titles(&old), both_titles(&new));
    both_done(&old);
    both_done(&new);
}

/* Inhabitants are whole; areas are km2. */
static void describe_size(double size, okr_reason reason, both *text)
{
    const bool area = reason == OKR_REASON_BOUNDARY;

    if (isnan(size))
        return;
    okr_show_number(size, area ? 3 : 0, true, &text->ru);
    okr_show_number(size, area ? 3 : 0, false, &text->en);
    okr_text_add(&text->ru, area ? " кв. км" : "");
    okr_text_add(&text->en, area ? " km2" : "");
}

static void add_municipality(okr_diff_run *run, const okr_municipality *m, okr_reason reason,
                             double before, double after)
{
    both old = {{0}, {0}};
    both new = {{0}, {0}};

    describe_size(before, reason, &old);
    describe_size(after, reason, &new);
    okr_table_text(run->table, m->name_short_ru[0] == '\0' ? m->name_ru : m->name_short_ru);
    okr_table_text(run->table, "");
    okr_table_titles(run->table, m->name_ru, m->name_en[0] == '\0' ? m->name_ru : m->name_en);
    okr_diff_cells(run, reason, "municipality", both_titles(&old), both_titles(&new));
    both_done(&old);
    both_done(&new);
}

static bool same_polygon(const okr_municipality *a, const okr_municipality *b)
{
    return a->polygon.size == b->polygon.size &&
           (a->polygon.size == 0 ||
            memcmp(a->polygon.bytes, b->polygon.bytes, a->polygon.size) == 0);
}

void okr_diff_municipalities(okr_diff_run *run)
{
    const okr_programme *old = run->old.programme;
    const okr_programme *new = run->new.programme;
    const double none = NAN;

    for (size_t i = 0; i < new->municipalities.count; i++) {
        const okr_municipality *b = OKR_MUNICIPALITY(new, i);
        const ptrdiff_t at = okr_map_find(&old->municipality_index, b->oktmo);
        const okr_municipality *a = at < 0 ? NULL : OKR_MUNICIPALITY(old, at);
        if (a == NULL) {
            add_municipality(run, b, OKR_REASON_NEW, none, none);
            continue;
        }
        if (differs(a->population, b->population))
            add_municipality(run, b, OKR_REASON_POPULATION, a->population, b->population);
        if (!same_polygon(a, b))
            add_municipality(run, b, OKR_REASON_BOUNDARY, a->area_m2 / 1e6, b->area_m2 / 1e6);
    }
    for (size_t i = 0; i < old->municipalities.count; i++)
        if (okr_map_find(&new->municipality_index, OKR_MUNICIPALITY(old, i)->oktmo) < 0)
            add_municipality(run, OKR_MUNICIPALITY(old, i), OKR_REASON_GONE, none, none);
}
