/* What breaks each rule on territories, classifiers and places. */
#include "fixture.h"
#include "sample.h"
#include "test.h"

#include "geo/wkb.h"

static okr_date year(int value)
{
    return (okr_date){.year = (int16_t)value, .precision = OKR_DATE_YEAR};
}

static void add_unit(okr_programme *p, const char *code, const char *base)
{
    (void)sample_unit(p, code, base, 2);
}

/* Append a copy of the first row. */
static void repeat(okr_vec *rows)
{
    unsigned char copy[1024];

    assert_true(rows->item_size <= sizeof copy);
    memcpy(copy, rows->data, rows->item_size);
    assert_int_equal(okr_vec_append(rows, copy, 1, NULL), OKR_OK);
}

static void put(unsigned char **at, const void *bytes, size_t n)
{
    memcpy(*at, bytes, n);
    *at += n;
}

/* A polygon of rectangular rings {west, south, east, north} as little-endian WKB, in the arena.
 */
static okr_wkb rectangles(okr_programme *p, const double (*rings)[4], uint32_t n)
{
    const size_t size = 9 + n * (4 + 5 * 16);
    unsigned char *bytes = okr_arena_alloc(&p->arena, size, NULL);
    unsigned char *at = bytes;
    const uint32_t head[] = {3, n};
    const uint32_t corners = 5;

    assert_non_null(bytes);
    put(&at, &(unsigned char){1}, 1);
    put(&at, head, sizeof head);
    for (uint32_t i = 0; i < n; i++) {
        const double *r = rings[i];
        const double xy[] = {r[0], r[1], r[2], r[1], r[2], r[3], r[0], r[3], r[0], r[1]};
        put(&at, &corners, sizeof corners);
        put(&at, xy, sizeof xy);
    }
    return (okr_wkb){bytes, size};
}

static void square(okr_programme *p, size_t i, double west, double east)
{
    const double ring[][4] = {{west, 54, east, 55}};

    OKR_MUNICIPALITY(p, i)->polygon = rectangles(p, ring, 1);
}

static void break_municipality_oktmo_shape(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 1)->oktmo = "7602000";
    OKR_CHANGE(p, 0)->to_oktmo = "7602000";
}

static void break_municipality_type_unknown(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 0)->type = -1;
}

static void break_municipality_validity_reversed(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 0)->valid_from = year(2023);
    OKR_MUNICIPALITY(p, 0)->valid_to = year(2021);
}

static void break_municipality_population_missing(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 0)->population = NAN;
}

static void break_municipality_area_differs(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 0)->area_m2 = 94e6;
}

static void break_municipality_successor_unknown(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 0)->successor = "07699000";
}

static void break_change_unknown(okr_programme *p)
{
    OKR_CHANGE(p, 0)->from_oktmo = "1";
    OKR_CHANGE(p, 0)->to_oktmo = "2";
}

static void break_change_portion_range(okr_programme *p)
{
    OKR_CHANGE(p, 0)->portion = 1.5;
}

static void break_settlement_oktmo_shape(okr_programme *p)
{
    OKR_SETTLEMENT(p, 0)->oktmo11 = "0760100";
}

static void break_settlement_oktmo_prefix(okr_programme *p)
{
    OKR_SETTLEMENT(p, 0)->oktmo11 = "07602000101";
}

static void break_settlement_point_missing(okr_programme *p)
{
    OKR_SETTLEMENT(p, 0)->lon = NAN;
}

static void break_settlement_part_elsewhere(okr_programme *p)
{
    OKR_SETTLEMENT(p, 0)->part_of_id = "s2";
    OKR_SETTLEMENT(p, 1)->municipality_code = "07602000";
}

static void break_agglomeration_empty(okr_programme *p)
{
    p->members.count = 0;
}

static void break_member_validity_reversed(okr_programme *p)
{
    OKR_MEMBER(p, 0)->valid_from = year(2023);
    OKR_MEMBER(p, 0)->valid_to = year(2021);
}

static void break_kind_title_missing(okr_programme *p)
{
    OKR_KIND(p, 0)->title.ru = "";
}

static void break_kind_class_shape(okr_programme *p)
{
    OKR_KIND(p, 0)->class_code = "60201";
}

static void break_kind_class_order_missing(okr_programme *p)
{
    OKR_KIND(p, 0)->class_order = "";
}

static void break_kind_colour_shape(okr_programme *p)
{
    OKR_KIND(p, 0)->colour = "blue";
}

static void break_kind_distance_range(okr_programme *p)
{
    OKR_KIND(p, 0)->service_distance_m = 0;
}

static void break_status_lifecycle_missing(okr_programme *p)
{
    OKR_STATUS_WORD(p, 0)->lifecycle = OKR_LIFECYCLE_UNKNOWN;
}

static void break_unit_base_unknown(okr_programme *p)
{
    OKR_UNIT(p, 0)->base_unit = "seat";
}

static void break_unit_factor_range(okr_programme *p)
{
    OKR_UNIT(p, 0)->factor = 0;
}

static void break_unit_base_chain(okr_programme *p)
{
    add_unit(p, "seat", "place");
    add_unit(p, "row", "seat");
}

static void break_document_title_missing(okr_programme *p)
{
    OKR_DOCUMENT(p, 0)->title.ru = "";
}

static void break_location_place_missing(okr_programme *p)
{
    OKR_LOCATION(p, 0)->oktmo = "";
}

static void break_location_region_with_place(okr_programme *p)
{
    OKR_LOCATION(p, 0)->basis = OKR_BASIS_REGION;
}

static void break_location_portion_range(okr_programme *p)
{
    OKR_LOCATION(p, 0)->portion = 1.2;
}

static void break_location_accuracy_range(okr_programme *p)
{
    OKR_LOCATION(p, 0)->accuracy_m = -5;
}

static void break_location_exact_but_coarse(okr_programme *p)
{
    OKR_LOCATION(p, 0)->exactness = OKR_EXACTNESS_EXACT;
    OKR_LOCATION(p, 0)->accuracy_m = 5000;
}

static void break_location_exact_municipality(okr_programme *p)
{
    OKR_LOCATION(p, 0)->exactness = OKR_EXACTNESS_EXACT;
    OKR_LOCATION(p, 0)->location_class = OKR_LOCATION_CLASS_ADMINISTRATIVE_REGION;
}

static void break_location_drawing_exact(okr_programme *p)
{
    OKR_LOCATION(p, 0)->display_only = true;
    OKR_LOCATION(p, 0)->exactness = OKR_EXACTNESS_EXACT;
}

static void break_location_other_geometry(okr_programme *p)
{
    OKR_MEASURE(p, 1)->geometry_expected = OKR_SHAPE_LINE;
    OKR_LOCATION(p, 0)->shape = OKR_SHAPE_POINT;
    OKR_LOCATION(p, 0)->exactness = OKR_EXACTNESS_EXACT;
}

static void break_location_geometry_source_missing(okr_programme *p)
{
    OKR_LOCATION(p, 0)->geometry = (okr_wkb){(const unsigned char *)"x", 1};
}

static void break_mention_priority_alone(okr_programme *p)
{
    OKR_MENTION(p, 0)->contour_code = "";
    OKR_MENTION(p, 0)->priority_code = "2";
}

static void break_municipality_twice(okr_programme *p)
{
    OKR_MUNICIPALITY(p, 1)->name_ru = OKR_MUNICIPALITY(p, 0)->name_ru;
}

static void break_settlement_twice(okr_programme *p)
{
    OKR_SETTLEMENT(p, 1)->name_ru = OKR_SETTLEMENT(p, 0)->name_ru;
}

static void break_member_twice(okr_programme *p)
{
    repeat(&p->members);
}

static void break_population_over_total(okr_programme *p)
{
    OKR_SETTLEMENT(p, 0)->population = 900;
}

static void break_change_portions(okr_programme *p)
{
    OKR_CHANGE(p, 0)->portion = 0.5;
}

static void break_settlement_outside(okr_programme *p)
{
    square(p, 0, 62, 63);
    square(p, 1, 63, 64);
}

/* Staff draw on a worklist, and nothing is drawn yet. */
static void break_worklist_open(okr_programme *p)
{
    okr_source_file *file = okr_vec_push(&p->sources, NULL);

    assert_non_null(file);
    *file = (okr_source_file){.table = "worklist", .path = "draw.gpkg", .layer = ""};
    p->locations.count = 0;
}

const mutation place_mutations[] = {
    {"municipality_oktmo_shape", break_municipality_oktmo_shape},
    {"municipality_type_unknown", break_municipality_type_unknown},
    {"municipality_validity_reversed", break_municipality_validity_reversed},
    {"municipality_population_missing", break_municipality_population_missing},
    {"municipality_area_differs", break_municipality_area_differs},
    {"municipality_successor_unknown", break_municipality_successor_unknown},
    {"change_unknown", break_change_unknown},
    {"change_portion_range", break_change_portion_range},
    {"settlement_oktmo_shape", break_settlement_oktmo_shape},
    {"settlement_oktmo_prefix", break_settlement_oktmo_prefix},
    {"settlement_point_missing", break_settlement_point_missing},
    {"settlement_part_elsewhere", break_settlement_part_elsewhere},
    {"agglomeration_empty", break_agglomeration_empty},
    {"member_validity_reversed", break_member_validity_reversed},
    {"kind_title_missing", break_kind_title_missing},
    {"kind_class_shape", break_kind_class_shape},
    {"kind_class_order_missing", break_kind_class_order_missing},
    {"kind_colour_shape", break_kind_colour_shape},
    {"kind_distance_range", break_kind_distance_range},
    {"status_lifecycle_missing", break_status_lifecycle_missing},
    {"unit_base_unknown", break_unit_base_unknown},
    {"unit_factor_range", break_unit_factor_range},
    {"unit_base_chain", break_unit_base_chain},
    {"document_title_missing", break_document_title_missing},
    {"location_place_missing", break_location_place_missing},
    {"location_region_with_place", break_location_region_with_place},
    {"location_portion_range", break_location_portion_range},
    {"location_accuracy_range", break_location_accuracy_range},
    {"location_exact_but_coarse", break_location_exact_but_coarse},
    {"location_exact_municipality", break_location_exact_municipality},
    {"location_drawing_exact", break_location_drawing_exact},
    {"location_other_geometry", break_location_other_geometry},
    {"location_geometry_source_missing", break_location_geometry_source_missing},
    {"mention_priority_alone", break_mention_priority_alone},
    {"municipality_twice", break_municipality_twice},
    {"settlement_twice", break_settlement_twice},
    {"member_twice", break_member_twice},
    {"population_over_total", break_population_over_total},
    {"change_portions", break_change_portions},
    {"settlement_outside", break_settlement_outside},
    {"worklist_open", break_worklist_open},
    {NULL, NULL},
};
