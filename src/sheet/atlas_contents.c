#include "sheet/atlas.h"

#include "sheet/sheet_pen.h"

#include <math.h>

/* The list of contents on its way over columns and pages. */
typedef struct list {
    okr_map_output *output;
    const okr_inset *inset;
    okr_pen pen;
    okr_sheet_layout layout;
    size_t column, columns; /* one column leaves room for the index map */
    double x, y, w, top, bottom;
    double step; /* from line to line */
} list;

/* The largest size in which the programme's title stands on one line, down to a limit. */
static double draw_title(const okr_pen *pen, okr_rect box)
{
    okr_type type = okr_pen_type(pen, 22.0, OKR_INK);
    const char *title = okr_map_pick(pen->job, pen->job->programme->title);

    type.bold = true;
    while (type.size > 12.0 * pen->u && okr_text_size(pen->type, &type, title).w > box.w)
        type.size -= 0.5 * pen->u;
    type.width = box.w;
    return okr_text_draw(pen->type, &type, box.x, box.y, title).h;
}

static void draw_column_heads(const list *l)
{
    const okr_pen *pen = &l->pen;
    okr_type type = okr_pen_type(pen, 7.4, OKR_GREY);

    type.narrow = true;
    (void)okr_text_draw(pen->type, &type, l->x, l->y, okr_pen_say(pen, "Лист", "Sheet"));
    type.width = l->w;
    type.align = OKR_ALIGN_RIGHT;
    (void)okr_text_draw(pen->type, &type, l->x, l->y,
                        okr_pen_say(pen, "Мероприятий", "Measures"));
}

static void begin_column(list *l)
{
    l->y = l->top;
    draw_column_heads(l);
    l->y += 13.0 * l->pen.u;
}

static void end_page(const list *l)
{
    const okr_page_watch *watch = l->output->watch;

    if (watch != NULL)
        watch->page(watch->user, l->layout.border, &l->output->type->drawn);
}

static okr_status begin_page(list *l, okr_error *err)
{
    const okr_status status =
        okr_map_output_page(l->output, l->layout.page.w, l->layout.page.h, err);
    const double u = l->pen.u;
    okr_type type;
    okr_rect box = l->layout.title;

    if (status != OKR_OK)
        return status;
    l->pen.cr = l->output->cr;
    okr_pen_box(&l->pen, l->layout.border, 0.9 * u, OKR_INK);
    box = okr_rect_grow(box, -10.0 * u);
    type = okr_pen_type(&l->pen, 11.0, OKR_ACCENT);
    type.width = box.w;
    box.y += 14.0 * u;
    box.y += okr_text_draw(l->pen.type, &type, box.x, box.y, l->pen.job->region).h + 3.0 * u;
    box.y += draw_title(&l->pen, box) + 6.0 * u;
    type = okr_pen_type(&l->pen, 11.0, OKR_GREY);
    box.y += okr_text_draw(l->pen.type, &type, box.x, box.y, l->pen.sheet->subtitle).h;
    l->column = 0;
    l->x = box.x;
    l->w = (box.w - 20.0 * u) / 2.0;
    l->y = box.y + 22.0 * u;
    l->y += okr_pen_heading(&l->pen, l->x, l->y, l->columns == 1 ? l->w : box.w,
                            okr_pen_say(&l->pen, "Содержание", "Contents"));
    l->top = l->y;
    l->bottom = l->layout.footer.y + l->layout.footer.h - 10.0 * u;
    return OKR_OK;
}

/* Dots lead the eye from the title to the number. */
static void draw_leader(const okr_pen *pen, okr_point from, okr_point to)
{
    const double dots[2] = {0.0, 3.0 * pen->u};

    if (to.x - from.x < 8.0 * pen->u)
        return;
    cairo_save(pen->cr);
    cairo_set_dash(pen->cr, dots, 2, 0.0);
    cairo_set_line_cap(pen->cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(pen->cr, 0.7 * pen->u);
    okr_rgb_use(pen->cr, OKR_PALE);
    cairo_move_to(pen->cr, from.x, from.y);
    cairo_line_to(pen->cr, to.x, to.y);
    cairo_stroke(pen->cr);
    cairo_restore(pen->cr);
}

static void draw_line(const list *l, int number, const char *title, const char *figure)
{
    const okr_pen *pen = &l->pen;
    const double size = l->step > 17.0 * pen->u ? 10.4 : 9.0;
    okr_type type = okr_pen_type(pen, size, OKR_INK);
    const double left = l->x + 26.0 * pen->u;
    const double right = l->x + l->w;
    const double base = l->y + 0.95 * type.size;
    okr_text text = {0};
    okr_size set;
    double end = 0.0;

    okr_text_addf(&text, "%d", number);
    okr_pen_link(pen, number);
    (void)okr_text_draw(pen->type, &type, l->x, l->y, okr_text_str(&text));
    type.lines = 1;
    type.width = l->w - 60.0 * pen->u;
    set = okr_text_draw(pen->type, &type, left, l->y, title);
    okr_pen_link_end(pen);
    type = okr_pen_type(pen, size, OKR_GREY);
    end = right - okr_text_size(pen->type, &type, figure).w;
    (void)okr_text_draw(pen->type, &type, end, l->y, figure);
    draw_leader(pen, (okr_point){left + set.w + 4.0 * pen->u, base},
                (okr_point){end - 4.0 * pen->u, base});
    okr_text_done(&text);
}

static okr_status add_entry(list *l, int number, const char *title, double listed,
                            okr_error *err)
{
    okr_text figure = {0};
    okr_status status = OKR_OK;

    if (l->y + l->step > l->bottom) {
        l->column++;
        l->x += l->w + 20.0 * l->pen.u;
        if (l->column == l->columns) {
            end_page(l);
            status = begin_page(l, err);
        }
        if (status != OKR_OK)
            return status;
        begin_column(l);
    }
    okr_map_number(&figure, listed, 0, l->pen.russian);
    draw_line(l, number, title, okr_text_str(&figure));
    okr_text_done(&figure);
    l->y += l->step;
    return OKR_OK;
}

static okr_status list_sheets(list *l, okr_error *err)
{
    const okr_map_job *job = l->pen.job;
    const okr_programme *p = job->programme;
    const int agglomerations = (int)p->agglomerations.count;
    okr_status status = OKR_OK;

    begin_column(l);
    for (int n = 1; n <= job->sheets && status == OKR_OK; n++) {
        const int m = n - 2 - agglomerations;
        if (n == 1)
            status = add_entry(l, n, job->region, job->whole.of[OKR_STAT_LISTED].value, err);
        else if (m < 0)
            status = add_entry(l, n, okr_map_pick(job, OKR_AGGLOMERATION(p, n - 2)->title),
                               job->agglomerations[n - 2].of[OKR_STAT_LISTED].value, err);
        else
            status = add_entry(l, n, okr_sheet_name(job, m, false),
                               job->municipalities[m].of[OKR_STAT_LISTED].value, err);
    }
    return status;
}

/* A list that fits into one column is opened to fill it, and the index map stands beside it. */
static okr_status draw_page(list *l, okr_error *err)
{
    const double u = l->pen.u;
    const double n = (double)l->pen.job->sheets;
    const double heads = 13.0 * u;
    okr_status status = begin_page(l, err);
    double room = 0.0;

    if (status != OKR_OK)
        return status;
    room = l->bottom - l->top - heads;
    l->step = 15.0 * u;
    if (l->columns == 1) {
        const double x = l->x + l->w + 20.0 * u;
        const double y = l->top - okr_pen_heading_height(&l->pen);
        l->step = fmin(room / n, 20.0 * u);
        status = okr_atlas_index(&l->pen, l->inset, (okr_rect){x, y, l->w, l->bottom - y}, err);
    }
    return status == OKR_OK ? list_sheets(l, err) : status;
}

okr_status okr_atlas_contents(okr_map_output *output, const okr_map_job *job,
                              const okr_inset *inset, okr_error *err)
{
    const char *paper = job->options->paper == NULL ? "A3" : job->options->paper;
    okr_sheet sheet;
    list l = {.output = output, .inset = inset};
    okr_status status = okr_sheet_make(&sheet, job, OKR_SHEET_OVERVIEW, -1, err);

    if (status != OKR_OK)
        return status;
    l.layout = okr_sheet_lay_out(paper, okr_sheet_form_of(false), 0.0);
    l.pen = (okr_pen){.type = output->type,
                      .job = job,
                      .sheet = &sheet,
                      .layout = &l.layout,
                      .russian = job->options->russian,
                      .linked = output->format == OKR_MAP_PDF,
                      .u = l.layout.u};
    l.columns = (double)job->sheets * 13.0 * l.pen.u > 0.7 * l.layout.page.h ? 2 : 1;
    status = draw_page(&l, err);
    if (status == OKR_OK)
        end_page(&l);
    okr_sheet_done(&sheet);
    return status;
}
