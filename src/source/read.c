#include "source/read.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "source/boundary.h"
#include "source/fallback.h"
#include "source/forms.h"
#include "source/named.h"
#include "source/suggest.h"
#include "source/swapped.h"
#include "source/worklist.h"

#include <stdlib.h>
#include <string.h>

/* Classifiers first: what stands in findings then goes from the general to the single. */
const okr_table_form *const okr_forms[] = {
    &okr_form_kinds,      &okr_form_statuses,    &okr_form_units,
    &okr_form_contours,   &okr_form_documents,   &okr_form_municipalities,
    &okr_form_changes,    &okr_form_settlements, &okr_form_agglomerations,
    &okr_form_members,    &okr_form_measures,    &okr_form_mentions,
    &okr_form_locations,  &okr_form_indicators,  &okr_form_observations,
    &okr_form_milestones, &okr_form_finance,     NULL,
};
enum { FORMS = sizeof okr_forms / sizeof okr_forms[0] - 1 };

static const char *keep(okr_programme *p, const char *text, okr_error *err)
{
    return text[0] == '\0' ? "" : okr_arena_strdup(&p->arena, text, err);
}

static okr_status keep_all(okr_programme *p, const char **texts[], size_t n, okr_error *err)
{
    for (size_t i = 0; i < n; i++) {
        *texts[i] = keep(p, *texts[i], err);
        if (*texts[i] == NULL) {
            *texts[i] = "";
            return OKR_ERR_NOMEM;
        }
    }
    return OKR_OK;
}

static okr_status copy_head(okr_programme *p, const okr_manifest *m, okr_error *err)
{
    const okr_manifest_boundaries *b = &m->boundaries;
    const char **texts[] = {&p->title.ru,
                            &p->title.en,
                            &p->region.ru,
                            &p->region.en,
                            &p->region_aliases,
                            &p->crs,
                            &p->boundary_set.name.ru,
                            &p->boundary_set.name.en,
                            &p->boundary_set.path,
                            &p->boundary_set.source,
                            &p->boundary_set.licence};

    p->title = m->title;
    p->region = m->region;
    p->region_aliases = m->region_aliases;
    p->period_start = m->period_start;
    p->period_end = m->period_end;
    p->status_date = m->status_date;
    p->crs = m->crs;
    p->boundary_set = (okr_boundary_set){.name = b->name,
                                         .path = b->path,
                                         .source = b->source,
                                         .licence = b->licence,
                                         .date = b->date,
                                         .approximate = b->approximate};
    if (b->path[0] == '\0')
        p->boundary_set =
            (okr_boundary_set){.name = {"", ""}, .path = "", .source = "", .licence = ""};
    return keep_all(p, texts, sizeof texts / sizeof texts[0], err);
}

static okr_status copy_raster(okr_programme *p, const okr_manifest *m, okr_error *err)
{
    okr_text file = {0};
    okr_status status = OKR_OK;

    if (m->population_raster[0] == '\0')
        return OKR_OK;
    okr_manifest_resolve(m, m->population_raster, &file);
    p->population_raster = m->population_raster;
    p->population_file = okr_text_str(&file);
    status = okr_text_check(&file, err);
    if (status == OKR_OK)
        status =
            keep_all(p, (const char **[]){&p->population_raster, &p->population_file}, 2, err);
    if (status != OKR_OK)
        p->population_raster = p->population_file = "";
    okr_text_done(&file);
    return status;
}

static okr_status copy_attributions(okr_programme *p, const okr_manifest *m, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < m->attributions.count && status == OKR_OK; i++) {
        const okr_manifest_attribution *from =
            &OKR_AT(&m->attributions, okr_manifest_attribution, i);
        okr_attribution *to = okr_vec_push(&p->attributions, err);
        if (to == NULL)
            return OKR_ERR_NOMEM;
        *to = (okr_attribution){from->what, from->source, from->licence};
        status = keep_all(p, (const char **[]){&to->what, &to->source, &to->licence}, 3, err);
    }
    return status;
}

static okr_status copy_context(okr_programme *p, const okr_manifest *m, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < m->context_layers.count && status == OKR_OK; i++) {
        const okr_manifest_context *from = &OKR_AT(&m->context_layers, okr_manifest_context, i);
        okr_context_layer *to = okr_vec_push(&p->context_layers, err);
        if (to == NULL)
            return OKR_ERR_NOMEM;
        *to = (okr_context_layer){from->path, from->layer, from->style, from->source,
                                  from->title};
        status = keep_all(p,
                          (const char **[]){&to->path, &to->layer, &to->style, &to->source,
                                            &to->title.ru, &to->title.en},
                          6, err);
    }
    return status;
}

static okr_status copy_report(okr_programme *p, const okr_manifest *m, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < m->report.count && status == OKR_OK; i++) {
        const okr_manifest_report *from = &OKR_AT(&m->report, okr_manifest_report, i);
        okr_report_setting *to = okr_vec_push(&p->report_tables, err);
        if (to == NULL)
            return OKR_ERR_NOMEM;
        *to = (okr_report_setting){from->table,     from->like, from->title,  from->kind,
                                   from->indicator, from->unit, from->nature, from->omit};
        status = keep_all(p,
                          (const char **[]){&to->table, &to->like, &to->title.ru, &to->title.en,
                                            &to->kind, &to->indicator, &to->unit, &to->nature},
                          8, err);
    }
    return status;
}

static okr_status copy_rules(okr_programme *p, const okr_manifest *m, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < m->accuracies.count; i++) {
        const okr_manifest_pair *pair = &OKR_AT(&m->accuracies, okr_manifest_pair, i);
        okr_accuracy_default *to = okr_vec_push(&p->accuracies, err);
        if (to == NULL)
            return OKR_ERR_NOMEM;
        to->location_class =
            (okr_location_class)okr_word_find(&okr_location_classes, pair->key);
        to->accuracy_m = pair->number;
    }
    for (size_t i = 0; i < m->allocations.count && status == OKR_OK; i++) {
        const okr_manifest_pair *pair = &OKR_AT(&m->allocations, okr_manifest_pair, i);
        okr_allocation_rule *to = okr_vec_push(&p->allocations, err);
        if (to == NULL)
            return OKR_ERR_NOMEM;
        *to = (okr_allocation_rule){pair->key, pair->text};
        status = keep_all(p, (const char **[]){&to->indicator, &to->rule}, 2, err);
    }
    return status;
}

static okr_status copy_manifest(okr_programme *p, const okr_manifest *m, okr_error *err)
{
    okr_status status = copy_head(p, m, err);

    if (status == OKR_OK)
        status = copy_raster(p, m, err);
    if (status == OKR_OK)
        status = copy_attributions(p, m, err);
    if (status == OKR_OK)
        status = copy_context(p, m, err);
    if (status == OKR_OK)
        status = copy_report(p, m, err);
    return status == OKR_OK ? copy_rules(p, m, err) : status;
}

/* All sources of one table, in the order of the manifest. */
static okr_status read_table(const okr_table_form *form, okr_programme *p,
                             const okr_manifest *m, okr_error *err)
{
    bool found = false;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < m->sources.count && status == OKR_OK; i++) {
        const okr_manifest_source *source = &OKR_AT(&m->sources, okr_manifest_source, i);
        if (strcmp(source->table, form->table) != 0)
            continue;
        found = true;
        status = okr_table_read(form, p, m, source, err);
    }
    if (status == OKR_OK && form->required && !found)
        return okr_fail(err, OKR_ERR_FORMAT, _("%s, key 'sources': table '%s' is missing"),
                        m->name, form->table);
    return status;
}

static okr_status read_tables(okr_programme *p, const okr_manifest *m,
                              const okr_listener *listener, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < FORMS && status == OKR_OK; i++) {
        status = okr_progress(listener, _("reading"), (double)i / FORMS, err);
        if (status == OKR_OK)
            status = read_table(okr_forms[i], p, m, err);
    }
    return status;
}

static okr_status unknown_kind(const okr_programme *p, const okr_manifest *m,
                               const okr_manifest_pair *pair, okr_error *err)
{
    const char **names = calloc(p->kinds.count + 1, sizeof *names);
    const char *near = NULL;

    for (size_t i = 0; names != NULL && i < p->kinds.count; i++)
        names[i] = OKR_KIND(p, i)->code;
    if (names != NULL)
        near = okr_suggest(pair->key, names, p->kinds.count);
    free(names);
    if (near == NULL)
        return okr_fail(err, OKR_ERR_FORMAT,
                        _("%s, line %ld, key 'service_distance': no kind is called '%s'"),
                        m->name, pair->line, pair->key);
    return okr_fail(err, OKR_ERR_FORMAT,
                    _("%s, line %ld, key 'service_distance': no kind is called '%s'; did you "
                      "mean '%s'?"),
                    m->name, pair->line, pair->key, near);
}

static okr_status set_service_distances(okr_programme *p, const okr_manifest *m, okr_error *err)
{
    for (size_t i = 0; i < m->service_distances.count; i++) {
        const okr_manifest_pair *pair = &OKR_AT(&m->service_distances, okr_manifest_pair, i);
        size_t k = 0;
        while (k < p->kinds.count && strcmp(OKR_KIND(p, k)->code, pair->key) != 0)
            k++;
        if (k == p->kinds.count)
            return unknown_kind(p, m, pair, err);
        OKR_KIND(p, k)->service_distance_m = pair->number;
    }
    return OKR_OK;
}

static okr_status read_all(okr_programme *p, const okr_manifest *m,
                           const okr_listener *listener, okr_error *err)
{
    okr_status status = copy_manifest(p, m, err);

    if (status == OKR_OK)
        status = read_tables(p, m, listener, err);
    if (status == OKR_OK)
        status = okr_worklist_read(p, m, listener, err);
    if (status == OKR_OK)
        status = okr_fallback_classifiers(p, err);
    if (status == OKR_OK)
        status = okr_source_take_names(p, err);
    return status == OKR_OK ? set_service_distances(p, m, err) : status;
}

/* Reads and connects; `boundaries` NULL: none, "": those of the manifest. */
static okr_status read_folder(const char *path, const okr_listener *listener, okr_programme *p,
                              const char *boundaries, okr_error *err)
{
    okr_manifest manifest = {0};
    okr_status status = okr_manifest_read(path, &manifest, err);

    if (status == OKR_OK)
        status = read_all(p, &manifest, listener, err);
    if (status == OKR_OK && boundaries != NULL)
        status =
            okr_boundary_read(p, &manifest, boundaries[0] == '\0' ? NULL : boundaries, err);
    if (status == OKR_OK)
        status = okr_swapped_find(p, err);
    if (status == OKR_OK)
        status = okr_programme_connect(p, err);
    okr_manifest_done(&manifest);
    return status;
}

okr_status okr_source_read(const char *path, const okr_listener *listener,
                           okr_programme *programme, const char *boundaries, okr_error *err)
{
    return read_folder(path, listener, programme, boundaries == NULL ? "" : boundaries, err);
}

okr_status okr_source_read_places(const char *path, const okr_listener *listener,
                                  okr_programme *programme, okr_error *err)
{
    return read_folder(path, listener, programme, NULL, err);
}
