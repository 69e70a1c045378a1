#include "source/worklist.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "source/forms.h"
#include "source/geometry.h"

#include <string.h>

/* The layers that okrug export --worklist writes. */
static const char *const layers[] = {"worklist_point", "worklist_line", "worklist_area"};
enum { LAYERS = sizeof layers / sizeof layers[0] };

/* One source being read. */
typedef struct reading {
    okr_map locations; /* identifier -> row of the programme's locations before it */
    size_t open;       /* rows without a geometry */
    size_t drawn;
} reading;

/* A row of the worklist beside the location that it becomes. */
typedef struct worklist_row {
    okr_location location;
    okr_shape wanted;
    const char *shown; /* columns that only inform who draws */
} worklist_row;

#define W worklist_row

static const okr_form_column columns[] = {
    MUST("measure_id", W, location.measure_id),
    TEXT("location_id", W, location.location_id),
    WORD("geometry_expected", W, wanted, okr_shapes, OKR_SHAPE_NONE),
    WORD("exactness", W, location.exactness, okr_exactnesses, OKR_EXACTNESS_UNKNOWN),
    AMOUNT("accuracy_m", W, location.accuracy_m),
    WORD("basis", W, location.basis, okr_bases, OKR_BASIS_COUNT),
    TEXT("geometry_source", W, location.geometry_source),
    DATE("geometry_date", W, location.geometry_date),
    TEXT("note", W, location.note),
    TEXT("title", W, shown),
    TEXT("kind", W, shown),
    TEXT("status", W, shown),
    TEXT("waiting", W, shown),
    TEXT("municipality", W, shown),
    TEXT("settlement", W, shown),
    TEXT("place", W, shown),
    TEXT("candidates", W, shown),
    TEXT("source_ref", W, shown),
    UNKNOWN(W, location.portion),
    LOCATION_FOUND(W, location),
    LAST_COLUMN,
};

/* Point, line or area; OKR_SHAPE_NONE of several of them together. */
static okr_status find_shape(okr_wkb wkb, okr_shape *shape, okr_error *err)
{
    static const okr_shape shapes[] = {[OKR_PART_POINT] = OKR_SHAPE_POINT,
                                       [OKR_PART_LINE] = OKR_SHAPE_LINE,
                                       [OKR_PART_POLYGON] = OKR_SHAPE_AREA};
    okr_wkb_reader reader = {0};
    okr_part part = {0};
    bool more = true;
    bool first = true;
    okr_status status = OKR_OK;

    *shape = OKR_SHAPE_NONE;
    okr_wkb_start(&reader, wkb);
    while (more && status == OKR_OK) {
        status = okr_wkb_next(&reader, &part, &more, err);
        if (status != OKR_OK || !more)
            break;
        *shape = first || *shape == shapes[part.kind] ? shapes[part.kind] : OKR_SHAPE_NONE;
        first = false;
    }
    okr_wkb_reader_done(&reader);
    return status;
}

/* Whether the row can be used; what cannot is said and passed over. */
static okr_status judge(okr_table_reader *reader, const worklist_row *r, okr_error *err)
{
    okr_fault nobody = {.code = "worklist_measure",
                        .severity = OKR_SEVERITY_ERROR,
                        .column = "measure_id",
                        .value = "",
                        .ru = "строка рабочего листа не называет мероприятия и не прочитана",
                        .en = "the row names no measure and was not read"};
    okr_fault other = {.code = "worklist_shape",
                       .severity = OKR_SEVERITY_ERROR,
                       .column = "geometry",
                       .ru = "нарисована не та геометрия, которая нужна; строка не прочитана",
                       .en = "another geometry is drawn than was wanted; not read"};
    okr_shape drawn = OKR_SHAPE_NONE;
    okr_status status = OKR_OK;

    if (r->location.measure_id[0] == '\0') {
        reader->skip = true;
        return okr_table_find(reader, &nobody, err);
    }
    status = find_shape(r->location.geometry, &drawn, err);
    if (status != OKR_OK || r->wanted == OKR_SHAPE_NONE || drawn == r->wanted)
        return status;
    reader->skip = true;
    other.value = okr_word_code(&okr_shapes, (int)drawn);
    return okr_table_find(reader, &other, err);
}

/* The place that the programme states stays; what is drawn, and how it is known, is new. */
static void complete(okr_location *to, const okr_location *from)
{
    to->geometry = from->geometry;
    to->exactness = from->exactness;
    to->accuracy_m = from->accuracy_m;
    to->geometry_source = from->geometry_source;
    to->geometry_date = from->geometry_date;
    to->display_only = false;
    to->location_class = from->location_class;
    to->row = from->row;
    if (from->note[0] != '\0')
        to->note = from->note;
    if (from->basis != OKR_BASIS_COUNT)
        to->basis = from->basis;
    else if (to->basis == OKR_BASIS_UNKNOWN)
        to->basis = OKR_BASIS_OUTSIDE_KNOWLEDGE;
}

static okr_status name_location(okr_table_reader *reader, okr_location *l, okr_error *err)
{
    okr_text_clear(&reader->scratch);
    okr_text_addf(&reader->scratch, "%s:drawn:%d:%ld", l->measure_id, reader->row.source + 1,
                  reader->row.number);
    l->location_id = okr_text_copy(&reader->scratch, &reader->programme->arena, err);
    return l->location_id == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

/* Find the location that a drawing completes, or make the drawing one of its own. */
static okr_status settle(okr_table_reader *reader, okr_location *l, okr_error *err)
{
    const okr_fault gone = {.code = "worklist_unknown",
                            .severity = OKR_SEVERITY_WARNING,
                            .column = "location_id",
                            .value = l->location_id,
                            .ru = "места с таким кодом у мероприятия больше нет; рисунок стал "
                                  "новым местом",
                            .en = "the measure has no such location any more; the drawing is a "
                                  "location of its own"};
    const reading *r = reader->user;
    const ptrdiff_t at =
        l->location_id[0] == '\0' ? -1 : okr_map_find(&r->locations, l->location_id);
    okr_location *to = at < 0 ? NULL : OKR_LOCATION(reader->programme, at);
    okr_status status = OKR_OK;

    if (to != NULL && strcmp(to->measure_id, l->measure_id) == 0) {
        complete(to, l);
        reader->skip = true;
        return OKR_OK;
    }
    if (l->location_id[0] != '\0')
        status = okr_table_find(reader, &gone, err);
    if (l->basis == OKR_BASIS_COUNT)
        l->basis = OKR_BASIS_OUTSIDE_KNOWLEDGE;
    return status == OKR_OK ? name_location(reader, l, err) : status;
}

static okr_status finish(okr_table_reader *reader, void *record, const okr_input_row *row,
                         okr_error *err)
{
    worklist_row *r = record;
    reading *own = reader->user;
    okr_location *l = &r->location;
    okr_status status = OKR_OK;

    if (row->geometry.size == 0) {
        own->open++;
        reader->skip = true;
        return OKR_OK;
    }
    own->drawn++;
    l->oktmo = l->settlement_name = l->municipality_name = l->agglomeration_code = "";
    l->site_id = "";
    l->location_class = OKR_LOCATION_CLASS_STRUCTURE;
    if (l->exactness == OKR_EXACTNESS_UNKNOWN)
        l->exactness = OKR_EXACTNESS_EXACT;
    status = okr_source_keep(reader, row->geometry, &l->geometry, err);
    if (status == OKR_OK)
        status = judge(reader, r, err);
    if (status == OKR_OK && !reader->skip)
        status = okr_source_check_area(reader, l->geometry, err);
    return status == OKR_OK && !reader->skip ? settle(reader, l, err) : status;
}

static const okr_table_form form = {
    .table = "worklist",
    .columns = columns,
    .record_size = sizeof(worklist_row),
    .row_offset = offsetof(worklist_row, location.row),
    .rows_offset = offsetof(okr_programme, locations),
    .finish = finish,
};

static okr_status know_locations(const okr_programme *p, reading *r, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->locations.count && status == OKR_OK; i++)
        status = okr_map_add(&r->locations, OKR_LOCATION(p, i)->location_id, i, NULL, err);
    return status;
}

/* A package has up to three layers; a file of another form, or a layer named, is one. */
static okr_status read_layers(okr_programme *p, const okr_manifest *m,
                              const okr_manifest_source *source, reading *r, okr_error *err)
{
    size_t found = 0;

    for (size_t i = 0; i < LAYERS && source->layer[0] == '\0'; i++) {
        okr_manifest_source one = *source;
        okr_error missing = {.status = OKR_OK};
        okr_status status = OKR_OK;
        one.layer = layers[i];
        status = okr_table_read_for(&form, p, m, &one, r, &missing);
        if (status != OKR_OK && status != OKR_ERR_NOT_FOUND)
            return okr_fail(err, status, "%s", missing.text);
        found += status == OKR_OK;
    }
    return found > 0 ? OKR_OK : okr_table_read_for(&form, p, m, source, r, err);
}

okr_status okr_worklist_read(okr_programme *p, const okr_manifest *m,
                             const okr_listener *listener, okr_error *err)
{
    reading r = {.open = 0};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < m->sources.count && status == OKR_OK; i++) {
        const okr_manifest_source *source = &OKR_AT(&m->sources, okr_manifest_source, i);
        if (strcmp(source->table, form.table) != 0)
            continue;
        r = (reading){.open = 0};
        status = know_locations(p, &r, err);
        if (status == OKR_OK)
            status = read_layers(p, m, source, &r, err);
        if (status == OKR_OK)
            okr_log(listener, OKR_LEVEL_INFO, _("%s: %zu drawn, %zu still to be drawn"),
                    source->path, r.drawn, r.open);
        okr_map_done(&r.locations);
    }
    return status;
}
