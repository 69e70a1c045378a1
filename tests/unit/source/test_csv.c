#include "test.h"

#include "source/csv.h"

#include "base/text.h"
#include "torture.h"

/* All rows as "number|cell|cell/..." after the header. */
static okr_status render(const char *bytes, size_t n, const char *encoding, okr_text *out,
                         okr_error *err)
{
    okr_csv *csv = NULL;
    okr_csv_row row = {0};
    bool more = true;
    okr_status status =
        okr_csv_parse(bytes, n, &(okr_csv_options){"t.csv", encoding, {0, 0}}, &csv, err);

    if (status != OKR_OK)
        return status;
    for (size_t i = 0; i < okr_csv_columns(csv); i++)
        okr_text_addf(out, "|%s", okr_csv_column(csv, i));
    while ((status = okr_csv_next(csv, &row, &more, err)) == OKR_OK && more) {
        okr_text_addf(out, "/%ld", row.number);
        for (size_t i = 0; i < okr_csv_columns(csv); i++)
            okr_text_addf(out, "|%s", row.cells[i]);
    }
    okr_csv_free(csv);
    return status == OKR_OK ? okr_text_check(out, err) : status;
}

static void reads_as(const char *text, const char *expected)
{
    okr_error err = {0};
    okr_text out = {0};

    assert_ok(render(text, strlen(text), NULL, &out, &err));
    assert_string_equal(okr_text_str(&out), expected);
    okr_text_done(&out);
}

static void refused(const char *bytes, size_t n, const char *message)
{
    okr_error err = {0};
    okr_text out = {0};

    assert_fails_with(render(bytes, n, NULL, &out, &err), OKR_ERR_FORMAT, message);
    okr_text_done(&out);
}

static void rows_keep_the_number_of_their_line(void **state)
{
    reads_as("a,b\n1,2\n\n3,\n", "|a|b/2|1|2/4|3|");
    reads_as("a,b\r\n1,2\r\n,\r\n3,4", "|a|b/2|1|2/4|3|4");
    reads_as("a\rx\ry", "|a/2|x/3|y");
    reads_as("\n\na,b\n1,2\n", "|a|b/4|1|2");
    reads_as("a,b\n\"1\n2\r\n3\",x\n4,y\n", "|a|b/2|1\n2\r\n3|x/5|4|y");
}

static void quotes_hold_anything(void **state)
{
    reads_as("a,b\n\"1,\"\"2\"\"\",\"\"\n", "|a|b/2|1,\"2\"|");
    reads_as("\"a,b\",c\n\"\"\"\",\"\"\"x\"\n", "|a,b|c/2|\"|\"x");
    reads_as("a\n\"x\"", "|a/2|x");
}

static void the_header_shows_the_separator(void **state)
{
    reads_as("a;b,c;d\n1;2,5;3\n", "|a|b,c|d/2|1|2,5|3");
    reads_as("a\tb\n1,5\t2;3\n", "|a|b/2|1,5|2;3");
    reads_as("\"a;b;c\",d\n1,2\n", "|a;b;c|d/2|1|2");
    reads_as("only\n1;2\n", "|only/2|1;2");
}

static void spaces_stay_in_cells_but_not_in_names(void **state)
{
    reads_as(" a ,\tb\n x ,y\n", "|a|b/2| x |y");
}

static void a_header_alone_is_a_table_without_rows(void **state)
{
    reads_as("a,b\n", "|a|b");
    reads_as("a,b", "|a|b");
}

static void other_encodings_are_read_when_stated_or_marked(void **state)
{
    okr_error err = {0};
    okr_text out = {0};

    assert_ok(render("\xEA\n\xDE\xF0\xE3\xE0\n", 7, "CP1251", &out, &err));
    assert_string_equal(okr_text_str(&out), "|к/2|Юрга");
    okr_text_clear(&out);
    assert_ok(render("\xEF\xBB\xBF"
                     "a\n1",
                     6, NULL, &out, &err));
    assert_string_equal(okr_text_str(&out), "|a/2|1");
    okr_text_clear(&out);
    assert_ok(render("\xFF\xFE"
                     "a\0\n\0\x2E\x04",
                     8, NULL, &out, &err));
    assert_string_equal(okr_text_str(&out), "|a/2|Ю");
    okr_text_clear(&out);
    assert_fails_with(render("a", 1, "EBCDIC", &out, &err), OKR_ERR_FORMAT,
                      "t.csv: encoding 'EBCDIC' is not known");
    assert_fails_with(render("a\x98", 2, "CP1251", &out, &err), OKR_ERR_FORMAT,
                      "t.csv: byte 0x98 at offset 1");
    okr_text_done(&out);
}

static void broken_utf8_is_named_by_row_column_and_byte(void **state)
{
    refused("id,title_ru\n1,ok\n2,\xC3\xEE\xF0\xEE\xE4\n", 24,
            "t.csv, row 3: column 'title_ru': byte 0xC3 at offset 19 is not UTF-8; is the file "
            "Windows-1251? state encoding: CP1251 in okrug.yaml");
    /* Doubled quotes shrink when they are read; the offset is still that of the file. */
    refused("a,b\n\"\"\"\"\"\",\"\"\"\xFF\"\n", 17,
            "row 2: column 'b': byte 0xFF at offset 14");
    refused("\xCC,b\n", 4, "t.csv, row 1: byte 0xCC at offset 0 is not UTF-8");
    refused("\xEF\xBB\xBF"
            "a\n\xC0\n",
            7, "byte 0xC0 at offset 5");
    refused("a,b\n1\0,2\n", 9, "t.csv, row 2: a zero byte; is the file UTF-16?");
}

static void what_is_doubtful_is_refused_by_row(void **state)
{
    static const char *const cases[][2] = {
        {"a,b\n1,2\n\"x,3\n4,5\n", "t.csv, row 3: a quote is opened here and never closed"},
        {"a,b\n\"x\"y,3\n", "t.csv, row 2: text stands behind a closing quote"},
        {"a,b\n5\" pipe,3\n", "t.csv, row 2: a quote stands inside a cell"},
        {"a,b\n1, \"x\"\n", "t.csv, row 2: a quote stands inside a cell"},
        {"a,b\n1,2,3\n", "t.csv, row 2: 3 cells, the header has 2"},
        {"a,b\n1,2\n3\n", "t.csv, row 3: 1 cells, the header has 2"},
        {"", "t.csv: the file is empty"},
        {"\n\n", "t.csv: the file is empty"},
        {"\"", "t.csv, row 1: a quote is opened here and never closed"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        refused(cases[i][0], strlen(cases[i][0]), cases[i][1]);
}

static void a_missing_file_is_named(void **state)
{
    const okr_csv_options options = {.name = "measures.csv"};
    okr_error err = {0};
    okr_csv *csv = NULL;

    assert_fails_with(okr_csv_open("/nowhere/measures.csv", &options, &csv, &err), OKR_ERR_IO,
                      "'measures.csv' cannot be read: No such file");
    assert_fails_with(okr_csv_open("/", &options, &csv, &err), OKR_ERR_IO,
                      "'measures.csv' cannot be read");
    assert_null(csv);
}

static okr_status read_torn(void *user, okr_error *err)
{
    okr_text out = {0};
    const char *text = user;
    okr_status status = render(text, strlen(text), NULL, &out, err);

    okr_text_done(&out);
    return status;
}

static void running_out_of_memory_is_survived(void **state)
{
    char text[] = "a,b,c,d,e,f,g,h,i\n1,2,3,4,5,6,7,8,\"9\"\n";

    torture(read_torn, text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_keep_the_number_of_their_line),
        cmocka_unit_test(quotes_hold_anything),
        cmocka_unit_test(the_header_shows_the_separator),
        cmocka_unit_test(spaces_stay_in_cells_but_not_in_names),
        cmocka_unit_test(a_header_alone_is_a_table_without_rows),
        cmocka_unit_test(other_encodings_are_read_when_stated_or_marked),
        cmocka_unit_test(broken_utf8_is_named_by_row_column_and_byte),
        cmocka_unit_test(what_is_doubtful_is_refused_by_row),
        cmocka_unit_test(a_missing_file_is_named),
        cmocka_unit_test(running_out_of_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
