#include "link/place_finding.h"

#include "link/message.h"

static void say_municipality(okr_message *m, const okr_programme *p, int municipality)
{
    okr_message_name(m, OKR_MUNICIPALITY(p, municipality));
}

/* A settlement is named with its municipality: that is what tells candidates apart. */
static void say_place(okr_message *m, const okr_programme *p, const okr_place_ref *place)
{
    if (place->kind != OKR_PLACE_SETTLEMENT) {
        say_municipality(m, p, place->index);
        return;
    }
    const okr_settlement *s = OKR_SETTLEMENT(p, place->index);
    if (s->kind[0] != '\0') {
        okr_message_say(m, s->kind, s->kind);
        okr_message_say(m, " ", " ");
    }
    okr_message_say(m, s->name_ru, s->name_ru);
    if (place->municipality < 0)
        return;
    okr_message_say(m, " (", " (");
    say_municipality(m, p, place->municipality);
    okr_message_say(m, ")", ")");
}

static void say_places(okr_message *m, const okr_programme *p, const okr_place_ref *places,
                       int n)
{
    for (int i = 0; i < n; i++) {
        if (i > 0)
            okr_message_say(m, "; ", "; ");
        say_place(m, p, &places[i]);
    }
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

static void say_candidates(okr_message *m, const okr_programme *p,
                           const okr_place_result *result)
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
    okr_message m = {0};

    if (result->status == OKR_PLACE_AMBIGUOUS && !result->outside_hint) {
        at.code = "place_ambiguous";
        okr_message_say(
            &m, "место названо неоднозначно: ", "more than one place bears this name: ");
        say_candidates(&m, p, result);
        return okr_message_find(&m, p, &at, err);
    }
    at.code = "place_unknown";
    if (OKR_LOCATION(p, location)->municipality >= 0) {
        at.code = result->outside_hint ? "settlement_elsewhere" : "settlement_unknown";
        at.severity = OKR_SEVERITY_WARNING;
    }
    okr_message_say(&m, "такого места нет", "no such place");
    if (result->outside_hint) {
        okr_message_say(&m, " в названном муниципалитете; есть: ",
                        " in the stated municipality; there is: ");
        say_candidates(&m, p, result);
        return okr_message_find(&m, p, &at, err);
    }
    const int n = okr_gazetteer_suggest(gazetteer, query->text, close);
    if (n > 0)
        okr_message_say(&m, "; похожие: ", "; similar: ");
    say_places(&m, p, close, n);
    return okr_message_find(&m, p, &at, err);
}

okr_status okr_find_type(okr_programme *p, int location, const okr_place_query *query,
                         const okr_place_result *result, okr_error *err)
{
    okr_finding_at at = at_location(p, location, query);
    okr_message m = {0};

    at.code = "place_type_differs";
    at.severity = OKR_SEVERITY_WARNING;
    okr_message_say(&m, "найдено, но вид места другой: ", "found, but its type is another: ");
    say_place(&m, p, &result->place);
    return okr_message_find(&m, p, &at, err);
}

okr_status okr_find_other_region(okr_programme *p, int location, const okr_place_query *query,
                                 okr_error *err)
{
    okr_finding_at at = at_location(p, location, query);
    okr_message m = {0};
    const char *en = p->region.en[0] != '\0' ? p->region.en : p->region.ru;

    at.code = "place_other_region";
    okr_message_say(&m, "назван другой регион, чем у программы: ",
                    "another region is named than the programme's: ");
    okr_message_say(&m, p->region.ru[0] != '\0' ? p->region.ru : en, en);
    okr_message_say(&m, "; если мероприятие действительно там, укажите basis = outside_region",
                    "; if the measure really is there, state basis = outside_region");
    return okr_message_find(&m, p, &at, err);
}

okr_status okr_find_contradiction(okr_programme *p, int location, const okr_place_query *query,
                                  int municipality, okr_error *err)
{
    okr_finding_at at = at_location(p, location, query);
    okr_message m = {0};

    at.code = "place_contradicts";
    at.severity = OKR_SEVERITY_WARNING;
    okr_message_say(&m, "название ведёт в «", "the name leads to '");
    say_municipality(&m, p, municipality);
    okr_message_say(&m, "», а код — в «", "', the code to '");
    say_municipality(&m, p, OKR_LOCATION(p, location)->municipality);
    okr_message_say(&m, "»", "'");
    return okr_message_find(&m, p, &at, err);
}

okr_status okr_find_no_member(okr_programme *p, int location, okr_error *err)
{
    const okr_location *l = OKR_LOCATION(p, location);
    const okr_place_query query = {"agglomeration", l->agglomeration_code, OKR_PLACE_ANY};
    okr_finding_at at = at_location(p, location, &query);
    okr_message m = {0};

    at.code = "agglomeration_disagrees";
    at.severity = OKR_SEVERITY_WARNING;
    okr_message_say(&m, "в агломерацию не входит «", "the agglomeration does not have '");
    say_municipality(&m, p, l->municipality);
    okr_message_say(&m, "», названное в той же строке; место — муниципальное образование",
                    "' of the same row; the municipality is the place");
    return okr_message_find(&m, p, &at, err);
}
