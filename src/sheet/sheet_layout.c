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

okr_sheet_layout okr_sheet_lay_out(const char *name, bool landscape, double footer_h)
{
    const struct paper *paper = find_any(name);
    const double w = (landscape ? paper->long_mm : paper->short_mm) * OKR_MM;
    const double h = (landscape ? paper->short_mm : paper->long_mm) * OKR_MM;
    const double gap = 3.0 * OKR_MM * paper->u;
    okr_sheet_layout l = {
        .u = paper->u, .page = {0.0, 0.0, w, h}, .band = 4.6 * OKR_MM * paper->u};
    okr_rect inside;
    double panel_w = 0.0;

    l.border = okr_rect_grow(l.page, -paper->margin_mm * OKR_MM);
    inside = okr_rect_grow(l.border, -gap);
    panel_w = inside.w * (landscape ? 0.31 : 0.34);
    l.title = (okr_rect){inside.x, inside.y, inside.w, 15.0 * OKR_MM * paper->u};
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

bool okr_sheet_is_wide(const char *paper, double w, double h)
{
    const okr_rect wide = okr_sheet_lay_out(paper, true, 40.0).map;
    const okr_rect tall = okr_sheet_lay_out(paper, false, 40.0).map;

    return fmin(wide.w / w, wide.h / h) >= fmin(tall.w / w, tall.h / h);
}
