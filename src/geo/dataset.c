#include "geo/dataset.h"

#include "base/i18n.h"
#include "base/text.h"
#include "geo/gdal.h"

enum { MOST_LAYERS = 12, MOST_FIELDS = 24 };

/* "'a', 'b', ..." */
static void list_layers(GDALDatasetH dataset, okr_text *text)
{
    const int n = GDALDatasetGetLayerCount(dataset);

    for (int i = 0; i < n && i < MOST_LAYERS; i++)
        okr_text_add_listed(text, OGR_L_GetName(GDALDatasetGetLayer(dataset, i)));
    if (n > MOST_LAYERS)
        okr_text_add(text, ", ...");
}

static okr_status no_layer(const okr_dataset_source *source, GDALDatasetH dataset,
                           okr_error *err)
{
    okr_text names = {0};

    list_layers(dataset, &names);
    if (okr_stated(source->layer))
        (void)okr_fail(err, OKR_ERR_NOT_FOUND, _("'%s' has no layer '%s'; it has %s"),
                       source->name, source->layer, okr_text_str(&names));
    else
        (void)okr_fail(err, OKR_ERR_NOT_FOUND, _("'%s': state which layer is meant; it has %s"),
                       source->name, okr_text_str(&names));
    okr_text_done(&names);
    return OKR_ERR_NOT_FOUND;
}

okr_status okr_dataset_open(const okr_dataset_source *source, okr_dataset *out, okr_error *err)
{
    okr_gdal_start();
    okr_gdal_forget();
    out->handle =
        GDALOpenEx(source->path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                   NULL, (const char *const *)source->options, NULL);
    if (out->handle == NULL)
        return okr_gdal_fail(err, OKR_ERR_IO, _("'%s' cannot be read"), source->name);
    if (okr_stated(source->layer))
        out->layer = GDALDatasetGetLayerByName(out->handle, source->layer);
    else if (GDALDatasetGetLayerCount(out->handle) == 1)
        out->layer = GDALDatasetGetLayer(out->handle, 0);
    return out->layer == NULL ? no_layer(source, out->handle, err) : OKR_OK;
}

void okr_dataset_close(okr_dataset *dataset)
{
    if (dataset->handle != NULL)
        (void)GDALClose(dataset->handle);
    *dataset = (okr_dataset){0};
}

okr_status okr_dataset_fail_in(okr_error *err, okr_status status, const char *name,
                               const char *layer)
{
    if (okr_is_stdin(name))
        return okr_fail_in(err, status, "%s", _("standard input"));
    return okr_fail_in(err, status, _("'%s', layer '%s'"), name, layer);
}

okr_status okr_dataset_field(const okr_dataset *dataset, const char *name, const char *field,
                             okr_error *err)
{
    OGRFeatureDefnH defn = OGR_L_GetLayerDefn(dataset->layer);
    okr_text names = {0};

    if (OGR_FD_GetFieldIndex(defn, field) >= 0)
        return OKR_OK;
    for (int i = 0; i < OGR_FD_GetFieldCount(defn) && i < MOST_FIELDS; i++)
        okr_text_add_listed(&names, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(defn, i)));
    (void)okr_fail(err, OKR_ERR_NOT_FOUND, _("there is no field '%s'; it has %s"), field,
                   okr_text_str(&names));
    okr_text_done(&names);
    return okr_dataset_fail_in(err, OKR_ERR_NOT_FOUND, name, OGR_L_GetName(dataset->layer));
}

static okr_status no_crs(const okr_dataset *dataset, const char *name, const char *by,
                         okr_error *err)
{
    if (okr_stated(by))
        (void)okr_fail(err, OKR_ERR_GEOMETRY,
                       _("it does not say its coordinate system; state it by %s"), by);
    else
        (void)okr_fail(err, OKR_ERR_GEOMETRY, "%s", _("it does not say its coordinate system"));
    return okr_dataset_fail_in(err, OKR_ERR_GEOMETRY, name, OGR_L_GetName(dataset->layer));
}

okr_status okr_dataset_crs(const okr_dataset *dataset, const char *name,
                           const okr_crs_wish *wish, okr_crs **out, okr_error *err)
{
    const char *text = okr_stated(wish->stated) ? wish->stated : wish->otherwise;
    OGRSpatialReferenceH own = OGR_L_GetSpatialRef(dataset->layer);
    okr_status status = OKR_OK;

    if (!okr_stated(wish->stated) && own != NULL)
        return okr_crs_of(own, out, err);
    if (!okr_stated(text))
        return no_crs(dataset, name, wish->by, err);
    status = okr_crs_parse(text, out, err);
    return status == OKR_OK ? OKR_OK : okr_fail_in(err, status, "'%s'", name);
}
