/* Who takes over from the municipalities that do not exist on a date. */
#include "link/as_of_impl.h"

#include <math.h>
#include <string.h>

static bool has_date(okr_date date)
{
    return date.precision != OKR_DATE_NONE;
}

static bool has_begun(const okr_carrier *c, const okr_municipality *m)
{
    return !has_date(m->valid_from) || okr_date_first_day(m->valid_from) <= c->day;
}

static bool has_ended(const okr_carrier *c, const okr_municipality *m)
{
    return has_date(m->valid_to) && okr_date_last_day(m->valid_to) < c->day;
}

/* A change counts from the first day of its date on, as what begins with it does. */
static bool is_past(const okr_carrier *c, const okr_municipal_change *change)
{
    return !has_date(change->date) || okr_date_first_day(change->date) <= c->day;
}

static int index_of(const okr_carrier *c, const char *oktmo)
{
    return (int)okr_map_find(&c->programme->municipality_index, oktmo);
}

const okr_heir *okr_heirs_of(const okr_carrier *c, int from, size_t *count)
{
    size_t first = 0;

    *count = 0;
    while (first < c->heirs.count && OKR_AT(&c->heirs, okr_heir, first).from < from)
        first++;
    while (first + *count < c->heirs.count &&
           OKR_AT(&c->heirs, okr_heir, first + *count).from == from)
        (*count)++;
    return *count == 0 ? NULL : &OKR_AT(&c->heirs, okr_heir, first);
}

bool okr_heir_is_older(const okr_carrier *c, const okr_heir *heir)
{
    const okr_municipality *from = OKR_MUNICIPALITY(c->programme, heir->from);
    const okr_municipality *to = OKR_MUNICIPALITY(c->programme, heir->to);

    if (!has_date(to->valid_from))
        return true;
    return has_date(from->valid_to) &&
           okr_date_first_day(to->valid_from) <= okr_date_last_day(from->valid_to);
}

/* Paths that meet again are one heir. */
static okr_status add_heir(okr_carrier *c, okr_heir heir, okr_error *err)
{
    for (size_t i = 0; i < c->heirs.count; i++) {
        okr_heir *known = &OKR_AT(&c->heirs, okr_heir, i);
        if (known->from == heir.from && known->to == heir.to) {
            known->portion += heir.portion;
            return OKR_OK;
        }
    }
    return okr_vec_append(&c->heirs, &heir, 1, err);
}

/* Follow the changes from a municipality to those that exist; `steps` ends circles. */
static okr_status follow(okr_carrier *c, okr_heir way, size_t steps, okr_error *err)
{
    const okr_programme *p = c->programme;
    const char *oktmo = OKR_MUNICIPALITY(p, way.to)->oktmo;
    bool any = false;
    okr_status status = OKR_OK;

    if (c->alive[way.to])
        return add_heir(c, way, err);
    for (size_t i = 0; i < p->changes.count && steps > 0 && status == OKR_OK; i++) {
        const okr_municipal_change *change = OKR_CHANGE(p, i);
        const int to = index_of(c, change->to_oktmo);
        if (strcmp(change->from_oktmo, oktmo) != 0 || !is_past(c, change) || to < 0)
            continue;
        any = true;
        status =
            follow(c, (okr_heir){way.from, to, way.portion * change->portion}, steps - 1, err);
    }
    if (any || steps == 0)
        return status;
    const int successor = index_of(c, OKR_MUNICIPALITY(p, way.to)->successor);
    return successor < 0
               ? OKR_OK
               : follow(c, (okr_heir){way.from, successor, way.portion}, steps - 1, err);
}

/* What does not exist yet stands for what it was made of. */
static okr_status go_back(okr_carrier *c, int from, okr_error *err)
{
    const okr_programme *p = c->programme;
    const size_t before = c->heirs.count;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->changes.count && status == OKR_OK; i++) {
        const okr_municipal_change *change = OKR_CHANGE(p, i);
        const int to = index_of(c, change->from_oktmo);
        if (strcmp(change->to_oktmo, OKR_MUNICIPALITY(p, from)->oktmo) == 0 && to >= 0 &&
            c->alive[to])
            status = add_heir(c, (okr_heir){from, to, NAN}, err);
    }
    if (status == OKR_OK && c->heirs.count == before + 1)
        OKR_AT(&c->heirs, okr_heir, before).portion = 1.0;
    return status;
}

/* The only past change of a municipality, or NULL. */
static const okr_municipal_change *only_change(const okr_carrier *c, const char *oktmo)
{
    const okr_programme *p = c->programme;
    const okr_municipal_change *found = NULL;

    for (size_t i = 0; i < p->changes.count; i++) {
        const okr_municipal_change *change = OKR_CHANGE(p, i);
        if (strcmp(change->from_oktmo, oktmo) != 0 || !is_past(c, change))
            continue;
        if (found != NULL)
            return NULL;
        found = change;
    }
    return found;
}

okr_status okr_carrier_say(const okr_carrier *c, int i, const char *code, const char *value,
                           okr_titles message, okr_error *err)
{
    const okr_municipality *m = OKR_MUNICIPALITY(c->programme, i);
    const okr_finding_at at = {.code = code,
                               .severity = OKR_SEVERITY_WARNING,
                               .table = "municipalities",
                               .row = m->row,
                               .item = m->oktmo,
                               .column = "valid_to",
                               .value = value};

    return okr_programme_find(c->programme, &at, message.ru, message.en, err);
}

/* Nobody takes it over: it stays, under the code of what it became if that is known. */
static okr_status keep(okr_carrier *c, int i, okr_error *err)
{
    okr_municipality *m = OKR_MUNICIPALITY(c->programme, i);
    const okr_municipal_change *change = has_ended(c, m) ? only_change(c, m->oktmo) : NULL;
    const okr_titles renamed = {
        "стало другим, которого нет в таблице: строка осталась под новым "
        "кодом и прежним названием",
        "became another that is not listed: the row stays under the new "
        "code and the old name"};
    const okr_titles stays = {"на эту дату его нет, а куда его отнести, не указано: строка "
                              "осталась",
                              "does not exist on the date and nothing says where it went: the "
                              "row stays"};
    okr_status status = OKR_OK;

    c->alive[i] = true;
    if (change == NULL || change->kind == OKR_CHANGE_SPLIT || change->to_oktmo[0] == '\0' ||
        index_of(c, change->to_oktmo) >= 0)
        return okr_carrier_say(c, i, "municipality_kept", "", stays, err);
    status = okr_carrier_say(c, i, "municipality_kept", change->to_oktmo, renamed, err);
    m->oktmo_former = m->oktmo;
    m->oktmo = change->to_oktmo;
    return status;
}

okr_status okr_find_heirs(okr_carrier *c, okr_error *err)
{
    const okr_programme *p = c->programme;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->municipalities.count; i++)
        c->alive[i] =
            has_begun(c, OKR_MUNICIPALITY(p, i)) && !has_ended(c, OKR_MUNICIPALITY(p, i));
    for (size_t i = 0; i < p->municipalities.count && status == OKR_OK; i++) {
        size_t count = 0;
        if (c->alive[i])
            continue;
        if (has_begun(c, OKR_MUNICIPALITY(p, i)))
            status = follow(c, (okr_heir){(int)i, (int)i, 1.0}, p->municipalities.count, err);
        else
            status = go_back(c, (int)i, err);
        (void)okr_heirs_of(c, (int)i, &count);
        if (status == OKR_OK && count == 0)
            status = keep(c, (int)i, err);
    }
    return status;
}
