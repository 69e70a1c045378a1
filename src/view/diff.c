/* Two workspaces compared: measures by identifier, municipalities by code. */
#include "okrug/diff.h"

#include "view/diff.h"
#include "view/workspace.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Lengths and areas are the same when they agree to rounding. */
#define SAME_RELATIVE 1e-9

static const okr_word reasons[OKR_REASON_COUNT] = {
    [OKR_REASON_NEW] = {"new", "появилось", "new"},
    [OKR_REASON_GONE] = {"gone", "исчезло", "gone"},
    [OKR_REASON_STATUS] = {"status", "статус", "status"},
    [OKR_REASON_DATE] = {"date", "дата", "date"},
    [OKR_REASON_FIGURE] = {"figure", "показатель", "figure"},
    [OKR_REASON_PLACE] = {"place", "место", "place"},
    [OKR_REASON_GEOMETRY] = {"geometry", "геометрия", "geometry"},
    [OKR_REASON_BOUNDARY] = {"boundary", "граница", "boundary"},
    [OKR_REASON_TITLE] = {"title", "название", "title"},
    [OKR_REASON_KIND] = {"kind", "вид", "kind"},
    [OKR_REASON_ROLE] = {"role", "роль", "role"},
    [OKR_REASON_POPULATION] = {"population", "население", "population"},
};

static void add_cells(okr_diff_run *run, okr_reason reason, const char *what, okr_titles before,
                      okr_titles after)
{
    okr_table_text(run->table, reasons[reason].code);
    okr_table_titles(run->table, reasons[reason].title_ru, reasons[reason].title_en);
    okr_table_text(run->table, what);
    okr_table_titles(run->table, before.ru, before.en);
    okr_table_titles(run->table, after.ru, after.en);
    run->counts[reason]++;
}

static void list_municipalities(const okr_diff_side *side, int measure, okr_text *names)
{
    const okr_place *place = okr_places_at(side->places, measure);

    for (size_t i = 0; i < place->count; i++) {
        const okr_municipality *m =
            OKR_MUNICIPALITY(side->programme, place->parts[i].municipality);
        okr_text_addf(names, "%s%s", i == 0 ? "" : "; ",
                      m->name_short_ru[0] == '\0' ? m->name_ru : m->name_short_ru);
    }
}

void okr_diff_add(okr_diff_run *run, okr_diff_subject subject, okr_reason reason,
                  const char *what, okr_titles before, okr_titles after)
{
    const okr_measure *m = OKR_MEASURE(subject.side->programme, subject.measure);
    okr_text names = {0};

    list_municipalities(subject.side, subject.measure, &names);
    okr_table_text(run->table, okr_text_str(&names));
    okr_table_text(run->table, m->measure_id);
    okr_table_titles(run->table, m->title.ru, m->title.en);
    add_cells(run, reason, what, before, after);
    okr_text_done(&names);
}

static okr_titles plain(const char *text)
{
    return (okr_titles){text, text};
}

/* The code where there is no title, such as of a word that no table explains. */
static okr_titles titled(okr_titles title, const char *code)
{
    return title.ru[0] == '\0' && title.en[0] == '\0' ? plain(code) : title;
}

static okr_titles status_of(const okr_programme *p, const okr_measure *m)
{
    const okr_titles none = {"", ""};

    return titled(m->status < 0 ? none : OKR_STATUS_WORD(p, m->status)->title, m->status_code);
}

static okr_titles kind_of(const okr_programme *p, const okr_measure *m)
{
    const okr_titles none = {"", ""};

    return titled(m->kind < 0 ? none : OKR_KIND(p, m->kind)->title, m->kind_code);
}

static okr_titles role_of(const okr_measure *m)
{
    return (okr_titles){okr_word_title(&okr_roles, (int)m->role, true),
                        okr_word_title(&okr_roles, (int)m->role, false)};
}

static void compare_date(okr_diff_run *run, okr_diff_subject subject, const char *what,
                         okr_date before, okr_date after)
{
    char old[OKR_DATE_TEXT];
    char new[OKR_DATE_TEXT];

    if (okr_date_compare(before, after) == 0)
        return;
    okr_date_format(before, old);
    okr_date_format(after, new);
    okr_diff_add(run, subject, OKR_REASON_DATE, what, plain(old), plain(new));
}

static void compare_rows(okr_diff_run *run, okr_diff_subject subject, const okr_measure *a,
                         const okr_measure *b)
{
    const okr_programme *old = run->old.programme;
    const okr_programme *new = run->new.programme;

    if (strcmp(a->status_code, b->status_code) != 0)
        okr_diff_add(run, subject, OKR_REASON_STATUS, "status", status_of(old, a),
                     status_of(new, b));
    compare_date(run, subject, "planned_start", a->planned_start, b->planned_start);
    compare_date(run, subject, "planned_end", a->planned_end, b->planned_end);
    compare_date(run, subject, "actual_start", a->actual_start, b->actual_start);
    compare_date(run, subject, "actual_end", a->actual_end, b->actual_end);
    if (strcmp(a->title.ru, b->title.ru) != 0)
        okr_diff_add(run, subject, OKR_REASON_TITLE, "title", plain(a->title.ru),
                     plain(b->title.ru));
    if (strcmp(a->kind_code, b->kind_code) != 0)
        okr_diff_add(run, subject, OKR_REASON_KIND, "kind", kind_of(old, a), kind_of(new, b));
    if (a->role != b->role)
        okr_diff_add(run, subject, OKR_REASON_ROLE, "role", role_of(a), role_of(b));
}

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

static void compare_places(okr_diff_run *run, int before, int after)
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

static void compare_measures(okr_diff_run *run)
{
    const okr_programme *old = run->old.programme;
    const okr_programme *new = run->new.programme;

    for (size_t i = 0; i < new->measures.count; i++) {
        const okr_measure *m = OKR_MEASURE(new, i);
        const okr_diff_subject subject = {&run->new, (int)i};
        const int before = (int)okr_map_find(&old->measure_index, m->measure_id);
        if (before < 0) {
            okr_diff_add(run, subject, OKR_REASON_NEW, "measure", plain(""), status_of(new, m));
            continue;
        }
        compare_rows(run, subject, OKR_MEASURE(old, before), m);
        compare_places(run, before, (int)i);
        okr_diff_figures(run, before, (int)i);
    }
    for (size_t i = 0; i < old->measures.count; i++) {
        const okr_measure *m = OKR_MEASURE(old, i);
        if (okr_map_find(&new->measure_index, m->measure_id) < 0)
            okr_diff_add(run, (okr_diff_subject){&run->old, (int)i}, OKR_REASON_GONE, "measure",
                         status_of(old, m), plain(""));
    }
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
    add_cells(run, reason, "municipality", both_titles(&old), both_titles(&new));
    both_done(&old);
    both_done(&new);
}

static bool same_polygon(const okr_municipality *a, const okr_municipality *b)
{
    return a->polygon.size == b->polygon.size &&
           (a->polygon.size == 0 ||
            memcmp(a->polygon.bytes, b->polygon.bytes, a->polygon.size) == 0);
}

static void compare_municipalities(okr_diff_run *run)
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

static void add_columns(okr_table *t)
{
    okr_table_column(t, "municipality", "Муниципальное образование", "Municipality", -1);
    okr_table_column(t, "measure_id", "Мероприятие", "Measure", -1);
    okr_table_column(t, "title", "Название", "Title", -1);
    okr_table_column(t, "reason", "Причина", "Reason", -1);
    okr_table_column(t, "reason_title", "Что изменилось", "What changed", -1);
    okr_table_column(t, "what", "Поле", "Field", -1);
    okr_table_column(t, "before", "Было", "Before", -1);
    okr_table_column(t, "after", "Стало", "After", -1);
}

static void add_counts(okr_diff_run *run)
{
    if (okr_table_rows(run->table) == 0)
        okr_table_note(run->table, "Изменений нет", "Nothing has changed");
    for (int r = 0; r < (int)OKR_REASON_COUNT; r++) {
        char ru[96];
        char en[96];
        if (run->counts[r] == 0)
            continue;
        (void)snprintf(ru, sizeof ru, "%s: %zu", reasons[r].title_ru, run->counts[r]);
        (void)snprintf(en, sizeof en, "%s: %zu", reasons[r].title_en, run->counts[r]);
        okr_table_note(run->table, ru, en);
    }
}

static okr_status open_side(okr_diff_side *side, const okr_workspace *workspace, okr_error *err)
{
    const okr_programme *p = &workspace->programme;
    okr_status status = okr_places_new(p, OKR_BASES_DEFAULT, &side->places, err);

    side->programme = p;
    if (status == OKR_OK)
        status = okr_buckets_build(&side->figures, p->measures.count, &p->indicators,
                                   offsetof(okr_indicator, measure), err);
    return status;
}

static void close_side(okr_diff_side *side)
{
    okr_places_free(side->places);
    okr_buckets_done(&side->figures);
}

okr_status okr_diff(const okr_workspace *older, const okr_workspace *newer, okr_table **table,
                    okr_error *err)
{
    okr_diff_run run = {.table = okr_table_new("Изменения", "Changes", err)};
    okr_status status = run.table == NULL ? OKR_ERR_NOMEM : OKR_OK;

    if (status == OKR_OK)
        status = open_side(&run.old, older, err);
    if (status == OKR_OK)
        status = open_side(&run.new, newer, err);
    if (status == OKR_OK) {
        add_columns(run.table);
        compare_municipalities(&run);
        compare_measures(&run);
        add_counts(&run);
        status = okr_table_check(run.table, err);
    }
    close_side(&run.old);
    close_side(&run.new);
    if (status == OKR_OK)
        *table = run.table;
    else
        okr_table_free(run.table);
    return status;
}
