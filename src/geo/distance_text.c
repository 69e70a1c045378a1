#include "geo/distance_text.h"

#include "base/i18n.h"
#include "base/number.h"

#include <string.h>

/* Longer ones first: "km" ends with "m". */
static const struct {
    const char *text;
    double metres;
} units[] = {{"km", 1000.0}, {"км", 1000.0}, {"KM", 1000.0}, {"КМ", 1000.0},
             {"m", 1.0},     {"м", 1.0},     {"M", 1.0},     {"М", 1.0}};

okr_status okr_distance_parse(const char *text, double *metres, okr_error *err)
{
    const size_t n = strlen(text);

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        const size_t unit = strlen(units[i].text);
        char number[4 * OKR_NUMBER_TEXT];
        double value = 0.0;
        if (n <= unit || n - unit >= sizeof number ||
            strcmp(text + n - unit, units[i].text) != 0)
            continue;
        memcpy(number, text, n - unit);
        number[n - unit] = '\0';
        if (!okr_number_parse(number, &value))
            break;
        *metres = value * units[i].metres;
        return OKR_OK;
    }
    return okr_fail(err, OKR_ERR_USAGE, _("'%s' is no distance such as '2 km' or '800 m'"),
                    text);
}
