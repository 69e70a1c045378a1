#include "sheet/map_text.h"

#include "base/i18n.h"

#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

struct okr_fonts {
    PangoFontMap *map;     /* owned */
    PangoContext *context; /* owned */
    PangoLayout *layout;   /* owned, reused for every text */
    const char *wide, *narrow;
};

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

okr_rgb okr_rgb_parse(const char *text, okr_rgb other)
{
    int digit[6];

    if (strlen(text) != 7 || text[0] != '#')
        return other;
    for (int i = 0; i < 6; i++) {
        digit[i] = hex_digit(text[i + 1]);
        if (digit[i] < 0)
            return other;
    }
    return (okr_rgb){(digit[0] * 16 + digit[1]) / 255.0, (digit[2] * 16 + digit[3]) / 255.0,
                     (digit[4] * 16 + digit[5]) / 255.0};
}

okr_rgb okr_rgb_tint(okr_rgb colour, double white)
{
    return (okr_rgb){colour.r + (1.0 - colour.r) * white, colour.g + (1.0 - colour.g) * white,
                     colour.b + (1.0 - colour.b) * white};
}

void okr_rgb_use(cairo_t *cr, okr_rgb colour)
{
    cairo_set_source_rgb(cr, colour.r, colour.g, colour.b);
}

static bool is_installed(PangoFontMap *map, const char *name)
{
    PangoFontFamily **families = NULL;
    int n = 0;
    bool found = false;

    pango_font_map_list_families(map, &families, &n);
    for (int i = 0; i < n && !found; i++)
        found = strcmp(pango_font_family_get_name(families[i]), name) == 0;
    g_free(families);
    return found;
}

static bool choose_families(okr_typesetter *type)
{
    struct okr_fonts *f = type->fonts;

    f->wide = "PT Sans";
    f->narrow = is_installed(f->map, "PT Sans Narrow") ? "PT Sans Narrow" : f->wide;
    type->fallback = !is_installed(f->map, f->wide);
    if (type->fallback) {
        f->wide = "DejaVu Sans";
        f->narrow =
            is_installed(f->map, "DejaVu Sans Condensed") ? "DejaVu Sans Condensed" : f->wide;
    }
    type->family = f->wide;
    return is_installed(f->map, f->wide);
}

/* No hinting and whole-glyph metrics: a text is as wide on paper as on a screen. */
static void set_context(struct okr_fonts *f)
{
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(f->context, options);
    pango_cairo_context_set_resolution(f->context, 72.0);
    pango_context_set_round_glyph_positions(f->context, FALSE);
    pango_context_set_language(f->context, pango_language_from_string("ru"));
    pango_context_set_base_dir(f->context, PANGO_DIRECTION_LTR);
    cairo_font_options_destroy(options);
}

okr_status okr_typesetter_open(okr_typesetter *type, okr_error *err)
{
    struct okr_fonts *f = g_new0(struct okr_fonts, 1);

    *type = (okr_typesetter){.fonts = f, .drawn = OKR_VEC(okr_set_text)};
    f->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (f->map == NULL || !choose_families(type)) {
        okr_typesetter_close(type);
        return okr_fail(err, OKR_ERR_NOT_FOUND,
                        _("neither 'PT Sans' nor 'DejaVu Sans' is installed; install "
                          "fonts-paratype"));
    }
    f->context = pango_font_map_create_context(f->map);
    set_context(f);
    f->layout = pango_layout_new(f->context);
    return OKR_OK;
}

void okr_typesetter_close(okr_typesetter *type)
{
    struct okr_fonts *f = type->fonts;

    if (f != NULL) {
        g_clear_object(&f->layout);
        g_clear_object(&f->context);
        g_clear_object(&f->map);
        g_free(f);
    }
    type->fonts = NULL;
    okr_vec_done(&type->drawn);
}

void okr_typesetter_page(okr_typesetter *type, cairo_t *cr)
{
    type->cr = cr;
    type->drawn.count = 0;
}

static PangoAlignment pango_align(okr_align align)
{
    if (align == OKR_ALIGN_CENTRE)
        return PANGO_ALIGN_CENTER;
    return align == OKR_ALIGN_RIGHT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

static PangoLayout *lay_out(okr_typesetter *type, const okr_type *style, const char *text)
{
    PangoLayout *layout = type->fonts->layout;
    PangoFontDescription *font = pango_font_description_new();

    pango_font_description_set_family_static(font, style->narrow ? type->fonts->narrow
                                                                 : type->fonts->wide);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(font,
                                      style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font,
                                     style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, style->width > 0.0 ? (int)(style->width * PANGO_SCALE) : -1);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height(layout, style->lines > 0 ? -style->lines : G_MININT / 2);
    pango_layout_set_ellipsize(layout,
                               style->lines > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_alignment(layout, pango_align(style->align));
    pango_layout_set_text(layout, text, -1);
    return layout;
}

static okr_size layout_size(PangoLayout *layout)
{
    PangoRectangle logical;

    pango_layout_get_extents(layout, NULL, &logical);
    return (okr_size){logical.width / (double)PANGO_SCALE,
                      logical.height / (double)PANGO_SCALE};
}

okr_size okr_text_size(okr_typesetter *type, const okr_type *style, const char *text)
{
    return layout_size(lay_out(type, style, text));
}

static void remember(okr_typesetter *type, PangoLayout *layout, okr_rect box)
{
    okr_set_text *drawn = okr_vec_push(&type->drawn, &type->error);

    if (drawn != NULL)
        *drawn = (okr_set_text){box, pango_layout_is_ellipsized(layout)};
}

/* The edge first, then the letters: a halo never eats its own text. */
static void paint(okr_typesetter *type, const okr_type *style, PangoLayout *layout)
{
    cairo_t *cr = type->cr;

    if (style->halo > 0.0) {
        double x = 0.0;
        double y = 0.0;
        cairo_get_current_point(cr, &x, &y);
        cairo_set_source_rgba(cr, 1.0, 1.0, 1.0, 0.85);
        cairo_set_line_width(cr, 2.0 * style->halo);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
        pango_cairo_layout_path(cr, layout);
        cairo_stroke(cr);
        cairo_move_to(cr, x, y);
    }
    okr_rgb_use(cr, style->colour);
    pango_cairo_show_layout(cr, layout);
}

okr_size okr_text_draw(okr_typesetter *type, const okr_type *style, double x, double y,
                       const char *text)
{
    PangoLayout *layout = lay_out(type, style, text);
    PangoRectangle logical;
    okr_rect box;

    pango_layout_get_extents(layout, NULL, &logical);
    box = (okr_rect){x + logical.x / (double)PANGO_SCALE, y + logical.y / (double)PANGO_SCALE,
                     logical.width / (double)PANGO_SCALE, logical.height / (double)PANGO_SCALE};
    if (text[0] == '\0')
        return layout_size(layout);
    remember(type, layout, box);
    cairo_move_to(type->cr, x, y);
    paint(type, style, layout);
    cairo_new_path(type->cr);
    return layout_size(layout);
}

void okr_text_draw_turned(okr_typesetter *type, const okr_type *style, okr_turned box,
                          const char *text)
{
    PangoLayout *layout = lay_out(type, style, text);
    const okr_size size = layout_size(layout);

    remember(type, layout,
             okr_turned_bounds((okr_turned){box.centre, size.w, size.h, box.angle}));
    cairo_save(type->cr);
    cairo_translate(type->cr, box.centre.x, box.centre.y);
    cairo_rotate(type->cr, box.angle);
    cairo_move_to(type->cr, -(style->width > 0.0 ? style->width : size.w) / 2.0, -size.h / 2.0);
    paint(type, style, layout);
    cairo_restore(type->cr);
    cairo_new_path(type->cr);
}
