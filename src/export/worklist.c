/* okrug export --worklist: what waits to be drawn, with everything that is known of its place.
 */
#include "store/worklist.h"
#include "base/i18n.h"
#include "base/listener.h"
#include "base/number.h"
#include "model/bucket.h"
#include "okrug/export.h"
#include "view/ask.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>

typedef struct collector {
    const okr_programme *p;
    const okr_ask *ask;
    okr_buckets locations; /* by measure */
    okr_arena arena;       /* texts of the items */
    okr_vec items;         /* okr_work_item */
    bool russian;
} collector;

static void add_part(okr_text *text, const char *part)
{
    if (part[0] != '\0' && strstr(okr_text_str(text), part) == NULL)
        okr_text_addf(text, "%s%s", text->size == 0 ? "" : "; ", part);
}

static bool is_elsewhere(const okr_location *l)
{
    return l->basis == OKR_BASIS_OUTSIDE_KNOWLEDGE;
}

static void add_municipality(const collector *c, const okr_location *l, okr_text *text)
{
    const okr_municipality *m =
        l->municipality < 0 ? NULL : OKR_MUNICIPALITY(c->p, l->municipality);

    if (m == NULL)
        add_part(text, l->municipality_name);
    else
        add_part(text, c->russian || m->name_en[0] == '\0' ? m->name_ru : m->name_en);
}

static void add_settlement(const collector *c, const okr_location *l, okr_text *text)
{
    add_part(text, l->settlement < 0 ? l->settlement_name
                                     : OKR_SETTLEMENT(c->p, l->settlement)->name_ru);
}

static void add_place(const collector *c, const okr_location *l, okr_text *text)
{
    if (l->agglomeration >= 0)
        add_part(text,
                 okr_titles_pick(OKR_AGGLOMERATION(c->p, l->agglomeration)->title, c->russian));
    if (l->basis != OKR_BASIS_STATED && l->basis != OKR_BASIS_UNKNOWN)
        add_part(text, okr_word_title(&okr_bases, (int)l->basis, c->russian));
    add_part(text, l->note);
}

/* "85.6163, 55.2769": where a place known from elsewhere, or a settlement, lies. */
static okr_status add_coordinates(const collector *c, const okr_location *l, okr_text *text,
                                  okr_error *err)
{
    okr_wkb_reader reader = {0};
    okr_part part = {0};
    okr_lonlat at = {NAN, NAN};
    bool more = true;
    okr_status status = OKR_OK;

    okr_wkb_start(&reader, l->geometry);
    if (l->geometry.size > 0)
        status = okr_wkb_next(&reader, &part, &more, err);
    if (status == OKR_OK && l->geometry.size > 0 && more && part.count > 0)
        at = part.points[0];
    else if (l->settlement >= 0)
        at = (okr_lonlat){OKR_SETTLEMENT(c->p, l->settlement)->lon,
                          OKR_SETTLEMENT(c->p, l->settlement)->lat};
    okr_wkb_reader_done(&reader);
    if (status == OKR_OK && !isnan(at.lon)) {
        char lon[OKR_NUMBER_TEXT];
        char lat[OKR_NUMBER_TEXT];
        okr_number_fixed(at.lon, 5, lon);
        okr_number_fixed(at.lat, 5, lat);
        okr_text_addf(text, "%s%s, %s", text->size == 0 ? "" : "; ", lon, lat);
    }
    return status;
}

static okr_status add_candidate(const collector *c, const okr_location *l, okr_text *text,
                                okr_error *err)
{
    add_municipality(c, l, text);
    add_settlement(c, l, text);
    add_part(text, l->note);
    add_part(text, l->geometry_source);
    return add_coordinates(c, l, text, err);
}

/* What is said of the place of one measure, in four texts. */
typedef struct hints {
    okr_text municipality, settlement, place, candidates;
    okr_basis basis; /* by which a drawing would be known */
} hints;

static okr_status gather(const collector *c, okr_bucket rows, hints *h, okr_error *err)
{
    okr_status status = OKR_OK;

    h->basis = OKR_BASIS_OUTSIDE_KNOWLEDGE;
    for (size_t i = 0; i < rows.count && status == OKR_OK; i++) {
        const okr_location *l = OKR_LOCATION(c->p, rows.rows[i]);
        if (is_elsewhere(l)) {
            status = add_candidate(c, l, &h->candidates, err);
            continue;
        }
        if (l->basis == OKR_BASIS_STATED || l->basis == OKR_BASIS_NAME_IMPLIED)
            h->basis = l->basis;
        add_municipality(c, l, &h->municipality);
        add_settlement(c, l, &h->settlement);
        add_place(c, l, &h->place);
        if (l->geometry.size > 0 || l->settlement >= 0)
            status = add_coordinates(c, l, &h->candidates, err);
    }
    return status;
}

static okr_status keep(collector *c, const okr_text *text, const char **out, okr_error *err)
{
    *out = okr_text_copy(text, &c->arena, err);
    return *out == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

static okr_status keep_hints(collector *c, const hints *h, okr_work_item *item, okr_error *err)
{
    okr_status status = keep(c, &h->municipality, &item->municipality, err);

    if (status == OKR_OK)
        status = keep(c, &h->settlement, &item->settlement, err);
    if (status == OKR_OK)
        status = keep(c, &h->place, &item->place, err);
    return status == OKR_OK ? keep(c, &h->candidates, &item->candidates, err) : status;
}

static okr_status add_item(collector *c, int measure, const okr_drawing *d, okr_error *err)
{
    const okr_measure *m = OKR_MEASURE(c->p, measure);
    hints h = {.basis = OKR_BASIS_UNKNOWN};
    okr_work_item *item = NULL;
    okr_status status = gather(c, okr_buckets_at(&c->locations, measure), &h, err);

    if (status == OKR_OK)
        item = okr_vec_push(&c->items, err);
    if (item != NULL) {
        *item = (okr_work_item){
            .measure_id = m->measure_id,
            .location_id = d->location < 0 ? "" : OKR_LOCATION(c->p, d->location)->location_id,
            .title = okr_titles_pick(m->title, c->russian),
            .kind = m->kind_code,
            .status = m->status_code,
            .waiting = d->waiting,
            .source_ref = m->source_ref,
            .shape = d->shape,
            .exactness = OKR_EXACTNESS_EXACT,
            .basis = h.basis,
            .accuracy_m = NAN,
            .empty = "",
        };
        status = keep_hints(c, &h, item, err);
    } else if (status == OKR_OK) {
        status = OKR_ERR_NOMEM;
    }
    okr_text_done(&h.municipality);
    okr_text_done(&h.settlement);
    okr_text_done(&h.place);
    okr_text_done(&h.candidates);
    return status;
}

static okr_status collect(collector *c, okr_error *err)
{
    okr_status status = okr_buckets_build(&c->locations, c->p->measures.count, &c->p->locations,
                                          offsetof(okr_location, measure), err);

    for (size_t m = 0; m < c->p->measures.count && status == OKR_OK; m++) {
        const okr_drawing d =
            okr_drawing_of(c->p, (int)m, okr_buckets_at(&c->locations, (int)m));
        if (c->ask->selection->chosen[m] && d.waiting != OKR_WAITING_NOT)
            status = add_item(c, (int)m, &d, err);
    }
    return status;
}

static void tell(const collector *c, const okr_listener *listener)
{
    size_t count[OKR_SHAPE_COUNT] = {0};

    for (size_t i = 0; i < c->items.count; i++)
        count[OKR_AT(&c->items, okr_work_item, i).shape]++;
    okr_log(listener, OKR_LEVEL_INFO, _("to be drawn: %zu points, %zu lines, %zu areas"),
            count[OKR_SHAPE_POINT], count[OKR_SHAPE_LINE], count[OKR_SHAPE_AREA]);
}

static okr_status may_write(const okr_export_options *options, okr_error *err)
{
    const size_t n = strlen(options->output);
    struct stat info;

    if (options->split != NULL)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("options --split and --worklist exclude each "
                          "other"));
    if (n < 5 || strcmp(options->output + n - 5, ".gpkg") != 0)
        return okr_fail(err, OKR_ERR_USAGE, _("'%s': a worklist is a GeoPackage, .gpkg"),
                        options->output);
    if (options->overwrite || stat(options->output, &info) != 0)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_USAGE, _("'%s' exists; --overwrite replaces it"),
                    options->output);
}

/* All is borrowed: only the language is the copy's own. */
static okr_programme in_language(const okr_programme *programme, bool english)
{
    okr_programme named = *programme;

    named.english = english;
    return named;
}

okr_status okr_workspace_worklist(const okr_workspace *workspace,
                                  const okr_export_options *options,
                                  const okr_listener *listener, okr_error *err)
{
    const okr_programme named = in_language(&workspace->programme, options->english);
    okr_ask ask = {0};
    collector c = {.p = &named,
                   .ask = &ask,
                   .items = OKR_VEC(okr_work_item),
                   .russian = !options->english};
    okr_status status = may_write(options, err);

    if (status == OKR_OK)
        status = okr_ask_begin(&ask, workspace, &options->filter, err);
    if (status == OKR_OK)
        status = collect(&c, err);
    if (status == OKR_OK)
        status = okr_worklist_save(c.p, &c.items, options->output, err);
    if (status == OKR_OK)
        tell(&c, listener);
    okr_buckets_done(&c.locations);
    okr_vec_done(&c.items);
    okr_arena_done(&c.arena);
    okr_ask_done(&ask);
    return status;
}
