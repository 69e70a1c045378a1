/* How locations look: colour and marker by kind, solid for what exists and dashed for what is
 * planned, a grey halo where the place is only approximate. */
#include "store/style.h"

#include <stdlib.h>
#include <string.h>

static const char *const layers[] = {"location_point", "location_line", "location_area"};

static const char grey[] = "#7f7f7f";

static const double name_n = 150000.0;

/* Titles of a strategy run to several lines. */
static const char naming[] =
    "if(length(\"title_ru\") > 80, left(\"title_ru\", 78) || '…', \"title_ru\")";

/* Layers hold titles of kinds and stages in Russian; those in English are in the forms. */
static const okr_titles tip = {
    "<b>[% \"title_ru\" %]</b><br>[% coalesce(\"kind_title_ru\", 'вид не указан') %], "
    "[% coalesce(\"status_title_ru\", 'статус не указан') %]"
    "[% if(\"exactness\" = 'approximate', '<br>место приблизительное', '') %]",
    "<b>[% \"title_ru\" %]</b><br>"
    "[% if(\"kind\" IS NULL, 'kind not stated', represent_value(\"kind\")) %], "
    "[% if(\"status\" IS NULL, 'status not stated', represent_value(\"status\")) %]"
    "[% if(\"exactness\" = 'approximate', '<br>approximate place', '') %]"};

static const okr_titles style_title = {"По видам и стадии", "By kind and stage"};
static const okr_titles no_kind_title = {"Вид не указан", "Kind not stated"};
static const okr_titles halo_title = {"место приблизительное", "approximate place"};

static const okr_test approximate = {
    .kind = OKR_TEST_IS, .column = "exactness", .word = "approximate"};

/* Signs of one kind as far as a layer has them: bits of okr_drawn by kind, the last of all for
 * measures without a kind. */
typedef struct presence {
    unsigned char *drawn; /* owned */
    size_t kinds;
} presence;

static int kind_of(const okr_programme *p, const unsigned char *code)
{
    for (size_t i = 0; code != NULL && i < p->kinds.count; i++)
        if (strcmp(OKR_KIND(p, i)->code, (const char *)code) == 0)
            return (int)i;
    return -1;
}

static void note(presence *found, int kind, const unsigned char *drawn)
{
    for (int d = 0; drawn != NULL && d < OKR_DRAWN_COUNT; d++)
        if (strcmp(okr_drawings.words[d].code, (const char *)drawn) == 0)
            found->drawn[kind < 0 ? found->kinds : (size_t)kind] |= (unsigned char)(1U << d);
}

/* Asks the layer itself, so that every row in it has a sign. */
static okr_status find_presence(const okr_styling *styling, const okr_schema *table,
                                presence *found, okr_error *err)
{
    okr_text sql = {0};
    sqlite3_stmt *rows = NULL;
    bool row = true;
    okr_status status = OKR_OK;

    found->kinds = styling->programme->kinds.count;
    found->drawn = calloc(found->kinds + 1, 1);
    if (found->drawn == NULL)
        return okr_fail_nomem(err);
    okr_text_addf(&sql, "SELECT DISTINCT kind, drawn FROM %s", table->name);
    status = okr_text_check(&sql, err);
    if (status == OKR_OK)
        status = okr_db_prepare(styling->db, okr_text_str(&sql), &rows, err);
    while (status == OKR_OK && row) {
        status = okr_db_step(styling->db, rows, &row, err);
        if (status == OKR_OK && row)
            note(found, kind_of(styling->programme, sqlite3_column_text(rows, 0)),
                 sqlite3_column_text(rows, 1));
    }
    (void)sqlite3_finalize(rows);
    okr_text_done(&sql);
    return status;
}

static okr_sign sign_of(okr_shape shape, const char *marker, const char *colour,
                        okr_drawn drawn)
{
    const bool solid = drawn == OKR_DRAWN_EXISTING;
    okr_sign sign = {
        .shape = shape,
        .marker = marker,
        .size_mm = solid ? 3.4 : 3.6,
        .fill = solid ? colour : "#ffffff",
        .opacity = 1.0,
        .stroke = solid && shape == OKR_SHAPE_POINT ? "#ffffff" : colour,
        .stroke_mm = 0.8,
        .dashed = !solid,
    };

    if (shape == OKR_SHAPE_POINT) {
        sign.stroke_mm = solid ? 0.3 : 0.45;
        sign.ring_mm = 5.6;
        sign.ring_test = approximate;
    }

    if (shape == OKR_SHAPE_AREA) {
        sign.fill = colour;
        sign.opacity = solid ? 0.45 : 0.15;
        sign.hatched = drawn == OKR_DRAWN_DROPPED;
    }
    return sign;
}

/* "Школы: планируемые". */
static okr_status add_sign(const okr_programme *p, okr_style *style, const okr_kind *kind,
                           okr_drawn drawn, const okr_sign *sign, okr_error *err)
{
    const okr_word *word = &okr_drawings.words[drawn];
    okr_text text = {0};
    const char *label = NULL;
    okr_rule *rule = NULL;

    okr_text_add(&text, okr_style_say(p, kind == NULL ? no_kind_title : kind->title));
    okr_text_add(&text, ": ");
    okr_text_add(&text, okr_word_title(&okr_drawings, (int)drawn, !p->english));
    label = okr_text_copy(&text, &style->arena, err);
    okr_text_done(&text);
    rule = label == NULL ? NULL : okr_style_rule(style, label, *sign, err);
    if (rule == NULL)
        return OKR_ERR_NOMEM;
    if (kind == NULL)
        okr_rule_test(rule, (okr_test){.kind = OKR_TEST_MISSING, .column = "kind_title_ru"});
    else
        okr_rule_test(rule,
                      (okr_test){.kind = OKR_TEST_IS, .column = "kind", .word = kind->code});
    okr_rule_test(rule, (okr_test){.kind = OKR_TEST_IS, .column = "drawn", .word = word->code});
    return OKR_OK;
}

static okr_status add_kind(const okr_styling *styling, okr_style *style, const presence *found,
                           size_t index, okr_error *err)
{
    const okr_kind *kind = index < found->kinds ? OKR_KIND(styling->programme, index) : NULL;
    const bool coloured = kind != NULL && kind->colour[0] != '\0';
    const char *colour = coloured ? kind->colour : okr_palette_colour(index);
    const char *marker = kind == NULL || kind->symbol[0] == '\0' ? "circle" : kind->symbol;
    okr_status status = OKR_OK;

    for (int d = 0; d < OKR_DRAWN_COUNT && status == OKR_OK; d++) {
        const okr_sign sign = sign_of(style->shape, marker, colour, (okr_drawn)d);
        if ((found->drawn[index] & (1U << d)) == 0)
            continue;
        status = add_sign(styling->programme, style, kind, (okr_drawn)d, &sign, err);
    }
    return status;
}

/* Comes first, so that it lies under the sign itself. */
static okr_status add_halo(const okr_programme *p, okr_style *style, okr_error *err)
{
    const okr_sign halo = {
        .shape = style->shape,
        .marker = "circle",
        .size_mm = 5.6,
        .fill = style->shape == OKR_SHAPE_AREA ? grey : "#ffffff",
        .opacity = style->shape == OKR_SHAPE_LINE ? 0.35 : 0.5,
        .hatched = style->shape == OKR_SHAPE_AREA,
        .stroke = grey,
        .stroke_mm = style->shape == OKR_SHAPE_LINE ? 2.6 : 0.25,
        .dashed = style->shape != OKR_SHAPE_LINE,
    };
    okr_rule *rule = okr_style_rule(style, okr_style_say(p, halo_title), halo, err);

    if (rule == NULL)
        return OKR_ERR_NOMEM;
    okr_rule_test(rule, approximate);
    return OKR_OK;
}

static okr_status add_kinds(const okr_styling *styling, okr_style *style, okr_error *err)
{
    presence found = {0};
    okr_status status = find_presence(styling, style->table, &found, err);

    if (status == OKR_OK)
        status = add_halo(styling->programme, style, err);
    for (size_t i = 0; i <= found.kinds && status == OKR_OK; i++)
        status = add_kind(styling, style, &found, i, err);
    free(found.drawn);
    return status;
}

static okr_status locations(const okr_styling *styling, const okr_schema *table,
                            okr_style *style, okr_error *err)
{
    const okr_labelling labels = {.expression = naming,
                                  .column = "title_ru",
                                  .size_pt = 7.5,
                                  .colour = "#111111",
                                  .wrap = 30,
                                  .largest_scale_n = name_n,
                                  .priority = 5};
    okr_status status = okr_style_label(style, labels, err);

    style->is_default = true;
    style->shape = table->shape;
    style->spread = table->shape == OKR_SHAPE_POINT;
    style->preview = "\"title_ru\"";
    style->tip = okr_style_say(styling->programme, tip);
    return status == OKR_OK ? add_kinds(styling, style, err) : status;
}

okr_status okr_styles_of_locations(const okr_styling *styling, okr_style_fn *take, void *user,
                                   okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < sizeof layers / sizeof layers[0] && status == OKR_OK; i++) {
        const okr_schema *table = okr_schema_find(layers[i]);
        okr_style style;
        okr_style_init(&style, table, okr_style_say(styling->programme, style_title));
        status = locations(styling, table, &style, err);
        if (status == OKR_OK)
            status = take(user, &style, err);
        okr_style_done(&style);
    }
    return status;
}
