/*
 * Property: a number that was read is finite, and written by okr_number_format it reads back as
 * the same double, as does any double at all; what okr_number_fixed writes is within half a
 * unit of its last digit.
 */
#include "base/number.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LONGEST = 400 };

static void check_value(double value)
{
    char text[OKR_NUMBER_TEXT];
    double again = 0.0;

    if (!isfinite(value))
        abort();
    okr_number_format(value, text);
    if (!okr_number_parse(text, &again) || again < value || again > value)
        abort();
}

static void check_fixed(double value, int digits)
{
    char text[OKR_NUMBER_TEXT];
    double again = 0.0;

    okr_number_fixed(value, digits, text);
    if (!okr_number_parse(text, &again) ||
        fabs(again - value) > 0.5 * pow(10.0, -digits) + 1e-15 * fabs(value))
        abort();
}

/* Bytes as a double: reaches digits that no text of a fuzzer spells out. */
static void check_bits(const uint8_t *data, size_t size)
{
    double value = 0.0;

    if (size < sizeof value)
        return;
    memcpy(&value, data, sizeof value);
    if (!isfinite(value))
        return;
    check_value(value);
    check_fixed(value, data[0] % 16);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[LONGEST + 1];
    double value = 0.0;
    long long whole = 0;

    if (size > LONGEST)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    if (okr_number_parse(text, &value)) {
        check_value(value);
        if (fabs(value) < 1e15)
            check_fixed(value, (int)(size % 7));
    }
    check_bits(data, size);
    /* A whole number is a number, up to the length that anybody writes. */
    if (size < OKR_NUMBER_TEXT && okr_number_parse_int(text, &whole) &&
        !okr_number_parse(text, &value))
        abort();
    return 0;
}
