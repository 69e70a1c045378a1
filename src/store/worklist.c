#include "store/worklist.h"

#include "store/atomic.h"
#include "store/columns.h"
#include "store/day.h"
#include "store/gpkg.h"
#include "store/style.h"
#include "store/writer.h"

#include <stdio.h>

enum { STAMP_TEXT = 32 }; /* "2024-12-31T00:00:00.000Z" */

/* clang-format off */
#define ROW okr_work_item
#define ITEM_COLUMNS(type) \
    SHAPE(type, geometry), \
    TEXT("measure_id", measure_id, "Мероприятие, код", "Measure id"), \
    TEXT("location_id", location_id, "Место, которое уточняется", "Location that is completed"), \
    TEXT("title", title, "Мероприятие", "Measure"), \
    CHOICE("kind", kind, "kind", "Вид", "Kind"), \
    CHOICE("status", status, "status", "Статус", "Status"), \
    WORD("waiting", waiting, okr_waitings, "Чего ждёт", "Why it waits"), \
    TEXT("municipality", municipality, "Муниципальное образование, как названо", \
         "Municipality as stated"), \
    TEXT("settlement", settlement, "Населённый пункт, как назван", "Settlement as stated"), \
    TEXT("place", place, "Что сказано о месте", "What is said of the place"), \
    TEXT("candidates", candidates, "Что известно из других источников", \
         "What is known from elsewhere"), \
    TEXT("source_ref", source_ref, "Место в источнике", "Place in the source"), \
    WORD("geometry_expected", shape, okr_shapes, "Какая геометрия нужна", "Geometry wanted"), \
    WORD("exactness", exactness, okr_exactnesses, "ЗАПОЛНИТЬ: точность", "TO FILL: exactness"), \
    REAL("accuracy_m", accuracy_m, "ЗАПОЛНИТЬ: точность, м", "TO FILL: accuracy, m"), \
    WORD("basis", basis, okr_bases, \
         "ЗАПОЛНИТЬ: откуда известно место (указано в источнике программы или сведения извне)", \
         "TO FILL: how the place is known"), \
    TEXT("geometry_source", empty, "ЗАПОЛНИТЬ: по какому документу или снимку нанесено", \
         "TO FILL: document or image it is drawn from"), \
    DATE("geometry_date", no_date, "ЗАПОЛНИТЬ: дата документа (2024, 2024-05 или 2024-05-31)", \
         "TO FILL: date of that document"), \
    TEXT("note", empty, "ЗАПОЛНИТЬ: примечание", "TO FILL: note")

static const okr_column points[] = {ITEM_COLUMNS("POINT")};
static const okr_column lines[] = {ITEM_COLUMNS("MULTILINESTRING")};
static const okr_column areas[] = {ITEM_COLUMNS("MULTIPOLYGON")};

static const okr_schema tables[OKR_WORKLIST_LAYERS] = {
    {.name = "worklist_point", .title = {"Нанести: точки", "To draw: points"},
     .note_ru = "Мероприятия без точного места, которые рисуют точкой", .geometry = "POINT",
     .shape = OKR_SHAPE_POINT, .rows = OKR_ROWS_NONE, COLUMNS(points)},
    {.name = "worklist_line", .title = {"Нанести: линии", "To draw: lines"},
     .note_ru = "Мероприятия без точного места, которые рисуют линией",
     .geometry = "MULTILINESTRING", .shape = OKR_SHAPE_LINE, .rows = OKR_ROWS_NONE,
     COLUMNS(lines)},
    {.name = "worklist_area", .title = {"Нанести: площади", "To draw: areas"},
     .note_ru = "Мероприятия без точного места, которые рисуют площадью",
     .geometry = "MULTIPOLYGON", .shape = OKR_SHAPE_AREA, .rows = OKR_ROWS_NONE,
     COLUMNS(areas)},
};
#undef ROW
/* clang-format on */

/* What is known is for reading; what is asked for comes last in the form. */
static const char *const read_only[] = {
    "location_id", "title", "kind",       "status",     "waiting",          "municipality",
    "settlement",  "place", "candidates", "source_ref", "geometry_expected"};

static okr_status write_rows(okr_writer *writer, const okr_vec *items, okr_error *err)
{
    okr_status status = OKR_OK;
    long long fid = 0;

    for (size_t i = 0; i < items->count && status == OKR_OK; i++) {
        const okr_work_item *item = &OKR_AT(items, okr_work_item, i);
        if (item->shape != writer->table->shape)
            continue;
        fid++;
        status = okr_writer_bind(writer, fid, (okr_record){item, i}, err);
        if (status == OKR_OK)
            status = okr_writer_put(writer, fid, err);
    }
    return status;
}

static okr_status write_table(okr_db *db, const okr_programme *p, const okr_schema *table,
                              const okr_vec *items, const char *stamp, okr_error *err)
{
    okr_writer writer = {0};
    okr_status status = okr_writer_open(&writer, db, table, p, NULL, err);

    if (status == OKR_OK)
        status = write_rows(&writer, items, err);
    if (status == OKR_OK)
        status = okr_gpkg_register(db, table, writer.binder.box, stamp, err);
    okr_writer_close(&writer);
    return status;
}

static void describe_form(okr_text *form)
{
    okr_text_add(form, "<editable>\n");
    for (size_t i = 0; i < sizeof read_only / sizeof read_only[0]; i++)
        okr_text_addf(form, "<field name=\"%s\" editable=\"0\"/>\n", read_only[i]);
    okr_text_add(form, "</editable>\n");
}

static okr_status init_style(okr_style *style, const okr_schema *table, const char *form,
                             bool english, okr_error *err)
{
    const okr_sign sign = {
        .shape = table->shape,
        .marker = "circle",
        .size_mm = 3.0,
        .fill = "#D55E00",
        .opacity = table->shape == OKR_SHAPE_AREA ? 0.3 : 1.0,
        .stroke = table->shape == OKR_SHAPE_POINT ? "#FFFFFF" : "#D55E00",
        .stroke_mm = table->shape == OKR_SHAPE_LINE ? 0.8 : 0.4,
    };

    okr_style_init(style, table, "okrug");
    style->is_default = true;
    style->shape = table->shape;
    style->form = form;
    style->preview = "\"title\"";
    style->tip = "<b>[% title %]</b><br>[% municipality %]";
    return okr_style_rule(style, english ? "drawn" : "нанесено", sign, err) == NULL
               ? OKR_ERR_NOMEM
               : OKR_OK;
}

static okr_status write_styles(okr_db *db, const okr_programme *p, const char *stamp,
                               okr_error *err)
{
    okr_style styles[OKR_WORKLIST_LAYERS];
    okr_text form = {0};
    size_t count = 0;
    okr_status status = OKR_OK;

    describe_form(&form);
    status = okr_text_check(&form, err);
    for (size_t i = 0; i < OKR_WORKLIST_LAYERS && status == OKR_OK; i++) {
        status = init_style(&styles[i], &tables[i], okr_text_str(&form), p->english, err);
        count++;
    }
    if (status == OKR_OK)
        status = okr_styles_write_list(db, p, styles, count, stamp, err);
    for (size_t i = 0; i < count; i++)
        okr_style_done(&styles[i]);
    okr_text_done(&form);
    return status;
}

static okr_status write_all(okr_db *db, const okr_programme *p, const okr_vec *items,
                            okr_error *err)
{
    const long day = okr_date_last_day(p->status_date);
    char text[OKR_DAY_TEXT];
    char stamp[STAMP_TEXT];
    okr_status status = okr_gpkg_create_core(db, err);

    okr_day_format(day == OKR_DATE_NO_DAY ? 0 : day, text);
    (void)snprintf(stamp, sizeof stamp, "%.10sT00:00:00.000Z", text);
    for (size_t i = 0; i < OKR_WORKLIST_LAYERS && status == OKR_OK; i++)
        status = okr_gpkg_create_table(db, &tables[i], err);
    for (size_t i = 0; i < OKR_WORKLIST_LAYERS && status == OKR_OK; i++)
        status = write_table(db, p, &tables[i], items, stamp, err);
    if (status == OKR_OK)
        status = okr_gpkg_describe_tables(db, p, tables, OKR_WORKLIST_LAYERS, err);
    if (status == OKR_OK)
        status = write_styles(db, p, stamp, err);
    for (size_t i = 0; i < OKR_WORKLIST_LAYERS && status == OKR_OK; i++)
        status = okr_gpkg_index_triggers(db, &tables[i], err);
    return status == OKR_OK ? okr_db_exec(db, "COMMIT", err) : status;
}

okr_status okr_worklist_save(const okr_programme *programme, const okr_vec *items,
                             const char *path, okr_error *err)
{
    okr_atomic file = {0};
    okr_db db = {0};
    okr_status status = okr_atomic_begin(&file, path, err);

    if (status == OKR_OK)
        status = okr_db_create(&db, file.temp, path, err);
    if (status == OKR_OK)
        status = write_all(&db, programme, items, err);
    okr_db_close(&db);
    if (status == OKR_OK)
        status = okr_atomic_commit(&file, err);
    okr_atomic_done(&file);
    return status;
}
