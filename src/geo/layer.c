#include "geo/layer_parts.h"

#include "geo/dataset.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* A plain table of a GeoPackage is read by SQLite for as long as that gives what OGR would;
 * from the first row on that may not, OGR reads what is left. */
struct okr_layer {
    char *path;                  /* owned */
    char *name;                  /* owned: of the source in messages */
    okr_gpkg_table *own;         /* owned; NULL: no plain table, or that of another layer */
    const okr_gpkg_table *table; /* borrowed; NULL: no plain table */
    struct sqlite3 *db;          /* owned, of a part; NULL: that of table */
    okr_rows *rows;              /* owned */
    okr_ogr_layer *ogr;          /* owned; NULL: not needed yet */
    long long range[2];          /* FIDs that OGR would have to read */
    bool is_begun;               /* range begins with the FID of the row read last */
    bool by_ogr;                 /* features come from ogr */
    okr_status status;           /* why they cannot, with late */
    okr_error late;
};

static okr_layer *new_layer(const char *path, const char *name, okr_error *err)
{
    okr_layer *layer = calloc(1, sizeof *layer);

    if (layer != NULL) {
        layer->path = strdup(path);
        layer->name = strdup(name);
        layer->range[0] = LLONG_MIN;
        layer->range[1] = LLONG_MAX;
    }
    if (layer != NULL && layer->path != NULL && layer->name != NULL)
        return layer;
    okr_layer_close(layer);
    (void)okr_fail_nomem(err);
    return NULL;
}

/* From here on OGR reads, from the row read last on if it is wanted again, else behind it. What
 * SQLite has lent of a row stays where it is. */
static okr_status turn_to_ogr(okr_layer *layer, bool again, okr_error *err)
{
    const okr_layer_options o = {.name = layer->name, .layer = layer->table->layer};
    okr_status status = okr_ogr_layer_open(layer->path, &o, &layer->ogr, err);

    layer->by_ogr = true;
    if (layer->is_begun && !again && layer->range[0] < LLONG_MAX)
        layer->range[0]++;
    return status == OKR_OK ? okr_ogr_layer_between(layer->ogr, layer->range, err) : status;
}

/* Begin with SQLite, if GDAL is certain not to be needed for opening the layer. */
static void open_rows(okr_layer *layer, const okr_layer_options *o)
{
    if (okr_stated(o->crs) || o->raw_rows)
        return;
    layer->own = okr_gpkg_table_open(layer->path, o->layer);
    if (layer->own != NULL && layer->own->is_certain && layer->own->is_flat)
        layer->rows = okr_rows_open(layer->own, layer->own->db, layer->range);
    if (layer->rows != NULL)
        layer->table = layer->own;
}

okr_status okr_layer_open(const char *path, const okr_layer_options *options, okr_layer **out,
                          okr_error *err)
{
    const okr_layer_options none = {0};
    const okr_layer_options *o = options == NULL ? &none : options;
    okr_layer *layer = new_layer(path, okr_stated(o->name) ? o->name : path, err);
    okr_status status = OKR_OK;

    if (layer == NULL)
        return OKR_ERR_NOMEM;
    open_rows(layer, o);
    if (layer->rows == NULL) {
        layer->by_ogr = true;
        status = okr_ogr_layer_open(path, o, &layer->ogr, err);
    }
    if (status == OKR_OK)
        *out = layer;
    else
        okr_layer_close(layer);
    return status;
}

size_t okr_layer_parts(okr_layer *layer, size_t wish)
{
    /* Wider spans than doubles can count would overflow below. */
    const double widest = 9e15;
    double span = 0.0;

    if (layer->rows == NULL || !okr_gpkg_bounds(layer->table, layer->range))
        return 1;
    span = (double)layer->range[1] - (double)layer->range[0];
    return wish > 1 && span >= (double)wish && span < widest ? wish : 1;
}

/* Part `index` of `count` of a range. */
static void cut(const long long range[2], size_t index, size_t count, long long out[2])
{
    const long long width = (range[1] - range[0]) / (long long)count + 1;

    out[0] = range[0] + (long long)index * width;
    out[1] = out[0] + width - 1 < range[1] ? out[0] + width - 1 : range[1];
}

okr_status okr_layer_part(const okr_layer *whole, size_t index, size_t count, okr_layer **out,
                          okr_error *err)
{
    okr_layer *layer = new_layer(whole->path, whole->name, err);
    okr_status status = OKR_OK;

    if (layer == NULL)
        return OKR_ERR_NOMEM;
    layer->table = whole->table;
    cut(whole->range, index, count, layer->range);
    layer->db = okr_gpkg_connect(layer->path);
    if (layer->db != NULL)
        layer->rows = okr_rows_open(layer->table, layer->db, layer->range);
    if (layer->rows == NULL)
        status = turn_to_ogr(layer, true, err);
    if (status == OKR_OK)
        *out = layer;
    else
        okr_layer_close(layer);
    return status;
}

void okr_layer_close(okr_layer *layer)
{
    if (layer == NULL)
        return;
    okr_rows_close(layer->rows);
    okr_gpkg_disconnect(layer->db);
    okr_gpkg_table_close(layer->own);
    okr_ogr_layer_close(layer->ogr);
    free(layer->path);
    free(layer->name);
    free(layer);
}

const char *okr_layer_name(const okr_layer *layer)
{
    return layer->table != NULL ? layer->table->layer : okr_ogr_layer_name(layer->ogr);
}

bool okr_layer_is_sheet(const okr_layer *layer)
{
    return layer->table == NULL && okr_ogr_layer_is_sheet(layer->ogr);
}

size_t okr_layer_field_count(const okr_layer *layer)
{
    return layer->table != NULL ? layer->table->columns.count
                                : okr_ogr_layer_field_count(layer->ogr);
}

const char *okr_layer_field_name(const okr_layer *layer, size_t i)
{
    return layer->table != NULL ? OKR_AT(&layer->table->columns, okr_gpkg_column, i).name
                                : okr_ogr_layer_field_name(layer->ogr, i);
}

bool okr_layer_has_geometry(const okr_layer *layer)
{
    return layer->table != NULL || okr_ogr_layer_has_geometry(layer->ogr);
}

okr_status okr_layer_next(okr_layer *layer, okr_feature *feature, bool *more, okr_error *err)
{
    okr_status status = layer->status;

    if (status != OKR_OK) {
        if (err != NULL)
            *err = layer->late;
        return status;
    }
    if (!layer->by_ogr) {
        if (okr_rows_next(layer->rows, feature, more)) {
            layer->is_begun = layer->is_begun || *more;
            if (*more)
                layer->range[0] = feature->id;
            return OKR_OK;
        }
        status = turn_to_ogr(layer, false, err);
    }
    return status == OKR_OK ? okr_ogr_layer_next(layer->ogr, feature, more, err) : status;
}

const char *okr_layer_text(okr_layer *layer, size_t i)
{
    okr_feature same;
    bool more = false;
    const char *text = layer->by_ogr ? NULL : okr_rows_text(layer->rows, i);

    if (text != NULL)
        return text;
    if (!layer->by_ogr) {
        layer->status = turn_to_ogr(layer, true, &layer->late);
        if (layer->status == OKR_OK)
            layer->status = okr_ogr_layer_next(layer->ogr, &same, &more, &layer->late);
    }
    return layer->status == OKR_OK ? okr_ogr_layer_text(layer->ogr, i) : "";
}
