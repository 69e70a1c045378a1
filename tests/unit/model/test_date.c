#include "test.h"

#include "model/date.h"

#include <stdio.h>

static okr_date date_of(const char *text)
{
    okr_date date = {0};

    if (!okr_date_parse(text, &date))
        fail_msg("'%s' is not read as a date", text);
    return date;
}

static void reads_as(const char *text, const char *iso)
{
    char out[OKR_DATE_TEXT];

    okr_date_format(date_of(text), out);
    if (strcmp(out, iso) != 0)
        fail_msg("'%s' is read as %s, wanted %s", text, out, iso);
}

static void every_iso_precision_reads_and_writes_itself(void **state)
{
    static const char *const texts[] = {"2022",       "2022-Q3",    "2022-10",   "2022-10-31",
                                        "1943-01-26", "2024-02-29", "2000-02-29"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        reads_as(texts[i], texts[i]);
}

static void spellings_of_data_formats_are_read(void **state)
{
    reads_as("2022/10/31", "2022-10-31"); /* as OGR prints a date field */
    reads_as("2022-10-31T00:00:00Z", "2022-10-31");
    reads_as("2022/10/31 23:59:59+07", "2022-10-31");
    reads_as(" 2022-q1\t", "2022-Q1");
}

static void russian_digits_are_read(void **state)
{
    reads_as("31.10.2022", "2022-10-31");
    reads_as("1.2.2022", "2022-02-01");
    reads_as("10.2022", "2022-10");
    reads_as("\xC2\xA0"
             "01.12.2025 ",
             "2025-12-01");
}

static void russian_words_are_read(void **state)
{
    static const char *const pairs[][2] = {
        {"2022 год", "2022"},
        {"в 2022 году", "2022"},
        {"2022\xC2\xA0г.", "2022"},
        {"III квартал 2022", "2022-Q3"},
        {"iv кв. 2023 г.", "2023-Q4"},
        {"1-й квартал 2022 года", "2022-Q1"},
        {"во II квартале 2024 года", "2024-Q2"},
        {"Третий квартал 2022", "2022-Q3"},
        {"четвёртый квартал 2022", "2022-Q4"},
        {"2 кв. 2022", "2022-Q2"},
        {"октябрь 2022", "2022-10"},
        {"Октябрь, 2022 г.", "2022-10"},
        {"в мае 2022 года", "2022-05"},
        {"май 2022", "2022-05"},
        {"март 2022", "2022-03"},
        {"сентябре 2022", "2022-09"},
        {"дек. 2022", "2022-12"},
        {"31 октября 2022 года", "2022-10-31"},
        {"9 мая 1945", "1945-05-09"},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        reads_as(pairs[i][0], pairs[i][1]);
}

/* Cut, beyond the calendar, unclear, with a year of two digits, other words, no text at all. */
static const char *const no_dates[] = {
    "",
    " ",
    "22",
    "20221",
    "0999",
    "2022-13",
    "2022-00",
    "2022-Q5",
    "2022-Q0",
    "2022-Q",
    "2022-02-29",
    "2022-10-32",
    "2022-10-00",
    "31.04.2022",
    "2022-1",
    "2022-10-3",
    "10-2022",
    "31.10.22",
    "2022-10-31x",
    "2022-10T10",
    "к 2022",
    "май",
    "ма 2022",
    "маь 2022 года",
    "5 квартал 2022",
    "V квартал 2022",
    "32 мая 2022",
    "0 мая 2022",
    "2022 2023",
    "2022-2023",
    "до 2025 года",
    "год",
    "полугодие 2022",
    "октябрь 22",
    "1 2 3 4 5 6 7 2022",
    "\xFF",
    "2022\xFF",
    "2022 год год",
    "2022 \xE2\x82\xAC",
    "2022 "
    "......................................................................................"
    "....",
};

static void what_is_no_date_is_refused_and_output_untouched(void **state)
{
    for (size_t i = 0; i < sizeof no_dates / sizeof no_dates[0]; i++) {
        okr_date date = {.year = 7, .day = 3};
        if (okr_date_parse(no_dates[i], &date))
            fail_msg("'%s' is read as a date", no_dates[i]);
        assert_int_equal(date.year, 7);
        assert_int_equal(date.day, 3);
    }
}

/* Text, what it is as a start, as an end and alone; "" is refused. */
static const char *const cells[][4] = {
    {"до 2030 года", "", "2030", ""},
    {"до 2030", "", "2030", ""},
    {"до 31.12.2025", "", "2025-12-31", ""},
    {"до конца 2025 г.", "", "2025", ""},
    {"до конца сентября 2025", "", "2025-09", ""},
    {"до сентября 2025", "", "", ""},
    {"до III квартала 2025", "", "", ""},
    {"к 2025 году", "", "", ""},
    {"не позднее 01.09.2025", "", "2025-09-01", ""},
    {"Не позднее 1 сентября 2025 г.", "", "2025-09-01", ""},
    {"не позднее III квартала 2025 года", "", "2025-Q3", ""},
    {"не ранее 01.09.2025", "2025-09-01", "", ""},
    {"с сентября 2025 года", "2025-09", "", ""},
    {"в течение 2024 года", "2024", "2024", "2024"},
    {"в течение III квартала 2024 г.", "2024-Q3", "2024-Q3", "2024-Q3"},
    {"I полугодие 2024", "2024-Q1", "2024-Q2", ""},
    {"1 полугодие 2024 г.", "2024-Q1", "2024-Q2", ""},
    {"во втором полугодии 2024 года", "2024-Q3", "2024-Q4", ""},
    {"в течение 2-го полугодия 2024 г.", "2024-Q3", "2024-Q4", ""},
    {"до конца I полугодия 2024", "", "2024-Q2", ""},
    {"III полугодие 2024", "", "", ""},
    {"полугодие 2024", "", "", ""},
    {"2024-2026 гг.", "2024", "2026", ""},
    {"2024\xE2\x80\x93"
     "2026 годы",
     "2024", "2026", ""},
    {"2024 - 2026", "2024", "2026", ""},
    {"2024 г. \xE2\x80\x94 2026 г.", "2024", "2026", ""},
    {"в 2024-2026 годах", "2024", "2026", ""},
    {"с 2024 по 2026 год", "2024", "2026", ""},
    {"с 01.03.2024 по 31.12.2025", "2024-03-01", "2025-12-31", ""},
    {"01.03.2024-31.12.2025", "2024-03-01", "2025-12-31", ""},
    {"2024-10-2025-12", "2024-10", "2025-12", ""},
    {"октябрь 2024 - март 2025", "2024-10", "2025-03", ""},
    {"2026-2024", "", "", ""},
    {"2024-26", "", "", ""},
    {"октябрь - декабрь 2024", "", "", ""},
    {"2024, 2025", "", "", ""},
    {"31.12.23", "2023-12-31", "2023-12-31", "2023-12-31"},
    {"31.12.23 г.", "2023-12-31", "2023-12-31", "2023-12-31"},
    {"31.12.2023 г.", "2023-12-31", "2023-12-31", "2023-12-31"},
    {"31.12.2023г.", "2023-12-31", "2023-12-31", "2023-12-31"},
    {"01.01.00", "2000-01-01", "2000-01-01", "2000-01-01"},
    {"31.12.49", "2049-12-31", "2049-12-31", "2049-12-31"},
    {"31.12.50", "", "", ""},
    {"31.12.85", "", "", ""},
    {"12.31.23", "", "", ""},
    {"1.2.23", "", "", ""},
    {"12.23", "", "", ""},
    {"31/12/23", "", "", ""},
    {"31.12.23-31.12.24", "2023-12-31", "2024-12-31", ""},
    {"2022-Q3", "2022-Q3", "2022-Q3", "2022-Q3"},
    {"до", "", "", ""},
    {"с", "", "", ""},
    {"", "", "", ""},
};

static void cell_is(const char *text, okr_date_side side, const char *iso)
{
    char out[OKR_DATE_TEXT] = "";
    okr_date date = {.day = 77};

    if (okr_date_parse_cell(text, side, &date))
        okr_date_format(date, out);
    else
        assert_int_equal(date.day, 77);
    if (strcmp(out, iso) != 0)
        fail_msg("'%s' of side %d is '%s', wanted '%s'", text, (int)side, out, iso);
}

static void a_cell_says_its_start_and_its_end_or_is_refused(void **state)
{
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        cell_is(cells[i][0], OKR_DATE_START, cells[i][1]);
        cell_is(cells[i][0], OKR_DATE_END, cells[i][2]);
        cell_is(cells[i][0], OKR_DATE_ALONE, cells[i][3]);
    }
}

static void a_month_knows_its_quarter(void **state)
{
    assert_int_equal(date_of("2022-01").quarter, 1);
    assert_int_equal(date_of("2022-06-30").quarter, 2);
    assert_int_equal(date_of("2022-12").quarter, 4);
    assert_int_equal(date_of("2022").quarter, 0);
}

/* Day numbers: `date -u -d 2022-10-31 +%s` divided by 86400, and so on. */
static void day_numbers_match_gnu_date(void **state)
{
    assert_int_equal(okr_date_first_day(date_of("1970-01-01")), 0);
    assert_int_equal(okr_date_first_day(date_of("1969-12-31")), -1);
    assert_int_equal(okr_date_first_day(date_of("2022-10-31")), 19296);
    assert_int_equal(okr_date_first_day(date_of("2000-02-29")), 11016);
    assert_int_equal(okr_date_first_day(date_of("1900-03-01")), -25508);
    assert_int_equal(okr_date_first_day(date_of("1000-01-01")), -354285);
    assert_int_equal(okr_date_last_day(date_of("9999")), 2932896);
}

static void a_start_means_the_first_day_and_an_end_the_last(void **state)
{
    static const char *const rows[][3] = {
        {"2022", "2022-01-01", "2022-12-31"},       {"2024", "2024-01-01", "2024-12-31"},
        {"2022-Q1", "2022-01-01", "2022-03-31"},    {"2022-Q4", "2022-10-01", "2022-12-31"},
        {"2024-02", "2024-02-01", "2024-02-29"},    {"2023-02", "2023-02-01", "2023-02-28"},
        {"2022-10-31", "2022-10-31", "2022-10-31"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const okr_date date = date_of(rows[i][0]);
        assert_int_equal(okr_date_first_day(date), okr_date_first_day(date_of(rows[i][1])));
        assert_int_equal(okr_date_last_day(date), okr_date_last_day(date_of(rows[i][2])));
    }
}

/* Each day of four centuries, the Gregorian cycle, follows the one before it. */
static void days_are_numbered_without_gap(void **state)
{
    long expected = okr_date_first_day(date_of("1800"));

    for (int year = 1800; year < 2200; year++) {
        for (int month = 1; month <= 12; month++) {
            char text[OKR_DATE_TEXT];
            (void)snprintf(text, sizeof text, "%04d-%02d", year, month);
            assert_int_equal(okr_date_first_day(date_of(text)), expected);
            expected = okr_date_last_day(date_of(text)) + 1;
        }
    }
    assert_int_equal(expected - okr_date_first_day(date_of("1800")), 146097);
}

static void dates_order_by_first_day_then_coarser_first(void **state)
{
    static const char *const sorted[] = {"2021-12-31", "2022",    "2022-Q1",    "2022-01",
                                         "2022-01-01", "2022-02", "2022-02-02", "2022-Q2"};

    for (size_t i = 0; i < sizeof sorted / sizeof sorted[0]; i++)
        for (size_t j = 0; j < sizeof sorted / sizeof sorted[0]; j++) {
            const int order = okr_date_compare(date_of(sorted[i]), date_of(sorted[j]));
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
}

static void no_date_has_no_text_no_day_and_comes_first(void **state)
{
    const okr_date none = {0};
    char out[OKR_DATE_TEXT] = "x";

    okr_date_format(none, out);
    assert_string_equal(out, "");
    assert_true(okr_date_first_day(none) == OKR_DATE_NO_DAY);
    assert_true(okr_date_last_day(none) == OKR_DATE_NO_DAY);
    assert_true(okr_date_compare(none, date_of("1000")) < 0);
    assert_int_equal(okr_date_compare(none, none), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_iso_precision_reads_and_writes_itself),
        cmocka_unit_test(spellings_of_data_formats_are_read),
        cmocka_unit_test(russian_digits_are_read),
        cmocka_unit_test(russian_words_are_read),
        cmocka_unit_test(what_is_no_date_is_refused_and_output_untouched),
        cmocka_unit_test(a_cell_says_its_start_and_its_end_or_is_refused),
        cmocka_unit_test(a_month_knows_its_quarter),
        cmocka_unit_test(day_numbers_match_gnu_date),
        cmocka_unit_test(a_start_means_the_first_day_and_an_end_the_last),
        cmocka_unit_test(days_are_numbered_without_gap),
        cmocka_unit_test(dates_order_by_first_day_then_coarser_first),
        cmocka_unit_test(no_date_has_no_text_no_day_and_comes_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
