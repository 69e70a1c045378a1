#include "okrug/qgis_project.h"

#include "base/i18n.h"
#include "qgis/qgis.h"
#include "store/xml.h"
#include "store/zip.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static okr_status check_target(const okr_qgis_options *options, okr_error *err)
{
    const size_t length = strlen(options->output);
    struct stat info;

    if (length < 5 || strcmp(options->output + length - 4, ".qgz") != 0)
        return okr_fail(err, OKR_ERR_USAGE, _("'%s': the name of a project ends in .qgz"),
                        options->output);
    if (!options->overwrite && stat(options->output, &info) == 0)
        return okr_fail(err, OKR_ERR_USAGE, _("'%s' exists; --overwrite replaces it"),
                        options->output);
    return OKR_OK;
}

static okr_status find_ground(okr_qgis *q, okr_error *err)
{
    const okr_vec *municipalities = &q->workspace->programme.municipalities;
    okr_wkb *polygons = calloc(municipalities->count + 1, sizeof *polygons);
    size_t n = 0;
    okr_status status = OKR_OK;

    if (polygons == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < municipalities->count; i++) {
        polygons[n] = OKR_AT(municipalities, okr_municipality, i).polygon;
        n += polygons[n].size > 0 ? 1 : 0;
    }
    if (n == 0)
        status = okr_fail(err, OKR_ERR_NOT_FOUND, _("'%s': no municipality has a boundary"),
                          q->workspace->path);
    if (status == OKR_OK)
        status = okr_wkb_box_unwrapped(polygons, n, &q->box, err);
    if (status == OKR_OK)
        status = okr_map_projection_open(&q->projection, q->box, err);
    if (status == OKR_OK)
        status = okr_map_plane_box(&q->projection, polygons, n, &q->plane, err);
    free(polygons);
    return status;
}

/* Paths are relative, figures ellipsoidal, names are not cut at the edge of a picture; the
 * ground is grey, so that white stands out as a class. */
static const char properties[] =
    "<properties>\n<Gui><CanvasColorRedPart type=\"int\">236</CanvasColorRedPart>"
    "<CanvasColorGreenPart type=\"int\">238</CanvasColorGreenPart>"
    "<CanvasColorBluePart type=\"int\">240</CanvasColorBluePart></Gui>\n"
    "<Measure><Ellipsoid type=\"QString\">EPSG:7030</Ellipsoid></Measure>\n"
    "<Measurement><AreaUnits type=\"QString\">km2</AreaUnits>"
    "<DistanceUnits type=\"QString\">km</DistanceUnits></Measurement>\n"
    "<PAL><PlacementEngineVersion type=\"int\">1</PlacementEngineVersion>"
    "<ShowingPartialsLabels type=\"bool\">false</ShowingPartialsLabels></PAL>\n"
    "<Paths><Absolute type=\"bool\">false</Absolute></Paths>\n"
    "<SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys>\n"
    "</properties>\n";

static void add_metadata(okr_qgis *q)
{
    const okr_programme *p = &q->workspace->programme;

    okr_text_add(&q->xml, "<projectMetadata>\n");
    okr_xml_element(&q->xml, "identifier", "okrug");
    okr_xml_element(&q->xml, "type", "dataset");
    okr_xml_element(&q->xml, "title", okr_qgis_say(q, p->title));
    okr_xml_element(&q->xml, "abstract", okr_qgis_say(q, p->region));
    okr_text_add(&q->xml, "</projectMetadata>\n");
}

static okr_status add_document(okr_qgis *q, okr_error *err)
{
    okr_status status = OKR_OK;

    okr_text_add(&q->xml, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                          "<qgis version=\"3.22.0\"");
    okr_xml_attribute(&q->xml, "projectname", okr_qgis_say(q, q->workspace->programme.title));
    okr_text_add(&q->xml, ">\n<homePath path=\"\"/>\n");
    okr_xml_element(&q->xml, "title", okr_qgis_say(q, q->workspace->programme.title));
    okr_text_add(&q->xml, "<projectCrs>");
    okr_qgis_crs(q, q->projection.crs);
    okr_text_add(&q->xml, "</projectCrs>\n");
    okr_qgis_tree(q);
    okr_qgis_relations(q);
    okr_qgis_canvas(q);
    status = okr_qgis_layers(q, err);
    okr_text_add(&q->xml, properties);
    okr_qgis_themes(q);
    add_metadata(q);
    okr_qgis_layouts(q);
    if (status == OKR_OK)
        status = okr_qgis_bookmarks(q, err);
    okr_text_add(&q->xml, "</qgis>\n");
    return status == OKR_OK ? okr_text_check(&q->xml, err) : status;
}

static void done(okr_qgis *q)
{
    okr_package_done(&q->package);
    okr_map_projection_close(&q->projection);
    okr_text_done(&q->source);
    okr_text_done(&q->xml);
}

okr_status okr_workspace_qgis_project(const okr_workspace *workspace,
                                      const okr_qgis_options *options, okr_error *err)
{
    okr_qgis q = {.workspace = workspace, .russian = options->russian};
    okr_status status = check_target(options, err);

    if (status == OKR_OK)
        status = okr_qgis_find_source(&q, options->output, err);
    if (status == OKR_OK)
        status = find_ground(&q, err);
    if (status == OKR_OK)
        status = okr_package_open(&q.package, workspace->path, err);
    if (status == OKR_OK)
        status = add_document(&q, err);
    if (status == OKR_OK)
        status = okr_zip_write(options->output, "project.qgs", q.xml.bytes, q.xml.size, err);
    done(&q);
    return status;
}
