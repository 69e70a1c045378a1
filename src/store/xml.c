#include "store/xml.h"

#include "base/number.h"

void okr_xml_add(okr_text *xml, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '&')
            okr_text_add(xml, "&amp;");
        else if (*c == '<')
            okr_text_add(xml, "&lt;");
        else if (*c == '>')
            okr_text_add(xml, "&gt;");
        else if (*c == '"')
            okr_text_add(xml, "&quot;");
        else if ((unsigned char)*c >= ' ' || *c == '\n' || *c == '\t')
            okr_text_add_n(xml, c, 1);
    }
}

void okr_xml_attribute(okr_text *xml, const char *name, const char *value)
{
    okr_text_addf(xml, " %s=\"", name);
    okr_xml_add(xml, value);
    okr_text_add(xml, "\"");
}

void okr_xml_number(okr_text *xml, const char *name, double value)
{
    okr_text_addf(xml, " %s=\"", name);
    okr_text_add_number(xml, value);
    okr_text_add(xml, "\"");
}

void okr_xml_element(okr_text *xml, const char *name, const char *text)
{
    okr_text_addf(xml, "<%s>", name);
    okr_xml_add(xml, text);
    okr_text_addf(xml, "</%s>\n", name);
}
