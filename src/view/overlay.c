#include "okrug/overlay.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf8.h"
#include "overlay/overlay_run.h"
#include "view/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MEASURE = 3, DIGITS_SHARE = 6, NO_ROW = -1 };

/* One line of the table. */
typedef struct shown {
    size_t rank;       /* polygons by number, then the rows that close the balance */
    const char *group; /* "" without groups */
    ptrdiff_t row;     /* of the tallies; NO_ROW: nothing was found there */
} shown;

typedef struct sheet {
    okr_table *table;
    const okr_overlay_result *result;
    const okr_overlay_options *options;
    okr_vec lines; /* shown */
} sheet;

static size_t polygons(const sheet *s)
{
    return s->result->polygons.ids.count;
}

static size_t rank_of(const sheet *s, int32_t code)
{
    return code >= 0 ? (size_t)code : polygons(s) + (size_t)(-code) - 1;
}

static int compare(const void *x, const void *y)
{
    const shown *a = x;
    const shown *b = y;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return okr_utf8_compare(a->group, b->group);
}

/* Without groups every polygon has a line, and so have the outside and the total. */
static okr_status add_empty_lines(sheet *s, okr_error *err)
{
    size_t n = polygons(s) + (size_t)-OKR_ROW_TOTAL;
    unsigned char *found = calloc(n, 1);
    const shown *lines = s->lines.data;
    size_t count = s->lines.count;
    okr_status status = OKR_OK;

    if (found == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < count; i++)
        found[lines[i].rank] = 1;
    for (size_t i = 0; status == OKR_OK && i < n; i++) {
        shown empty = {.rank = i, .group = "", .row = NO_ROW};
        bool always = i < polygons(s) || i == rank_of(s, OKR_ROW_OUTSIDE) ||
                      i == rank_of(s, OKR_ROW_TOTAL);
        if (always && found[i] == 0)
            status = okr_vec_append(&s->lines, &empty, 1, err);
    }
    free(found);
    return status;
}

static okr_status collect_lines(sheet *s, okr_error *err)
{
    const okr_tallies *t = &s->result->tallies;
    const char *const *groups = t->groups.data;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < t->rows.count; i++) {
        const okr_tally_row *row = &OKR_AT(&t->rows, okr_tally_row, i);
        shown line = {.rank = rank_of(s, row->code),
                      .group = t->groups.count > 0 ? groups[row->group] : "",
                      .row = (ptrdiff_t)i};
        status = okr_vec_append(&s->lines, &line, 1, err);
    }
    if (status == OKR_OK && s->options->group == NULL)
        status = add_empty_lines(s, err);
    if (status == OKR_OK && s->lines.count > 1)
        qsort(s->lines.data, s->lines.count, sizeof(shown), compare);
    return status;
}

static void add_field_columns(sheet *s)
{
    const char *const *names = s->result->sums.data;

    for (size_t k = 0; k < s->result->sums.count; k++) {
        okr_text code = {0};
        okr_text_addf(&code, "%s_full", names[k]);
        okr_table_column(s->table, okr_text_str(&code), okr_text_str(&code),
                         okr_text_str(&code), DIGITS_MEASURE);
        okr_text_clear(&code);
        okr_text_addf(&code, "%s_share", names[k]);
        okr_table_column(s->table, okr_text_str(&code), okr_text_str(&code),
                         okr_text_str(&code), DIGITS_MEASURE);
        okr_text_done(&code);
    }
}

static void add_columns(sheet *s)
{
    okr_table_column(s->table, "polygon", "Полигон", "Polygon", -1);
    if (s->options->group != NULL)
        okr_table_column(s->table, "group", s->options->group, s->options->group, -1);
    okr_table_column(s->table, "features", "Объектов", "Features", 0);
    okr_table_column(s->table, "attributed", "По долям", "By share", DIGITS_SHARE);
    if (s->result->has_points)
        okr_table_column(s->table, "points", "Точек", "Points", 0);
    if (s->result->has_lines)
        okr_table_column(s->table, "length_m", "Длина, м", "Length, m", DIGITS_MEASURE);
    if (s->result->has_areas)
        okr_table_column(s->table, "area_m2", "Площадь, м²", "Area, m²", DIGITS_MEASURE);
    add_field_columns(s);
}

static void add_name(sheet *s, size_t rank)
{
    const char *const *ids = s->result->polygons.ids.data;

    if (rank >= polygons(s))
        okr_table_foot(s->table);
    if (rank < polygons(s))
        okr_table_text(s->table, ids[rank]);
    else if (rank == rank_of(s, OKR_ROW_OUTSIDE))
        okr_table_titles(s->table, "вне полигонов", "outside");
    else if (rank == rank_of(s, OKR_ROW_REPEATED))
        okr_table_titles(s->table, "учтено более одного раза", "counted more than once");
    else if (rank == rank_of(s, OKR_ROW_NOWHERE))
        okr_table_titles(s->table, "без геометрии", "without geometry");
    else
        okr_table_titles(s->table, "всего", "total");
}

static void add_line(sheet *s, const shown *line)
{
    static const okr_tally_row none = {0};
    const okr_tallies *t = &s->result->tallies;
    const okr_tally_row *row =
        line->row < 0 ? &none : &OKR_AT(&t->rows, okr_tally_row, line->row);
    const okr_sum zero = {0};
    const okr_sum *sums = line->row < 0 ? NULL : okr_tallies_sums(t, (size_t)line->row);

    add_name(s, line->rank);
    if (s->options->group != NULL)
        okr_table_text(s->table, line->group);
    okr_table_number(s->table, (double)row->features);
    okr_table_number(s->table, okr_sum_value(sums == NULL ? &zero : &sums[OKR_SUM_ATTRIBUTED]));
    if (s->result->has_points)
        okr_table_number(s->table, (double)row->points);
    if (s->result->has_lines)
        okr_table_number(s->table, okr_sum_value(sums == NULL ? &zero : &sums[OKR_SUM_LENGTH]));
    if (s->result->has_areas)
        okr_table_number(s->table, okr_sum_value(sums == NULL ? &zero : &sums[OKR_SUM_AREA]));
    for (size_t k = 0; k < t->fields; k++) {
        const okr_sum *full = sums == NULL ? &zero : &sums[OKR_SUM_FIELDS + k];
        const okr_sum *part = sums == NULL ? &zero : &sums[OKR_SUM_FIELDS + t->fields + k];
        okr_table_number(s->table, okr_sum_value(full));
        okr_table_number(s->table, okr_sum_value(part));
    }
}

static void add_notes(sheet *s)
{
    okr_table_note(s->table,
                   "Длины геодезические, площади на эллипсоиде WGS 84; что лежит на границе, "
                   "отнесено к полигону восточнее, затем севернее.",
                   "Geodesic lengths and areas on the WGS 84 ellipsoid; what lies on a border "
                   "belongs to the polygon to its east, then north.");
    if (s->options->partition)
        okr_table_note(s->table, "Наложения полигонов отнесены к меньшему идентификатору.",
                       "Overlaps of polygons belong to the smaller id.");
}

static okr_status make_table(sheet *s, okr_error *err)
{
    okr_status status = collect_lines(s, err);

    if (status != OKR_OK)
        return status;
    s->table = okr_table_new("Объекты по полигонам", "Features by polygon", err);
    if (s->table == NULL)
        return OKR_ERR_NOMEM;
    add_columns(s);
    for (size_t i = 0; i < s->lines.count; i++)
        add_line(s, &OKR_AT(&s->lines, shown, i));
    add_notes(s);
    return okr_table_check(s->table, err);
}

okr_status okr_overlay(const okr_overlay_options *options, const okr_listener *listener,
                       okr_table **table, okr_overlay_report *report, okr_error *err)
{
    okr_overlay_result result;
    sheet s = {.result = &result, .options = options, .lines = OKR_VEC(shown)};
    okr_status status = okr_overlay_run(options, listener, &result, err);

    if (status == OKR_OK)
        status = make_table(&s, err);
    if (status == OKR_OK) {
        *table = s.table;
        if (report != NULL)
            *report = (okr_overlay_report){polygons(&s), result.features, result.skipped};
    } else {
        okr_table_free(s.table);
    }
    okr_vec_done(&s.lines);
    okr_overlay_result_done(&result);
    return status;
}
