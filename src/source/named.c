#include "source/named.h"

#include "base/map.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/place_name.h"

#include <string.h>

/* The rows of one table by code and by what people call them. */
typedef struct naming {
    okr_programme *programme;
    okr_map codes, names, doubtful; /* doubtful: names of several rows */
} naming;

static void naming_done(naming *n)
{
    okr_map_done(&n->codes);
    okr_map_done(&n->names);
    okr_map_done(&n->doubtful);
}

/* Lower case, ё as е, single blanks. */
static const char *fold(naming *n, const char *text, okr_error *err)
{
    const char *end = text + strlen(text);
    okr_text out = {0};
    const char *kept = NULL;

    while (text < end) {
        uint32_t code = okr_utf8_lower(okr_utf8_next(&text, end));
        if (code == 0x0451)
            code = 0x0435;
        if (code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == 0xA0)
            okr_text_add(&out, out.size > 0 && out.bytes[out.size - 1] != ' ' ? " " : "");
        else
            okr_text_add_code(&out, code);
    }
    kept = okr_text_copy(&out, &n->programme->arena, err);
    okr_text_done(&out);
    return kept;
}

static const char *fold_place(naming *n, const char *text, okr_error *err)
{
    okr_place_name name;

    if (!okr_place_normalise(text, &name))
        return "";
    return okr_arena_strdup(&n->programme->arena, name.whole, err);
}

static okr_status add_name(naming *n, const char *name, size_t i, okr_error *err)
{
    const ptrdiff_t before = name == NULL ? -1 : okr_map_find(&n->names, name);

    if (name == NULL)
        return OKR_ERR_NOMEM;
    if (name[0] == '\0')
        return OKR_OK;
    if (before >= 0 && before != (ptrdiff_t)i)
        return okr_map_add(&n->doubtful, name, i, NULL, err);
    return okr_map_add(&n->names, name, i, NULL, err);
}

/* The row that a cell names; -1: it is a code, is empty, or says nothing certain. */
static ptrdiff_t row_of(naming *n, const char *cell, const char *name)
{
    if (cell[0] == '\0' || okr_map_find(&n->codes, cell) >= 0 ||
        okr_map_find(&n->doubtful, name) >= 0)
        return -1;
    return okr_map_find(&n->names, name);
}

static okr_status add_titled(naming *n, const char *code, const okr_titles *title, size_t i,
                             okr_error *err)
{
    okr_status status = okr_map_add(&n->codes, code, i, NULL, err);

    if (status == OKR_OK)
        status = add_name(n, fold(n, title->ru, err), i, err);
    return status == OKR_OK ? add_name(n, fold(n, title->en, err), i, err) : status;
}

static okr_status take_kinds(okr_programme *p, okr_error *err)
{
    naming n = {.programme = p};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->kinds.count && status == OKR_OK; i++)
        status = add_titled(&n, OKR_KIND(p, i)->code, &OKR_KIND(p, i)->title, i, err);
    for (size_t i = 0; i < p->measures.count && status == OKR_OK; i++) {
        okr_measure *m = OKR_MEASURE(p, i);
        const char *name = fold(&n, m->kind_code, err);
        const ptrdiff_t found = name == NULL ? -1 : row_of(&n, m->kind_code, name);
        status = name == NULL ? OKR_ERR_NOMEM : OKR_OK;
        if (found >= 0)
            m->kind_code = OKR_KIND(p, found)->code;
    }
    naming_done(&n);
    return status;
}

static okr_status take_statuses(okr_programme *p, okr_error *err)
{
    naming n = {.programme = p};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->statuses.count && status == OKR_OK; i++)
        status =
            add_titled(&n, OKR_STATUS_WORD(p, i)->code, &OKR_STATUS_WORD(p, i)->title, i, err);
    for (size_t i = 0; i < p->measures.count && status == OKR_OK; i++) {
        okr_measure *m = OKR_MEASURE(p, i);
        const char *name = fold(&n, m->status_code, err);
        const ptrdiff_t found = name == NULL ? -1 : row_of(&n, m->status_code, name);
        status = name == NULL ? OKR_ERR_NOMEM : OKR_OK;
        if (found >= 0)
            m->status_code = OKR_STATUS_WORD(p, found)->code;
    }
    naming_done(&n);
    return status;
}

static okr_status take_place(naming *n, const char **cell, okr_error *err)
{
    const char *name = fold_place(n, *cell, err);
    const ptrdiff_t found = name == NULL ? -1 : row_of(n, *cell, name);

    if (name == NULL)
        return OKR_ERR_NOMEM;
    if (found >= 0)
        *cell = OKR_MUNICIPALITY(n->programme, found)->oktmo;
    return OKR_OK;
}

static okr_status take_municipalities(okr_programme *p, okr_error *err)
{
    naming n = {.programme = p};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->municipalities.count && status == OKR_OK; i++) {
        status = okr_map_add(&n.codes, OKR_MUNICIPALITY(p, i)->oktmo, i, NULL, err);
        if (status == OKR_OK)
            status = add_name(&n, fold_place(&n, OKR_MUNICIPALITY(p, i)->name_ru, err), i, err);
    }
    for (size_t i = 0; i < p->settlements.count && status == OKR_OK; i++)
        status = take_place(&n, &OKR_SETTLEMENT(p, i)->municipality_code, err);
    for (size_t i = 0; i < p->members.count && status == OKR_OK; i++)
        status = take_place(&n, &OKR_MEMBER(p, i)->oktmo, err);
    naming_done(&n);
    return status;
}

okr_status okr_source_take_names(okr_programme *p, okr_error *err)
{
    okr_status status = take_kinds(p, err);

    if (status == OKR_OK)
        status = take_statuses(p, err);
    return status == OKR_OK ? take_municipalities(p, err) : status;
}
