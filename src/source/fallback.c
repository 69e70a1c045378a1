#include "source/fallback.h"

#include "source/blank.h"
#include "source/forms.h"

#include <string.h>

/* Makes row i of a classifier out of a word. */
typedef okr_status make_fn(okr_programme *p, const char *word, okr_error *err);

static okr_status make_kind(okr_programme *p, const char *word, okr_error *err)
{
    okr_kind *kind = okr_form_add_blank(&okr_form_kinds, p, err);

    if (kind == NULL)
        return OKR_ERR_NOMEM;
    kind->code = word;
    kind->title = (okr_titles){word, word};
    return OKR_OK;
}

static okr_status make_unit(okr_programme *p, const char *word, okr_error *err)
{
    okr_unit *unit = okr_form_add_blank(&okr_form_units, p, err);

    if (unit == NULL)
        return OKR_ERR_NOMEM;
    unit->code = word;
    unit->title = (okr_titles){word, word};
    unit->base_unit = word;
    unit->factor = 1.0;
    return OKR_OK;
}

static okr_status make_document(okr_programme *p, const char *word, okr_error *err)
{
    okr_document *document = okr_form_add_blank(&okr_form_documents, p, err);

    if (document == NULL)
        return OKR_ERR_NOMEM;
    document->code = word;
    document->title = (okr_titles){word, word};
    return OKR_OK;
}

static okr_status make_contour(okr_programme *p, const char *word, okr_error *err)
{
    okr_contour *contour = okr_form_add_blank(&okr_form_contours, p, err);

    if (contour == NULL)
        return OKR_ERR_NOMEM;
    contour->contour = word;
    contour->title = (okr_titles){word, word};
    return OKR_OK;
}

/* One row per word of a column, in the order of first use. */
static okr_status make_all(okr_programme *p, const okr_vec *rows, size_t offset, okr_map *seen,
                           make_fn *make, okr_error *err)
{
    for (size_t i = 0; i < rows->count; i++) {
        const char *word = NULL;
        bool added = false;
        okr_status status = OKR_OK;
        memcpy((void *)&word, (const unsigned char *)rows->data + i * rows->item_size + offset,
               sizeof word);
        if (word[0] == '\0')
            continue;
        status = okr_map_add(seen, word, i, &added, err);
        if (status == OKR_OK && added)
            status = make(p, word, err);
        if (status != OKR_OK)
            return status;
    }
    return OKR_OK;
}

static okr_status make_statuses(okr_programme *p, okr_error *err)
{
    for (int i = 0; i < OKR_LIFECYCLE_COUNT; i++) {
        okr_status_word *word = okr_form_add_blank(&okr_form_statuses, p, err);
        if (word == NULL)
            return OKR_ERR_NOMEM;
        word->code = i == 0 ? "unknown" : okr_word_code(&okr_lifecycles, i);
        word->title = (okr_titles){okr_word_title(&okr_lifecycles, i, true),
                                   okr_word_title(&okr_lifecycles, i, false)};
        word->lifecycle = (okr_lifecycle)i;
    }
    return OKR_OK;
}

okr_status okr_fallback_classifiers(okr_programme *p, okr_error *err)
{
    okr_map kinds = {0}, units = {0}, documents = {0}, contours = {0};
    const bool no_units = p->units.count == 0;
    okr_status status = OKR_OK;

    if (p->statuses.count == 0)
        status = make_statuses(p, err);
    if (status == OKR_OK && p->kinds.count == 0)
        status =
            make_all(p, &p->measures, offsetof(okr_measure, kind_code), &kinds, make_kind, err);
    if (status == OKR_OK && no_units)
        status = make_all(p, &p->indicators, offsetof(okr_indicator, unit_code), &units,
                          make_unit, err);
    if (status == OKR_OK && no_units)
        status =
            make_all(p, &p->finance, offsetof(okr_finance, unit_code), &units, make_unit, err);
    if (status == OKR_OK && p->documents.count == 0)
        status = make_all(p, &p->measures, offsetof(okr_measure, document_code), &documents,
                          make_document, err);
    if (status == OKR_OK && p->contours.count == 0)
        status = make_all(p, &p->mentions, offsetof(okr_mention, contour_code), &contours,
                          make_contour, err);
    okr_map_done(&kinds);
    okr_map_done(&units);
    okr_map_done(&documents);
    okr_map_done(&contours);
    return status;
}
