/* What a rule asks of a row, as an expression of QGIS inside XML. */
#include "store/style.h"
#include "store/xml.h"

#include "base/number.h"

static void add_quoted(okr_text *xml, const char *text, char quote)
{
    okr_text plain = {0};

    okr_text_pad(&plain, quote, 1);
    for (const char *c = text; *c != '\0'; c++)
        okr_text_pad(&plain, *c, *c == quote ? 2 : 1);
    okr_text_pad(&plain, quote, 1);
    okr_xml_add(xml, okr_text_str(&plain));
    xml->failed = xml->failed || plain.failed;
    okr_text_done(&plain);
}

static void add_test(const okr_test *test, okr_text *xml)
{
    add_quoted(xml, test->column, '"');
    switch (test->kind) {
    case OKR_TEST_IS:
        okr_text_add(xml, " = ");
        add_quoted(xml, test->word, '\'');
        break;
    case OKR_TEST_OVER:
        okr_text_add(xml, " &gt; ");
        okr_text_add_number(xml, test->number);
        break;
    case OKR_TEST_UP_TO:
        okr_text_add(xml, " &lt;= ");
        okr_text_add_number(xml, test->number);
        break;
    case OKR_TEST_TRUE:
        okr_text_add(xml, " = true");
        break;
    case OKR_TEST_MISSING:
        okr_text_add(xml, " IS NULL");
        break;
    case OKR_TEST_PRESENT:
        okr_text_add(xml, " IS NOT NULL");
        break;
    }
}

void okr_style_tests(const okr_test *tests, int count, okr_text *qml)
{
    for (int i = 0; i < count; i++) {
        okr_text_add(qml, i == 0 ? "" : " AND ");
        add_test(&tests[i], qml);
    }
}
