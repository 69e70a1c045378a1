#include "sheet/sheet_page.h"

#include "base/i18n.h"
#include "sheet/map_table.h"

#include <math.h>
#include <stdio.h>

static const char *paper_of(const okr_map_job *job)
{
    return job->options->paper == NULL ? "A3" : job->options->paper;
}

/* Portrait or landscape by the territory's shape on the plane of its projection. */
static okr_status choose_layout(const okr_map_job *job, const okr_sheet *sheet,
                                const okr_pen *measuring, okr_sheet_layout *layout,
                                okr_error *err)
{
    okr_map_projection projection = {0};
    okr_arena arena = {0};
    okr_vec polygons = OKR_VEC(okr_wkb);
    okr_rect plane = {0.0, 0.0, 1.0, 1.0};
    okr_box box = {0};
    okr_status status = okr_map_body_extent(job, sheet, &polygons, &arena, err);

    if (status == OKR_OK)
        status = okr_wkb_box_unwrapped(polygons.data, polygons.count, &box, err);
    if (status == OKR_OK)
        status = okr_map_projection_open(&projection, box, err);
    if (status == OKR_OK)
        status = okr_map_plane_box(&projection, polygons.data, polygons.count, &plane, err);
    if (status == OKR_OK) {
        const okr_sheet_form form = okr_sheet_choose(
            paper_of(job), fmax(plane.w, 1.0), fmax(plane.h, 1.0),
            sheet->kind == OKR_SHEET_MUNICIPALITY && sheet->rows.count > 0 ? OKR_PANEL_MEASURES
                                                                           : OKR_PANEL_PLACES);
        okr_pen pen = *measuring;
        *layout = okr_sheet_lay_out(paper_of(job), form, 40.0);
        pen.u = layout->u;
        *layout = okr_sheet_lay_out(paper_of(job), form,
                                    okr_sheet_footer_height(&pen, layout->footer.w));
    }
    okr_map_projection_close(&projection);
    okr_vec_done(&polygons);
    okr_arena_done(&arena);
    return status;
}

static void watch_page(const okr_map_output *output, const okr_sheet_layout *layout)
{
    if (output->watch != NULL)
        output->watch->page(output->watch->user, layout->border, &output->type->drawn);
}

/* Rows that found no room go on in columns over whole pages. */
static okr_status draw_rest(okr_map_output *output, okr_pen *pen, size_t first, okr_error *err)
{
    const okr_sheet_layout *l = pen->layout;
    const size_t columns = l->page.w > l->page.h ? 3 : 2;
    const double gap = 10.0 * pen->u;
    const double top = l->title.y + l->title.h + gap;
    const double w = (l->title.w - (double)(columns - 1) * gap) / (double)columns;
    const okr_sheet_table table = {.pen = pen, .width = w, .size = 7.2};

    for (int page = 2; first < pen->sheet->rows.count; page++) {
        okr_status status = okr_map_output_page(output, l->page.w, l->page.h, err);
        if (status != OKR_OK)
            return status;
        pen->cr = output->cr;
        okr_sheet_frame(pen, page);
        for (size_t c = 0; c < columns && first < pen->sheet->rows.count; c++) {
            const okr_rect box = {l->title.x + (double)c * (w + gap), top, w,
                                  l->footer.y + l->footer.h - top};
            first = okr_table_draw(&table, box, first);
        }
        watch_page(output, l);
    }
    return OKR_OK;
}

static void begin_tags(const okr_map_output *output, const okr_sheet *sheet)
{
    char name[48];

    if (output->format != OKR_MAP_PDF)
        return;
    (void)snprintf(name, sizeof name, "name='sheet-%d'", sheet->number);
    cairo_tag_begin(output->cr, CAIRO_TAG_DEST, name);
    cairo_tag_end(output->cr, CAIRO_TAG_DEST);
}

/* A legend that finds no room in the panel stands under the map, if the territory leaves room
 * above and below. */
static okr_status prepare(okr_map_body *body, const okr_pen *pen, okr_sheet_layout *layout,
                          const okr_inset *inset, okr_error *err)
{
    okr_status status = okr_map_body_prepare(body, pen, err);
    double under = 0.0;

    if (status == OKR_OK)
        status = okr_sheet_under_height(pen, body, inset, &under, err);
    if (status != OKR_OK || under <= 0.0 || body->spare < under + 14.0 * pen->u)
        return status;
    okr_map_body_done(body);
    okr_sheet_layout_split(layout, under);
    return okr_map_body_prepare(body, pen, err);
}

static okr_status draw_first(okr_map_output *output, okr_pen *pen, okr_sheet_layout *layout,
                             const okr_inset *inset, size_t *rest, okr_error *err)
{
    okr_map_body body;
    okr_status status = prepare(&body, pen, layout, inset, err);

    if (status == OKR_OK) {
        okr_sheet_frame(pen, 1);
        status = okr_map_body_draw(&body, err);
    }
    if (status == OKR_OK)
        status = okr_sheet_panel(pen, &body, inset, rest, err);
    if (status == OKR_OK) {
        okr_sheet_footer(pen, &body);
        watch_page(output, pen->layout);
        if (output->watch != NULL)
            output->watch->labels(output->watch->user, &body.field);
    }
    okr_map_body_done(&body);
    return status;
}

okr_status okr_sheet_draw(okr_map_output *output, const okr_map_job *job,
                          const okr_sheet *sheet, const okr_inset *inset, okr_error *err)
{
    okr_sheet_layout layout;
    okr_pen pen = {.type = output->type,
                   .job = job,
                   .sheet = sheet,
                   .layout = &layout,
                   .russian = job->options->russian,
                   .linked = output->format == OKR_MAP_PDF && job->sheets > 0};
    size_t rest = 0;
    okr_status status = choose_layout(job, sheet, &pen, &layout, err);

    if (status == OKR_OK)
        status = okr_map_output_page(output, layout.page.w, layout.page.h, err);
    if (status != OKR_OK)
        return okr_fail_in(err, status, "%s", sheet->title);
    pen.u = layout.u;
    pen.cr = output->cr;
    begin_tags(output, sheet);
    status = draw_first(output, &pen, &layout, inset, &rest, err);
    if (status == OKR_OK && rest < sheet->rows.count)
        status = draw_rest(output, &pen, rest, err);
    if (status == OKR_OK && output->type->error.status != OKR_OK)
        status = okr_fail(err, output->type->error.status, "%s", output->type->error.text);
    return status == OKR_OK ? OKR_OK : okr_fail_in(err, status, "%s", sheet->title);
}
