#include "link/as_of.h"

#include "base/number.h"
#include "link/as_of_impl.h"
#include "link/resolve.h"

#include <math.h>
#include <stdlib.h>

/* "Old -> New; Other 0.5" */
static void name_heirs(const okr_carrier *c, size_t i, const okr_heir *heirs, size_t count,
                       okr_text *value)
{
    okr_text_add(value, OKR_MUNICIPALITY(c->programme, i)->name_ru);
    for (size_t h = 0; h < count; h++) {
        okr_text_addf(value, "%s%s", h == 0 ? OKR_CARRIED_TO : "; ",
                      OKR_MUNICIPALITY(c->programme, heirs[h].to)->name_ru);
        if (isnan(heirs[h].portion) || heirs[h].portion >= 1.0)
            continue;
        okr_text_add(value, " ");
        okr_text_add_number(value, heirs[h].portion);
    }
}

static okr_status report_heirs(const okr_carrier *c, okr_error *err)
{
    const okr_titles message = {
        "на эту дату его нет: население, места и участие в агломерациях "
        "перенесены",
        "does not exist on the date: population, places and memberships "
        "are carried over"};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < c->programme->municipalities.count && status == OKR_OK; i++) {
        size_t count = 0;
        const okr_heir *heirs = okr_heirs_of(c, (int)i, &count);
        okr_text value = {0};
        name_heirs(c, i, heirs, count, &value);
        if (count > 0)
            status =
                okr_carrier_say(c, (int)i, OKR_CARRIED, okr_text_str(&value), message, err);
        okr_text_done(&value);
    }
    return status;
}

static void drop_dead(okr_carrier *c)
{
    okr_programme *p = c->programme;
    size_t kept = 0;

    for (size_t i = 0; i < p->municipalities.count; i++)
        if (c->alive[i])
            *OKR_MUNICIPALITY(p, kept++) = *OKR_MUNICIPALITY(p, i);
    p->municipalities.count = kept;
}

/* Connecting again repeats its findings; they are here already. */
static okr_status connect_again(okr_carrier *c, okr_error *err)
{
    okr_programme *p = c->programme;
    const size_t findings = p->findings.count;
    okr_status status = okr_programme_connect(p, err);

    p->findings.count = findings;
    return status;
}

static okr_status carry(okr_carrier *c, okr_error *err)
{
    okr_status status = okr_carry_figures(c, err);

    if (status == OKR_OK)
        status = okr_carry_polygons(c, err);
    if (status == OKR_OK)
        status = okr_carry_locations(c, err);
    if (status == OKR_OK)
        status = okr_carry_settlements(c, err);
    if (status == OKR_OK)
        status = okr_carry_members(c, err);
    if (status == OKR_OK)
        status = report_heirs(c, err);
    if (status != OKR_OK)
        return status;
    drop_dead(c);
    return connect_again(c, err);
}

static okr_status start(okr_carrier *c, okr_error *err)
{
    okr_programme *p = c->programme;
    const size_t findings = p->findings.count;
    okr_status status = okr_resolve_places(p, err);

    p->findings.count = findings; /* linking will find them again */
    c->alive = calloc(p->municipalities.count + 1, sizeof *c->alive);
    if (status == OKR_OK && c->alive == NULL)
        status = okr_fail_nomem(err);
    return status;
}

okr_status okr_as_of(okr_programme *programme, okr_date date, okr_error *err)
{
    okr_carrier c = {
        .programme = programme, .day = okr_date_last_day(date), .heirs = OKR_VEC(okr_heir)};
    okr_status status = start(&c, err);

    if (status == OKR_OK)
        status = okr_find_heirs(&c, err);
    if (status == OKR_OK)
        status = carry(&c, err);
    programme->as_of = date;
    free(c.alive);
    okr_vec_done(&c.heirs);
    return status;
}
