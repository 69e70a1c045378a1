#include "sheet/atlas.h"

#include "sheet/sheet_pen.h"

#include <math.h>

/* The list of contents on its way over columns and pages. */
typedef struct list {
    okr_map_output *output;
    okr_pen pen;
    okr_sheet_layout layout;
    size_t column, columns;
    double x, y, w, bottom;
} list;

static okr_status begin_page(list *l, okr_error *err)
{
    const okr_programme *p = l->pen.job->programme;
    okr_status status = okr_map_output_page(l->output, l->layout.page.w, l->layout.page.h, err);
    okr_type type;
    okr_rect box = l->layout.title;

    if (status != OKR_OK)
        return status;
    l->pen.cr = l->output->cr;
    okr_pen_box(&l->pen, l->layout.border, 0.9 * l->pen.u, OKR_INK);
    type = okr_pen_type(&l->pen, 11.0, OKR_ACCENT);
    type.width = box.w;
    box.y += 30.0 * l->pen.u;
    box.y +=
        okr_text_draw(l->pen.type, &type, box.x, box.y, okr_map_pick(l->pen.job, p->region)).h;
    type = okr_pen_type(&l->pen, 22.0, OKR_INK);
    type.bold = true;
    type.width = box.w;
    box.y += okr_text_draw(l->pen.type, &type, box.x, box.y + 4.0 * l->pen.u,
                           okr_map_pick(l->pen.job, p->title))
                 .h;
    type = okr_pen_type(&l->pen, 11.0, OKR_GREY);
    box.y += 10.0 * l->pen.u;
    box.y += okr_text_draw(l->pen.type, &type, box.x, box.y, l->pen.sheet->subtitle).h;
    l->column = 0;
    l->x = box.x;
    l->y = box.y + 28.0 * l->pen.u;
    l->y += okr_pen_heading(&l->pen, l->x, l->y, box.w,
                            okr_pen_say(&l->pen, "Содержание", "Contents"));
    return OKR_OK;
}

/* Dots lead the eye from the title to the number. */
static void draw_line(list *l, int number, const char *title, const char *figure)
{
    const okr_pen *pen = &l->pen;
    okr_type type = okr_pen_type(pen, 9.0, OKR_INK);
    const double left = l->x + 24.0 * pen->u;
    const double right = l->x + l->w;
    okr_text text = {0};
    okr_size size;
    double end = 0.0;

    okr_text_addf(&text, "%d", number);
    okr_pen_link(pen, number);
    (void)okr_text_draw(pen->type, &type, l->x, l->y, okr_text_str(&text));
    type.lines = 1;
    type.width = l->w - 64.0 * pen->u;
    size = okr_text_draw(pen->type, &type, left, l->y, title);
    okr_pen_link_end(pen);
    type = okr_pen_type(pen, 9.0, OKR_GREY);
    end = right - okr_text_size(pen->type, &type, figure).w;
    (void)okr_text_draw(pen->type, &type, end, l->y, figure);
    if (end - left - size.w > 12.0 * pen->u) {
        const double dots[2] = {0.0, 3.0 * pen->u};
        cairo_save(pen->cr);
        cairo_set_dash(pen->cr, dots, 2, 0.0);
        cairo_set_line_cap(pen->cr, CAIRO_LINE_CAP_ROUND);
        cairo_set_line_width(pen->cr, 0.7 * pen->u);
        okr_rgb_use(pen->cr, OKR_PALE);
        cairo_move_to(pen->cr, left + size.w + 4.0 * pen->u, l->y + 8.5 * pen->u);
        cairo_line_to(pen->cr, end - 4.0 * pen->u, l->y + 8.5 * pen->u);
        cairo_stroke(pen->cr);
        cairo_restore(pen->cr);
    }
    okr_text_done(&text);
}

static okr_status add_entry(list *l, int number, const char *title, double listed,
                            okr_error *err)
{
    const double step = 15.0 * l->pen.u;
    okr_text figure = {0};
    okr_status status = OKR_OK;

    if (l->column == l->columns)
        status = begin_page(l, err);
    if (status != OKR_OK)
        return status;
    if (l->column == 0 && l->bottom == 0.0)
        l->bottom = l->layout.footer.y + l->layout.footer.h - step;
    okr_map_number(&figure, listed, 0, l->pen.russian);
    okr_text_add(&figure, okr_pen_say(&l->pen, " меропр.", " measures"));
    draw_line(l, number, title, okr_text_str(&figure));
    okr_text_done(&figure);
    l->y += step;
    return OKR_OK;
}

static okr_status list_sheets(list *l, double top, okr_error *err)
{
    const okr_map_job *job = l->pen.job;
    const okr_programme *p = job->programme;
    const int agglomerations = (int)p->agglomerations.count;
    okr_status status = OKR_OK;

    for (int n = 1; n <= job->sheets && status == OKR_OK; n++) {
        const int m = n - 2 - agglomerations;
        if (l->bottom > 0.0 && l->y > l->bottom) {
            l->column++;
            l->x += l->w + 16.0 * l->pen.u;
            l->y = top;
        }
        if (n == 1)
            status = add_entry(l, n, okr_map_pick(job, p->region),
                               job->whole.of[OKR_STAT_LISTED].value, err);
        else if (m < 0)
            status = add_entry(l, n, okr_map_pick(job, OKR_AGGLOMERATION(p, n - 2)->title),
                               job->agglomerations[n - 2].of[OKR_STAT_LISTED].value, err);
        else
            status = add_entry(l, n, okr_sheet_name(job, m, false),
                               job->municipalities[m].of[OKR_STAT_LISTED].value, err);
    }
    return status;
}

okr_status okr_atlas_contents(okr_map_output *output, const okr_map_job *job, okr_error *err)
{
    const char *paper = job->options->paper == NULL ? "A3" : job->options->paper;
    okr_sheet sheet;
    list l = {.output = output, .columns = 2};
    okr_status status = okr_sheet_make(&sheet, job, OKR_SHEET_OVERVIEW, -1, err);

    if (status != OKR_OK)
        return status;
    l.layout = okr_sheet_lay_out(paper, false, 0.0);
    l.pen = (okr_pen){.type = output->type,
                      .job = job,
                      .sheet = &sheet,
                      .layout = &l.layout,
                      .russian = job->options->russian,
                      .linked = output->format == OKR_MAP_PDF,
                      .u = l.layout.u};
    l.w = (l.layout.title.w - 16.0 * l.pen.u) / 2.0;
    status = begin_page(&l, err);
    if (status == OKR_OK)
        status = list_sheets(&l, l.y, err);
    okr_sheet_done(&sheet);
    return status;
}
