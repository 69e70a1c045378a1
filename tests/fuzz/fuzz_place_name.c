/*
 * Property: normalising is idempotent: the bare name of a bare name is itself.
 * Its case forms are names again, and looking the text up in a small gazetteer ends.
 */
#include "model/gazetteer.h"
#include "model/place_forms.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LONGEST = 300 };

static void check_again(const char *text, const okr_place_name *name)
{
    okr_place_name again;

    if (!okr_place_normalise(text, &again))
        abort();
    if (strcmp(again.bare, name->bare) != 0 || strcmp(again.key, name->key) != 0)
        abort();
}

static okr_status check_form(void *user, const char *form, okr_error *err)
{
    (void)user;
    (void)err;
    if (form[0] == '\0' || strlen(form) >= (size_t)2 * OKR_PLACE_TEXT)
        abort();
    return OKR_OK;
}

static okr_gazetteer *small_gazetteer(void)
{
    static const okr_gazetteer_municipality towns[] = {
        {.index = 0, .name = "Кемеровский городской округ", .short_name = "Кемерово"},
        {.index = 1, .name = "Кемеровский муниципальный округ", .code = "32507000"},
    };
    static const okr_gazetteer_settlement village = {
        .index = 0, .municipality = 1, .name = "Березово", .type = OKR_PLACE_VILLAGE};
    okr_gazetteer *g = NULL;

    if (okr_gazetteer_new(&g, NULL) != OKR_OK ||
        okr_gazetteer_add_municipality(g, &towns[0], NULL) != OKR_OK ||
        okr_gazetteer_add_municipality(g, &towns[1], NULL) != OKR_OK ||
        okr_gazetteer_add_settlement(g, &village, NULL) != OKR_OK)
        abort();
    return g;
}

static void check_search(const char *text)
{
    static okr_gazetteer *g;
    okr_place_result result;
    okr_place_ref near[OKR_PLACE_SUGGESTIONS];

    if (g == NULL)
        g = small_gazetteer();
    okr_gazetteer_find(g, text, OKR_PLACE_NO_HINT, &result);
    if ((result.status == OKR_PLACE_FOUND) != (result.place.municipality >= 0))
        abort();
    if (okr_gazetteer_suggest(g, text, near) > OKR_PLACE_SUGGESTIONS)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[LONGEST + 1];
    okr_place_name name;

    if (size > LONGEST)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    check_search(text);
    if (!okr_place_normalise(text, &name))
        return 0;
    check_again(name.bare, &name);
    if (okr_place_forms(name.bare, size % 2 == 0, check_form, NULL, NULL) != OKR_OK)
        abort();
    return 0;
}
