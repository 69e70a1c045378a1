#include "geo/stream_parts.h"

#include "base/i18n.h"
#include "base/number.h"

#include <cpl_string.h>

#include <stddef.h>
#include <string.h>
#include <sys/stat.h>

/* The columns that may make a geometry. */
typedef struct csv_columns {
    size_t stated; /* offset of the option of a stream that states one */
    const char *usual;
} csv_columns;

enum { CSV_LON, CSV_LAT, CSV_WKT, CSV_KINDS };

static const csv_columns columns[CSV_KINDS] = {
    [CSV_LON] = {offsetof(okr_stream_options, lon), "lon,lng,longitude,long,x,долгота"},
    [CSV_LAT] = {offsetof(okr_stream_options, lat), "lat,latitude,y,широта"},
    [CSV_WKT] = {offsetof(okr_stream_options, wkt), "wkt,geom,geometry,the_geom"},
};

static const char *stated_name(const okr_stream_options *o, int kind)
{
    const char *name = NULL;

    memcpy(&name, (const char *)o + columns[kind].stated, sizeof name);
    return okr_stated(name) ? name : NULL;
}

static const char *names(const okr_stream_options *o, int kind)
{
    const char *stated = stated_name(o, kind);

    return stated != NULL ? stated : columns[kind].usual;
}

bool okr_csv_is(const char *path)
{
    size_t n = strlen(path);

    return (n > 4 && (EQUAL(path + n - 4, ".csv") || EQUAL(path + n - 4, ".tsv"))) ||
           strncmp(path, "CSV:", 4) == 0;
}

char **okr_csv_options(const okr_stream_options *o)
{
    return CSLSetNameValue(NULL, "GEOM_POSSIBLE_NAMES", names(o, CSV_WKT));
}

char **okr_csv_number_options(const okr_stream_options *o)
{
    char **options = okr_csv_options(o);

    options = CSLSetNameValue(options, "X_POSSIBLE_NAMES", names(o, CSV_LON));
    return CSLSetNameValue(options, "Y_POSSIBLE_NAMES", names(o, CSV_LAT));
}

bool okr_csv_is_read_twice(const okr_stream *stream)
{
    struct stat file;

    if (!stream->is_csv || !okr_stated(stream->options.where) ||
        strstr(stream->path, "stdin") != NULL)
        return false;
    return stat(stream->path, &file) != 0 || S_ISREG(file.st_mode);
}

/* Both readings number the rows alike. */
OGRFeatureH okr_csv_next_chosen(const okr_stream *stream, OGRLayerH layer)
{
    OGRFeatureH feature = NULL;
    OGRFeatureH chosen = NULL;
    long long id = 0;

    if (stream->chosen.layer == NULL)
        return OGR_L_GetNextFeature(layer);
    chosen = OGR_L_GetNextFeature(stream->chosen.layer);
    if (chosen == NULL)
        return NULL;
    id = OGR_F_GetFID(chosen);
    OGR_F_Destroy(chosen);
    do {
        OGR_F_Destroy(feature);
        feature = OGR_L_GetNextFeature(layer);
    } while (feature != NULL && OGR_F_GetFID(feature) < id);
    return feature;
}

okr_status okr_csv_check(const okr_stream *stream, const okr_dataset *source, okr_error *err)
{
    okr_status status = OKR_OK;

    for (int kind = 0; status == OKR_OK && kind < CSV_KINDS; kind++) {
        const char *name = stated_name(&stream->options, kind);
        if (name != NULL && !stream->is_csv)
            status = okr_fail(err, OKR_ERR_USAGE,
                              _("'%s': it is no CSV file, so column '%s' makes no geometry"),
                              stream->path, name);
        else if (name != NULL)
            status = okr_dataset_field(source, stream->path, name, err);
    }
    return status;
}

/* The field of the geometry's column of a kind; -1: there is none. */
static int field_of(const okr_stream *stream, OGRFeatureDefnH defn, int kind)
{
    char **list = CSLTokenizeString2(names(&stream->options, kind), ",", 0);
    int field = -1;

    for (int i = 0; field < 0 && list != NULL && list[i] != NULL; i++)
        field = OGR_FD_GetFieldIndex(defn, list[i]);
    CSLDestroy(list);
    return field;
}

bool okr_csv_makes_geometry(const okr_stream *stream, OGRFeatureDefnH defn, int field)
{
    for (int kind = 0; stream->is_csv && kind < CSV_KINDS; kind++)
        if (field == field_of(stream, defn, kind))
            return true;
    return false;
}

bool okr_csv_find(okr_stream *stream)
{
    OGRFeatureDefnH defn = OGR_L_GetLayerDefn(stream->source.layer);
    const okr_stream_options *o = &stream->options;
    bool has_geometry = OGR_L_GetGeomType(stream->source.layer) != wkbNone;
    bool by_number = okr_stated(o->lon) || okr_stated(o->lat) || !has_geometry;

    stream->csv_lon = by_number ? field_of(stream, defn, CSV_LON) : -1;
    stream->csv_lat = by_number ? field_of(stream, defn, CSV_LAT) : -1;
    if (stream->csv_lon < 0 || stream->csv_lat < 0)
        stream->csv_lon = stream->csv_lat = -1;
    return has_geometry || stream->csv_lon >= 0;
}

/* The text of a cell without blanks before it. */
static const char *cell_of(OGRFeatureH feature, int field)
{
    const char *value = "";

    if (field >= 0 && OGR_F_IsFieldSetAndNotNull(feature, field))
        value = OGR_F_GetFieldAsString(feature, field);
    return value + strspn(value, " \t\r\n");
}

/* A point of two numbers; none when both cells are blank. */
static okr_status add_point(okr_stream_reader *reader, OGRFeatureH feature, const char **fault,
                            okr_error *err)
{
    const int fields[] = {reader->stream->csv_lon, reader->stream->csv_lat};
    unsigned char bytes[21] = {1, 1};
    double at[2];

    if (cell_of(feature, fields[0])[0] == '\0' && cell_of(feature, fields[1])[0] == '\0')
        return OKR_OK;
    for (size_t i = 0; i < 2; i++)
        if (!okr_number_parse(cell_of(feature, fields[i]), &at[i]))
            return okr_cell_fault(reader, feature, fields[i], OKR_CELL_COORDINATE, fault, err);
    memcpy(bytes + 5, at, sizeof at);
    return okr_vec_append(&reader->bytes, bytes, sizeof bytes, err);
}

okr_status okr_csv_add_shape(okr_stream_reader *reader, OGRFeatureH feature, const char **fault,
                             okr_error *err)
{
    int field = -1;

    if (reader->stream->csv_lon >= 0)
        return add_point(reader, feature, fault, err);
    if (OGR_F_GetGeometryRef(feature) == NULL)
        field = field_of(reader->stream, OGR_F_GetDefnRef(feature), CSV_WKT);
    return cell_of(feature, field)[0] == '\0'
               ? OKR_OK
               : okr_cell_fault(reader, feature, field, OKR_CELL_WKT, fault, err);
}
