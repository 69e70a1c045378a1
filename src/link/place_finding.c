#include "link/place_finding.h"

/* The two languages of one message. */
typedef struct message {
    okr_text ru, en;
} message;

static void say(message *m, const char *ru, const char *en)
{
    okr_text_add(&m->ru, ru);
    okr_text_add(&m->en, en);
}

static void say_municipality(message *m, const okr_programme *p, int municipality)
{
    const okr_municipality *t = OKR_MUNICIPALITY(p, municipality);

    say(m, t->name_ru, t->name_en[0] != '\0' ? t->name_en : t->name_ru);
}

/* A settlement is named with its municipality: that is what tells candidates apart. */
static void say_place(message *m, const okr_programme *p, const okr_place_ref *place)
{
    if (place->kind != OKR_PLACE_SETTLEMENT) {
        say_municipality(m, p, place->index);
        return;
    }
    const okr_settlement *s = OKR_SETTLEMENT(p, place->index);
    if (s->kind[0] != '\0') {
        say(m, s->kind, s->kind);
        say(m, " ", " ");
    }
    say(m, s->name_ru, s->name_ru);
    if (place->municipality < 0)
        return;
    say(m, " (", " (");
    say_municipality(m, p, place->municipality);
    say(m, ")", ")");
}

static void say_places(message *m, const okr_programme *p, const okr_place_ref *places, int n)
{
    for (int i = 0; i < n; i++) {
        if (i > 0)
            say(m, "; ", "; ");
        say_place(m, p, &places[i]);
    }
}

static okr_status report(okr_programme *p, const okr_finding_at *at, message *m, okr_error *err)
{
    okr_status status = okr_text_check(&m->ru, err);

    if (status == OKR_OK)
        status = okr_text_check(&m->en, err);
    if (status == OKR_OK)
        status = okr_programme_find(p, at, okr_text_str(&m->ru), okr_text_str(&m->en), err);
    okr_text_done(&m->ru);
    okr_text_done(&m->en);
    return status;
}

static okr_finding_at at_location(const okr_programme *p, int location,
                                  const okr_place_query *query)
{
    const okr_location *l = OKR_LOCATION(p, location);

    return (okr_finding_at){.severity = OKR_SEVERITY_ERROR,
                            .table = "locations",
                            .row = l->row,
                            .item = l->location_id,
                            .column = query->column,
                            .value = query->text};
}

static void say_candidates(message *m, const okr_programme *p, const okr_place_result *result)
{
    const int shown = result->candidate_count < OKR_PLACE_CANDIDATES ? result->candidate_count
                                                                     : OKR_PLACE_CANDIDATES;

    say_places(m, p, result->candidates, shown);
    if (result->candidate_count > shown) {
        okr_text_addf(&m->ru, " и ещё %d", result->candidate_count - shown);
        okr_text_addf(&m->en, " and %d more", result->candidate_count - shown);
    }
}

okr_status okr_find_no_place(okr_programme *p, const okr_gazetteer *gazetteer, int location,
                             const okr_place_query *query, const okr_place_result *result,
                             okr_error *err)
{
    okr_place_ref close[OKR_PLACE_SUGGESTIONS];
    okr_finding_at at = at_location(p, location, query);
    message m = {0};

    if (result->status == OKR_PLACE_AMBIGUOUS && !result->outside_hint) {
        at.code = "place_ambiguous";
        say(&m, "место названо неоднозначно: ", "more than one place bears this name: ");
        say_candidates(&m, p, result);
        return report(p, &at, &m, err);
    }
    at.code = "place_unknown";
    if (OKR_LOCATION(p, location)->municipality >= 0) {
        at.code = result->outside_hint ? "settlement_elsewhere" : "settlement_unknown";
        at.severity = OKR_SEVERITY_WARNING;
    }
    say(&m, "такого места нет", "no such place");
    if (result->outside_hint) {
        say(&m,
            " в названном муниципалитете; есть: ", " in the stated municipality; there is: ");
        say_candidates(&m, p, result);
        return report(p, &at, &m, err);
    }
    const int n = okr_gazetteer_suggest(gazetteer, query->text, close);
    if (n > 0)
        say(&m, "; похожие: ", "; similar: ");
    say_places(&m, p, close, n);
    return report(p, &at, &m, err);
}

okr_status okr_find_type(okr_programme *p, int location, const okr_place_query *query,
                         const okr_place_result *result, okr_error *err)
{
    okr_finding_at at = at_location(p, location, query);
    message m = {0};

    at.code = "place_type_differs";
    at.severity = OKR_SEVERITY_WARNING;
    say(&m, "найдено, но вид места другой: ", "found, but its type is another: ");
    say_place(&m, p, &result->place);
    return report(p, &at, &m, err);
}

okr_status okr_find_contradiction(okr_programme *p, int location, const okr_place_query *query,
                                  int municipality, okr_error *err)
{
    okr_finding_at at = at_location(p, location, query);
    message m = {0};

    at.code = "place_contradicts";
    at.severity = OKR_SEVERITY_WARNING;
    say(&m, "название ведёт в «", "the name leads to '");
    say_municipality(&m, p, municipality);
    say(&m, "», а код — в «", "', the code to '");
    say_municipality(&m, p, OKR_LOCATION(p, location)->municipality);
    say(&m, "»", "'");
    return report(p, &at, &m, err);
}

okr_status okr_find_no_member(okr_programme *p, int location, okr_error *err)
{
    const okr_location *l = OKR_LOCATION(p, location);
    const okr_place_query query = {"agglomeration", l->agglomeration_code, OKR_PLACE_ANY};
    okr_finding_at at = at_location(p, location, &query);
    message m = {0};

    at.code = "agglomeration_disagrees";
    at.severity = OKR_SEVERITY_WARNING;
    say(&m, "в агломерацию не входит «", "the agglomeration does not have '");
    say_municipality(&m, p, l->municipality);
    say(&m, "», названное в той же строке; место — муниципальное образование",
        "' of the same row; the municipality is the place");
    return report(p, &at, &m, err);
}
