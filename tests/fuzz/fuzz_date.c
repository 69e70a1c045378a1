#include "model/date.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_TEXT = 128 };

/* Property: a date that is read is written, and read back to the same date. */
static void check_round_trip(okr_date date)
{
    char out[OKR_DATE_TEXT];
    okr_date back = {0};

    okr_date_format(date, out);
    if (!okr_date_parse(out, &back) || okr_date_compare(date, back) != 0)
        abort();
    if (okr_date_first_day(date) > okr_date_last_day(date))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[MOST_TEXT];
    okr_date date = {0};

    if (size >= MOST_TEXT)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    if (okr_date_parse(text, &date))
        check_round_trip(date);
    for (int side = OKR_DATE_ALONE; side <= OKR_DATE_END; side++)
        if (okr_date_parse_cell(text, (okr_date_side)side, &date))
            check_round_trip(date);
    return 0;
}
