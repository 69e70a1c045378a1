/* geodata/demo-shares/expected.csv against the whole way: read, link, statistics. The answers
 * were worked out by hand (README.md there); nothing in that file was computed by okrug. */
#include "test.h"

#include "base/number.h"
#include "link/link.h"
#include "source/csv.h"
#include "source/read.h"
#include "stats/achievement.h"
#include "stats/stats.h"

#include <stdio.h>

/* Columns of expected.csv, in order. */
enum {
    QUESTION,
    TERRITORY,
    MEASURE,
    STATISTIC,
    INDICATOR,
    VALUE,
    MARK,
    N_KNOWN,
    N_TOTAL,
    NOTE,
    KIND,
    PERIOD,
    UNIT,
    COLUMNS
};

/* Rows of one question put to the programme. */
typedef struct answers {
    okr_stats_request request;
    okr_vec rows; /* okr_stat_row */
} answers;

static struct world {
    okr_programme p;
    okr_stats *stats;
    okr_selection *all;
    answers by_town, by_agglomeration, by_town_kind, by_agglomeration_kind, by_town_group,
        by_contour, by_priority, by_placement;
} w;

static void ask(answers *a, const char *by, const okr_selection *selection)
{
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_stats_parse_by(by, &a->request, &err));
    a->request.selection = selection;
    assert_ok(okr_stats_ask(w.stats, &a->request, &a->rows, &err));
}

static int setup(void **state)
{
    okr_error err = {.status = OKR_OK};

    okr_programme_init(&w.p);
    assert_ok(okr_source_read(OKRUG_SOURCE_DIR "/geodata/demo-shares", NULL, &w.p, NULL, &err));
    assert_ok(okr_link_programme(&w.p, NULL, 1, &err));
    assert_ok(okr_stats_new(&w.p, &w.stats, &err));
    assert_ok(okr_selection_all(&w.p, OKR_BASES_DEFAULT, &w.all, &err));
    ask(&w.by_town, "municipality", w.all);
    ask(&w.by_agglomeration, "agglomeration", w.all);
    ask(&w.by_town_kind, "municipality,kind", w.all);
    ask(&w.by_agglomeration_kind, "agglomeration,kind", w.all);
    ask(&w.by_town_group, "municipality,kind_group", w.all);
    ask(&w.by_contour, "contour", w.all);
    ask(&w.by_priority, "priority", w.all);
    ask(&w.by_placement, "placement", w.all);
    return 0;
}

static int teardown(void **state)
{
    answers *const all[] = {
        &w.by_town,       &w.by_agglomeration, &w.by_town_kind, &w.by_agglomeration_kind,
        &w.by_town_group, &w.by_contour,       &w.by_priority,  &w.by_placement};

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        okr_vec_done(&all[i]->rows);
    okr_selection_free(w.all);
    okr_stats_free(w.stats);
    okr_programme_done(&w.p);
    return 0;
}

/* What okrug answers to one row; found says whether there is an answer at all. */
typedef struct answer {
    bool found;
    double value;
    const char *mark;
    int n_known, n_total;
} answer;

static answer plain(double value)
{
    return (answer){true, value, "=", -1, -1};
}

static const char *sign(okr_mark mark)
{
    return mark == OKR_MARK_EQUAL ? "=" : okr_mark_sign(mark);
}

static bool same_code(okr_dimension d, int key, const char *code)
{
    okr_text text = {0};

    okr_key_code(&w.p, d, key, &text);
    const bool same = strcmp(okr_text_str(&text), code) == 0;
    okr_text_done(&text);
    return same;
}

static bool same_quantity(const okr_stat_row *row, const char *const *cells)
{
    okr_text period = {0};
    const okr_quantity *q = NULL;

    if (row->quantity < 0)
        return cells[PERIOD][0] == '\0';
    q = okr_quantity_at(okr_stats_quantities(w.stats), row->quantity);
    okr_quantity_period(q, &period);
    const bool same = (q->finance || strcmp(q->code, cells[INDICATOR]) == 0) &&
                      strcmp(okr_text_str(&period), cells[PERIOD]) == 0 &&
                      strcmp(q->unit, cells[UNIT]) == 0;
    okr_text_done(&period);
    return same;
}

/* The row of a statistic with these codes of keys; the second may be NULL. */
static answer find(const answers *a, const char *first, const char *second,
                   const char *statistic, const char *const *cells)
{
    for (size_t i = 0; i < a->rows.count; i++) {
        const okr_stat_row *row = &OKR_AT(&a->rows, okr_stat_row, i);
        if (strcmp(okr_word_code(&okr_statistics, (int)row->statistic), statistic) != 0 ||
            !same_code(a->request.by[0], row->key[0], first) ||
            (second != NULL && !same_code(a->request.by[1], row->key[1], second)) ||
            (cells != NULL && !same_quantity(row, cells)))
            continue;
        return (answer){true, row->value, sign(row->mark), row->n_known, row->n_total};
    }
    return (answer){0};
}

static bool is_agglomeration(const char *territory)
{
    return okr_map_find(&w.p.agglomeration_index, territory) >= 0;
}

static const char *whole(const char *territory)
{
    return strcmp(territory, "whole") == 0 ? "total" : territory;
}

static int measure(const char *const *cells)
{
    const ptrdiff_t m = okr_map_find(&w.p.measure_index, cells[MEASURE]);

    if (m < 0)
        fail_msg("no measure '%s'", cells[MEASURE]);
    return (int)m;
}

static answer by_territory(const char *const *cells, const char *statistic)
{
    return find(is_agglomeration(cells[TERRITORY]) ? &w.by_agglomeration : &w.by_town,
                whole(cells[TERRITORY]), NULL, statistic, NULL);
}

/* Lists of OKTMO are compared by length and by membership. */
static bool same_towns(const okr_place *place, const char *list)
{
    size_t listed = list[0] == '\0' ? 0 : 1;

    for (const char *c = list; *c != '\0'; c++)
        listed += *c == ';';
    for (size_t i = 0; i < place->count; i++)
        if (strstr(list, OKR_MUNICIPALITY(&w.p, place->parts[i].municipality)->oktmo) == NULL)
            return false;
    return listed == place->count;
}

static answer placement(const char *const *cells)
{
    const char *statistic = cells[STATISTIC];

    if (strcmp(statistic, "items") == 0)
        return find(&w.by_placement, "total", NULL, "listed", NULL);
    if (strcmp(statistic, "items_located") == 0)
        return find(&w.by_placement, "total", NULL, "located", NULL);
    if (strncmp(statistic, "items_", 6) == 0)
        return find(&w.by_placement, statistic + 6, NULL, "listed", NULL);
    const okr_place *place = okr_places_at(w.all->places, measure(cells));
    if (strcmp(okr_word_code(&okr_placements, (int)place->placement), cells[VALUE]) != 0 ||
        !same_towns(place, cells[NOTE]))
        return (answer){0};
    return plain(NAN); /* the words agree; there is no number to compare */
}

static const okr_place_part *part_in(const okr_place *place, const char *oktmo)
{
    for (size_t i = 0; i < place->count; i++)
        if (strcmp(OKR_MUNICIPALITY(&w.p, place->parts[i].municipality)->oktmo, oktmo) == 0)
            return &place->parts[i];
    return NULL;
}

static okr_share_class class_of(const char *note)
{
    if (strcmp(note, "length") == 0)
        return OKR_SHARE_LENGTH;
    return strcmp(note, "area") == 0 ? OKR_SHARE_AREA : OKR_SHARE_OTHER;
}

/* A point of a measure that also has lines: its share is that of its own link. */
static answer point_share(int m, const char *oktmo)
{
    for (size_t i = 0; i < w.p.links.count; i++) {
        const okr_link *link = OKR_LINK(&w.p, i);
        if (link->measure == m && link->method == OKR_LINK_POINT && link->municipality >= 0 &&
            strcmp(OKR_MUNICIPALITY(&w.p, link->municipality)->oktmo, oktmo) == 0)
            return plain(link->share);
    }
    return (answer){0};
}

static answer share(const char *const *cells)
{
    const int m = measure(cells);
    const okr_place *place = okr_places_at(w.all->places, m);
    const bool length = strcmp(cells[STATISTIC], "length_m") == 0;
    const bool is_share = strcmp(cells[STATISTIC], "share") == 0;
    const okr_share_class c = class_of(cells[NOTE]);
    const okr_place_part *part = part_in(place, cells[TERRITORY]);

    if (cells[TERRITORY][0] == '\0')
        return plain(length ? place->length_m : place->area_m2);
    if (strcmp(cells[TERRITORY], "outside") == 0 && is_share)
        return plain(place->of[c].outside);
    if (strcmp(cells[TERRITORY], "outside") == 0)
        return plain(length ? place->outside_length_m : place->outside_area_m2);
    if (strncmp(cells[NOTE], "point:", 6) == 0)
        return point_share(m, cells[TERRITORY]);
    if (part == NULL)
        return (answer){0};
    if (is_share)
        return plain(part->share[c]);
    return plain(length ? part->length_m : part->area_m2);
}

static answer contour(const char *const *cells)
{
    const char *note = cells[NOTE], *priority = strstr(note, " priority ");
    char key[64];

    if (strncmp(note, "total", 5) == 0)
        return find(&w.by_contour, "total", NULL, "listed", NULL);
    note += strlen("contour ");
    if (priority == NULL)
        return find(&w.by_contour, note, NULL, "listed", NULL);
    (void)snprintf(key, sizeof key, "%.*s/%s", (int)(priority - note), note, priority + 10);
    return find(&w.by_priority, key, NULL, "listed", NULL);
}

static answer of_item(const char *const *cells)
{
    const okr_progress_of *x = okr_stats_progress(w.stats, measure(cells));

    if (strcmp(cells[STATISTIC], "planned_value") == 0)
        return plain(x->planned);
    if (strcmp(cells[STATISTIC], "overdue") == 0)
        return plain(x->overdue == OKR_OVERDUE_YES && x->enters ? 1.0 : 0.0);
    if (strcmp(okr_word_code(&okr_progress_ways, (int)x->way), cells[NOTE]) != 0)
        return (answer){0};
    return (answer){true, x->physical.value, sign(okr_mark_of(x->physical.bounds)), -1, -1};
}

static answer bound_of(const char *const *cells, bool low)
{
    const answers *a = is_agglomeration(cells[TERRITORY]) ? &w.by_agglomeration : &w.by_town;

    for (size_t i = 0; i < a->rows.count; i++) {
        const okr_stat_row *row = &OKR_AT(&a->rows, okr_stat_row, i);
        if (row->statistic == OKR_STAT_PROGRESS &&
            same_code(a->request.by[0], row->key[0], whole(cells[TERRITORY])))
            return (answer){true, low ? row->low : row->high, "=", row->n_known, row->n_total};
    }
    return (answer){0};
}

static answer progress(const char *const *cells)
{
    if (cells[MEASURE][0] != '\0')
        return of_item(cells);
    if (strcmp(cells[STATISTIC], "physical_progress_low") == 0)
        return bound_of(cells, true);
    if (strcmp(cells[STATISTIC], "physical_progress_high") == 0)
        return bound_of(cells, false);
    return by_territory(cells, cells[STATISTIC]);
}

static answer achievement(const char *const *cells)
{
    const int m = measure(cells);

    for (size_t i = 0; i < w.p.indicators.count; i++) {
        const okr_indicator *x = OKR_INDICATOR(&w.p, i);
        if (x->measure != m || strcmp(x->code, cells[INDICATOR]) != 0)
            continue;
        okr_bounded a = okr_achievement(x);
        if (strcmp(cells[STATISTIC], "achievement_capped") == 0)
            a = okr_bounded_cap(a);
        return (answer){true, a.value, sign(okr_mark_of(a.bounds)), -1, -1};
    }
    return (answer){0};
}

static answer quantity(const char *const *cells)
{
    const bool drawn = strncmp(cells[STATISTIC], "drawn", 5) == 0;

    return find(is_agglomeration(cells[TERRITORY]) ? &w.by_agglomeration_kind : &w.by_town_kind,
                whole(cells[TERRITORY]), cells[KIND], cells[STATISTIC], drawn ? NULL : cells);
}

static answer finance(const char *const *cells)
{
    char statistic[64];

    (void)snprintf(statistic, sizeof statistic, "finance_%s", cells[STATISTIC]);
    return find(is_agglomeration(cells[TERRITORY]) ? &w.by_agglomeration : &w.by_town,
                whole(cells[TERRITORY]), NULL, statistic, cells);
}

static answer basis(const char *const *cells)
{
    okr_error err = {.status = OKR_OK};
    okr_selection *wide = NULL;
    answers towns = {0};
    answer result;
    const bool unplaced = strcmp(cells[STATISTIC], "items_unplaced") == 0;

    assert_ok(okr_selection_all(
        &w.p, OKR_BASES_DEFAULT | OKR_BASIS_BIT(OKR_BASIS_OUTSIDE_KNOWLEDGE), &wide, &err));
    ask(&towns, "municipality", wide);
    result = find(&towns, unplaced ? "unplaced" : whole(cells[TERRITORY]), NULL,
                  unplaced ? "listed" : cells[STATISTIC], NULL);
    okr_vec_done(&towns.rows);
    okr_selection_free(wide);
    return result;
}

static answer coverage(const char *const *cells)
{
    double with = 0.0;

    if (strcmp(cells[STATISTIC], "located_items") == 0) {
        answer a = find(&w.by_town_kind, cells[TERRITORY], cells[KIND], "located", NULL);
        if (!a.found)
            a = find(&w.by_town_group, cells[TERRITORY], cells[KIND], "located", NULL);
        return a.found ? a : plain(0.0); /* a crossing without a measure has no row */
    }
    for (size_t m = 0; m < w.p.municipalities.count; m++) {
        const char *oktmo = OKR_MUNICIPALITY(&w.p, m)->oktmo;
        const answer own = find(&w.by_town_kind, oktmo, cells[KIND], "located", NULL);
        const answer group = find(&w.by_town_group, oktmo, cells[KIND], "located", NULL);
        with += (own.found && own.value > 0.0) || (group.found && group.value > 0.0);
    }
    return plain(with);
}

static int column_of(const char *statistic)
{
    static const char *const names[] = {"inside",    "split",           "not_split",
                                        "territory", "region",          "outside",
                                        "unplaced",  "below_threshold", "total"};

    for (int i = 0; i < (int)(sizeof names / sizeof names[0]); i++)
        if (strcmp(names[i], statistic) == 0)
            return i;
    return -1;
}

static bool is_balance_of(const okr_balance_row *row, const char *const *cells)
{
    static const char *const notes[] = {"count", "length", "area", "indicator"};

    if (strncmp(cells[NOTE], notes[row->quantity], strlen(notes[row->quantity])) != 0)
        return false;
    if (row->quantity != OKR_QUANTITY_INDICATOR)
        return true;
    const okr_indicator *x = OKR_INDICATOR(&w.p, row->indicator);
    okr_text period = {0};
    okr_quantity_period(
        okr_quantity_at(okr_stats_quantities(w.stats),
                        okr_stats_quantities(w.stats)->of_indicator[row->indicator]),
        &period);
    const bool same = strcmp(x->code, cells[INDICATOR]) == 0 &&
                      strcmp(okr_text_str(&period), cells[PERIOD]) == 0;
    okr_text_done(&period);
    return same;
}

/* Balances are in the unit of the figure, the answers in its base unit. */
static double to_base(const okr_balance_row *row, double value)
{
    return row->indicator < 0
               ? value
               : okr_in_base_unit(&w.p, OKR_INDICATOR(&w.p, row->indicator)->unit, value);
}

static answer balance(const char *const *cells)
{
    const int m = measure(cells), column = column_of(cells[STATISTIC]);

    for (size_t i = 0; i < w.p.balance.count; i++) {
        const okr_balance_row *row = OKR_BALANCE(&w.p, i);
        if (row->measure == m && is_balance_of(row, cells))
            return plain(
                to_base(row, column == OKR_BALANCE_COLUMNS ? row->total : row->part[column]));
    }
    return (answer){0};
}

/* The findings that linking makes; the others are of the checks. */
static answer finding(const char *const *cells)
{
    double found = 0.0;

    for (size_t i = 0; i < w.p.findings.count; i++) {
        const okr_finding *f = OKR_FINDING(&w.p, i);
        found += strcmp(f->code, cells[STATISTIC]) == 0 &&
                 strncmp(f->item, cells[MEASURE], strlen(cells[MEASURE])) == 0;
    }
    return plain(found);
}

static answer count(const char *const *cells)
{
    return by_territory(cells, cells[STATISTIC]);
}

typedef answer answer_fn(const char *const *cells);

static const struct question {
    const char *name;
    const char *statistic; /* NULL: all */
    answer_fn *answer;
} questions[] = {
    {"placement", NULL, placement},
    {"share", NULL, share},
    {"municipality", NULL, count},
    {"count", NULL, count},
    {"contour", NULL, contour},
    {"progress", NULL, progress},
    {"achievement", NULL, achievement},
    {"quantity", NULL, quantity},
    {"finance", NULL, finance},
    {"basis", NULL, basis},
    {"coverage", NULL, coverage},
    {"balance", NULL, balance},
    {"finding", "place_disagrees", finding},
    {"finding", "length_differs", finding},
};

static bool near(double actual, double expected)
{
    return fabs(actual - expected) <= 1e-11 * fmax(1.0, fabs(expected));
}

static bool same_int(int actual, const char *text)
{
    long long expected = 0;

    return text[0] == '\0' || !okr_number_parse_int(text, &expected) || actual == expected;
}

static bool agrees(const answer *a, const char *const *cells)
{
    double expected = NAN;
    const bool known = okr_number_parse(cells[VALUE], &expected);
    const bool word = !known && cells[VALUE][0] != '\0';

    if (!a->found)
        return false;
    if (!word && (known ? !near(a->value, expected) : !isnan(a->value)))
        return false;
    if (known && cells[MARK][0] != '\0' && strcmp(a->mark, cells[MARK]) != 0)
        return false;
    return same_int(a->n_known, cells[N_KNOWN]) && same_int(a->n_total, cells[N_TOTAL]);
}

static void complain(const answer *a, long line, const char *const *cells)
{
    print_error("expected.csv:%ld: %s %s %s %s %s %s %s: wanted %s %s (%s of %s), %s %s %.14g "
                "(%d of %d)\n",
                line, cells[QUESTION], cells[TERRITORY], cells[MEASURE], cells[STATISTIC],
                cells[INDICATOR], cells[KIND], cells[PERIOD], cells[MARK], cells[VALUE],
                cells[N_KNOWN], cells[N_TOTAL], a->found ? "got" : "found nothing",
                a->found ? a->mark : "", a->value, a->n_known, a->n_total);
}

static bool is_asked(const struct question *q, const char *const *cells)
{
    return strcmp(q->name, cells[QUESTION]) == 0 &&
           (q->statistic == NULL || strcmp(q->statistic, cells[STATISTIC]) == 0);
}

/* Put every row of one question; returns how many there were. */
static int put(const struct question *q, int *wrong)
{
    okr_error err = {.status = OKR_OK};
    okr_csv *csv = NULL;
    okr_csv_row row;
    bool more = true;
    int asked = 0;

    assert_ok(okr_csv_open(OKRUG_SOURCE_DIR "/geodata/demo-shares/expected.csv",
                           &(okr_csv_options){.name = "expected.csv"}, &csv, &err));
    assert_int_equal(okr_csv_columns(csv), COLUMNS);
    for (;;) {
        assert_ok(okr_csv_next(csv, &row, &more, &err));
        if (!more)
            break;
        if (!is_asked(q, row.cells))
            continue;
        const answer a = q->answer(row.cells);
        asked++;
        if (!agrees(&a, row.cells)) {
            (*wrong)++;
            complain(&a, row.number, row.cells);
        }
    }
    okr_csv_free(csv);
    return asked;
}

static void every_answer_worked_out_by_hand_is_given(void **state)
{
    int wrong = 0, asked = 0;

    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        const int n = put(&questions[i], &wrong);
        if (n == 0)
            print_error("no row asks '%s'\n", questions[i].name);
        assert_true(n > 0);
        asked += n;
    }
    print_message("%d answers, %d wrong\n", asked, wrong);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_answer_worked_out_by_hand_is_given),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
