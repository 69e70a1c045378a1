#include "sheet/sheet_layout.h"

#include <math.h>
#include <string.h>

static const struct paper {
    const char *name;
    double short_mm, long_mm;
    double u, margin_mm;
} papers[] = {{"A4", 210.0, 297.0, 0.86, 8.0},
              {"A3", 297.0, 420.0, 1.0, 10.0},
              {"A2", 420.0, 594.0, 1.3, 12.0}};

static const struct paper *find(const char *name)
{
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if (strcmp(papers[i].name, name) == 0)
            return &papers[i];
    return NULL;
}

/* A3 stands in for a name that nobody checked. */
static const struct paper *find_any(const char *name)
{
    const struct paper *paper = find(name);

    return paper == NULL ? &papers[1] : paper;
}

bool okr_paper_find(const char *name, double *short_mm, double *long_mm)
{
    const struct paper *paper = find(name);

    if (paper == NULL)
        return false;
    *short_mm = paper->short_mm;
    *long_mm = paper->long_mm;
    return true;
}

okr_sheet_form okr_sheet_form_of(bool wide)
{
    return (okr_sheet_form){wide, wide ? 0.31 : 0.34};
}

okr_sheet_layout okr_sheet_lay_out(const char *paper, okr_sheet_form form, double footer_h)
{
    const struct paper *size = find_any(paper);
    const bool landscape = form.wide;
    const double w = (landscape ? size->long_mm : size->short_mm) * OKR_MM;
    const double h = (landscape ? size->short_mm : size->long_mm) * OKR_MM;
    const double gap = 3.0 * OKR_MM * size->u;
    okr_sheet_layout l = {
        .u = size->u, .page = {0.0, 0.0, w, h}, .band = 4.8 * OKR_MM * size->u};
    okr_rect inside;
    double panel_w = 0.0;

    l.border = okr_rect_grow(l.page, -size->margin_mm * OKR_MM);
    inside = okr_rect_grow(l.border, -gap);
    panel_w = inside.w * form.panel;
    l.title = (okr_rect){inside.x, inside.y, inside.w, 15.0 * OKR_MM * size->u};
    l.footer = (okr_rect){inside.x, inside.y + inside.h - footer_h, inside.w, footer_h};
    l.panel = (okr_rect){inside.x + inside.w - panel_w, l.title.y + l.title.h + gap, panel_w,
                         l.footer.y - l.title.y - l.title.h - 2.0 * gap};
    l.map = okr_rect_grow((okr_rect){inside.x, l.panel.y, inside.w - panel_w - gap, l.panel.h},
                          -l.band);
    return l;
}

void okr_sheet_layout_split(okr_sheet_layout *layout, double height)
{
    const okr_rect outer = okr_rect_grow(layout->map, layout->band);
    const double gap = 2.5 * OKR_MM * layout->u;

    layout->map.h -= height + gap;
    layout->under = (okr_rect){outer.x, outer.y + outer.h - height, outer.w, height};
}

/* The scale denominator at which a territory fills a division. */
static double scale_in(const char *paper, okr_sheet_form form, double w, double h)
{
    const double footer = 40.0; /* its height hardly changes the choice */
    const double margin = 1.05; /* okr_map_body_prepare leaves this round the territory */
    const okr_rect map = okr_sheet_lay_out(paper, form, footer).map;

    return margin * fmax(w / map.w, h / map.h) * 72.0 / 0.0254;
}

okr_sheet_form okr_sheet_choose(const char *paper, double w, double h, double least)
{
    static const double narrower[] = {1.0, 0.88, 0.78, 0.69};
    okr_sheet_form best = okr_sheet_form_of(true);
    double best_scale = INFINITY;

    for (size_t i = 0; i < sizeof narrower / sizeof *narrower; i++) {
        okr_sheet_form wide = okr_sheet_form_of(true);
        okr_sheet_form tall = okr_sheet_form_of(false);
        wide.panel *= narrower[i];
        tall.panel *= narrower[i];
        const bool is_wide = scale_in(paper, wide, w, h) <= scale_in(paper, tall, w, h);
        const okr_sheet_form form = is_wide ? wide : tall;
        const okr_sheet_layout l = okr_sheet_lay_out(paper, form, 40.0);
        const double scale = okr_scale_round(scale_in(paper, form, w, h));
        if (i > 0 && (l.panel.w < least * l.u || scale >= best_scale))
            continue;
        best = form;
        best_scale = scale;
    }
    return best;
}
