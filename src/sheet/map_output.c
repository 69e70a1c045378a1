#include "sheet/map_output.h"

#include "base/i18n.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool ends_with(const char *path, const char *ending)
{
    const size_t n = strlen(path);
    const size_t m = strlen(ending);

    return n > m && strcmp(path + n - m, ending) == 0;
}

okr_status okr_map_format_of(const char *path, okr_map_format *format, okr_error *err)
{
    static const char *const endings[] = {".pdf", ".svg", ".png"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_with(path, endings[i])) {
            *format = (okr_map_format)i;
            return OKR_OK;
        }
    return okr_fail(err, OKR_ERR_USAGE, _("'%s': a map is written as .pdf, .svg or .png"),
                    path);
}

static okr_status check(const okr_map_output *output, cairo_status_t status, okr_error *err)
{
    if (status == CAIRO_STATUS_SUCCESS)
        return OKR_OK;
    if (status == CAIRO_STATUS_NO_MEMORY)
        return okr_fail_nomem(err);
    return okr_fail(err, OKR_ERR_IO, _("write '%s': %s"), output->path,
                    cairo_status_to_string(status));
}

/* The dates of a PDF are those of its figures, not of the clock. */
static void set_metadata(const okr_map_output *output)
{
    const okr_programme *p = output->job->programme;
    const okr_date d = p->status_date;
    char date[48];

    (void)snprintf(date, sizeof date, "%04d-%02d-%02dT00:00:00Z", d.year > 0 ? d.year : 1970,
                   d.month > 0 ? d.month : 1, d.day > 0 ? d.day : 1);
    cairo_pdf_surface_set_metadata(output->surface, CAIRO_PDF_METADATA_TITLE,
                                   okr_map_pick(output->job, p->title));
    cairo_pdf_surface_set_metadata(output->surface, CAIRO_PDF_METADATA_CREATOR, "okrug");
    cairo_pdf_surface_set_metadata(output->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(output->surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

okr_status okr_map_output_open(okr_map_output *output, const char *path, okr_error *err)
{
    output->path = path;
    output->surface = NULL;
    output->cr = NULL;
    output->pages = 0;
    output->file = (okr_atomic){0};
    output->stream = NULL;
    output->failure = 0;
    return okr_map_format_of(path, &output->format, err);
}

static okr_status refuse_to_replace(const okr_map_output *output, const char *path,
                                    okr_error *err)
{
    struct stat info;

    if (output->job->options->overwrite || stat(path, &info) != 0)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_USAGE, _("'%s' exists; --overwrite replaces it"), path);
}

/* "x.svg" goes on in "x-2.svg". */
static okr_status begin_file(okr_map_output *output, okr_error *err)
{
    const size_t stem = strlen(output->path) - strlen(".svg");
    okr_text path = {0};
    okr_status status = OKR_OK;

    okr_text_add_n(&path, output->path, stem);
    if (output->pages > 1)
        okr_text_addf(&path, "-%d", output->pages);
    okr_text_add(&path, output->path + stem);
    status = okr_text_check(&path, err);
    if (status == OKR_OK)
        status = refuse_to_replace(output, okr_text_str(&path), err);
    if (status == OKR_OK)
        status = okr_atomic_begin(&output->file, okr_text_str(&path), err);
    if (status == OKR_OK) {
        output->failure = 0;
        output->stream = fopen(output->file.temp, "wb");
        if (output->stream == NULL)
            status = okr_fail(err, OKR_ERR_IO, _("cannot write '%s': %s"), okr_text_str(&path),
                              strerror(errno));
    }
    okr_text_done(&path);
    return status;
}

/* Cairo 1.16 aborts when a write fails in the middle of a PDF, so it is never told: the failure
 * is kept for end_surface. */
static cairo_status_t write_bytes(void *user, const unsigned char *bytes, unsigned int n)
{
    okr_map_output *output = user;

    errno = 0;
    if (output->failure == 0 && fwrite(bytes, 1, n, output->stream) != n)
        output->failure = errno != 0 ? errno : EIO;
    return CAIRO_STATUS_SUCCESS;
}

static okr_status end_stream(okr_map_output *output, okr_error *err)
{
    errno = 0;
    if (fclose(output->stream) != 0 && output->failure == 0)
        output->failure = errno != 0 ? errno : EIO;
    output->stream = NULL;
    if (output->failure == 0)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_IO, _("cannot write '%s': %s"), output->file.target,
                    strerror(output->failure));
}

static double png_zoom(const okr_map_output *output)
{
    const long dpi = output->job->options->dpi;

    return (dpi > 0 ? (double)dpi : 150.0) / 72.0;
}

static cairo_surface_t *make_surface(okr_map_output *output)
{
    const okr_size size = output->size;
    const double zoom = png_zoom(output);

    if (output->format == OKR_MAP_PDF)
        return cairo_pdf_surface_create_for_stream(write_bytes, output, size.w, size.h);
    if (output->format == OKR_MAP_PNG)
        return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(size.w * zoom),
                                          (int)lround(size.h * zoom));
    return cairo_svg_surface_create_for_stream(write_bytes, output, size.w, size.h);
}

static okr_status begin_surface(okr_map_output *output, okr_error *err)
{
    okr_status status = begin_file(output, err);

    if (status != OKR_OK)
        return status;
    output->surface = make_surface(output);
    status = check(output, cairo_surface_status(output->surface), err);
    if (status != OKR_OK)
        return status;
    if (output->format == OKR_MAP_PDF)
        set_metadata(output);
    if (output->format == OKR_MAP_SVG)
        cairo_svg_surface_set_document_unit(output->surface, CAIRO_SVG_UNIT_PT);
    output->cr = cairo_create(output->surface);
    if (output->format == OKR_MAP_PNG)
        cairo_scale(output->cr, png_zoom(output), png_zoom(output));
    return check(output, cairo_status(output->cr), err);
}

static void close_file(okr_map_output *output)
{
    if (output->stream != NULL)
        (void)fclose(output->stream);
    okr_atomic_done(&output->file);
    output->stream = NULL;
    output->file = (okr_atomic){0};
}

static okr_status end_surface(okr_map_output *output, okr_error *err)
{
    okr_status status = OKR_OK;

    if (output->surface == NULL)
        return OKR_OK;
    status = check(output, cairo_status(output->cr), err);
    cairo_destroy(output->cr);
    output->cr = NULL;
    if (status == OKR_OK && output->format == OKR_MAP_PNG)
        status =
            check(output,
                  cairo_surface_write_to_png_stream(output->surface, write_bytes, output), err);
    cairo_surface_finish(output->surface);
    if (status == OKR_OK)
        status = check(output, cairo_surface_status(output->surface), err);
    cairo_surface_destroy(output->surface);
    output->surface = NULL;
    if (status == OKR_OK)
        status = end_stream(output, err);
    if (status == OKR_OK)
        status = okr_atomic_commit(&output->file, err);
    close_file(output);
    return status;
}

okr_status okr_map_output_page(okr_map_output *output, double w, double h, okr_error *err)
{
    okr_status status = OKR_OK;

    output->pages++;
    output->size = (okr_size){w, h};
    if (output->format == OKR_MAP_PDF && output->surface != NULL) {
        cairo_show_page(output->cr);
        cairo_pdf_surface_set_size(output->surface, w, h);
    } else {
        status = end_surface(output, err);
        if (status == OKR_OK)
            status = begin_surface(output, err);
    }
    if (status != OKR_OK)
        return status;
    cairo_set_source_rgb(output->cr, 1.0, 1.0, 1.0);
    cairo_paint(output->cr);
    okr_typesetter_page(output->type, output->cr);
    return OKR_OK;
}

okr_status okr_map_output_finish(okr_map_output *output, okr_error *err)
{
    if (output->surface != NULL && output->format == OKR_MAP_PDF)
        cairo_show_page(output->cr);
    return end_surface(output, err);
}

void okr_map_output_close(okr_map_output *output)
{
    if (output->cr != NULL)
        cairo_destroy(output->cr);
    if (output->surface != NULL) {
        cairo_surface_finish(output->surface);
        cairo_surface_destroy(output->surface);
    }
    output->cr = NULL;
    output->surface = NULL;
    close_file(output);
}

int okr_map_bookmark(okr_map_output *output, int parent, const char *title, int number)
{
    char link[48];

    if (output->format != OKR_MAP_PDF)
        return CAIRO_PDF_OUTLINE_ROOT;
    (void)snprintf(link, sizeof link, "dest='sheet-%d'", number);
    return cairo_pdf_surface_add_outline(output->surface, parent, title, link,
                                         CAIRO_PDF_OUTLINE_FLAG_OPEN);
}
