/* Municipalities that have ceased to exist: whoever asks for one is told its successor. */
#include "stats/selector.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf8.h"
#include "link/as_of.h"

#include <string.h>

static void add_heir(const okr_programme *p, const char *oktmo, okr_text *heirs)
{
    const ptrdiff_t at = okr_map_find(&p->municipality_index, oktmo);

    if (oktmo[0] != '\0')
        okr_text_add_listed(heirs, at < 0 ? oktmo : OKR_MUNICIPALITY(p, at)->name_ru);
}

/* By the table of changes: an old code, of one municipality or of several parts. */
static void heirs_by_change(const okr_programme *p, const char *oktmo, okr_text *heirs)
{
    for (size_t i = 0; i < p->changes.count; i++) {
        const okr_municipal_change *c = OKR_CHANGE(p, i);
        if (strcmp(c->from_oktmo, oktmo) == 0)
            add_heir(p, c->to_oktmo, heirs);
    }
}

/* By a row that stands in the table but not on the date asked about. */
static void heirs_by_row(const okr_programme *p, const char *value, okr_text *heirs)
{
    for (size_t i = 0; i < p->municipalities.count && heirs->size == 0; i++) {
        const okr_municipality *m = OKR_MUNICIPALITY(p, i);
        if (strcmp(m->oktmo, value) != 0 && !okr_utf8_same(m->name_ru, value) &&
            !okr_utf8_same(m->name_short_ru, value))
            continue;
        heirs_by_change(p, m->oktmo, heirs);
        if (heirs->size == 0)
            add_heir(p, m->successor, heirs);
    }
}

/* By what the build said of one that it carried over. */
static void heirs_by_finding(const okr_programme *p, const char *value, okr_text *heirs)
{
    for (size_t i = 0; i < p->findings.count && heirs->size == 0; i++) {
        const okr_finding *f = OKR_FINDING(p, i);
        const char *arrow =
            strcmp(f->code, OKR_CARRIED) == 0 ? strstr(f->value, OKR_CARRIED_TO) : NULL;
        okr_text name = {0};
        if (arrow == NULL)
            continue;
        okr_text_add_n(&name, f->value, (size_t)(arrow - f->value));
        if (okr_utf8_same(okr_text_str(&name), value) || strcmp(f->item, value) == 0)
            okr_text_addf(heirs, "'%s'", arrow + strlen(OKR_CARRIED_TO));
        okr_text_done(&name);
    }
}

bool okr_select_gone(const okr_programme *p, const char *value, okr_error *err)
{
    okr_text heirs = {0};
    bool gone = false;

    heirs_by_finding(p, value, &heirs);
    if (heirs.size == 0)
        heirs_by_row(p, value, &heirs);
    if (heirs.size == 0)
        heirs_by_change(p, value, &heirs);
    gone = heirs.size > 0;
    if (gone)
        (void)okr_fail(err, OKR_ERR_USAGE,
                       _("option --in: '%s' has ceased to exist; its successor: %s"), value,
                       okr_text_str(&heirs));
    okr_text_done(&heirs);
    return gone;
}
