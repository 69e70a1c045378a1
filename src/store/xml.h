/** @file
 * Text of XML documents.
 */
#ifndef OKR_STORE_XML_H
#define OKR_STORE_XML_H

#include "base/text.h"

/** Append text for an element or a quoted attribute; characters XML forbids are dropped. */
void okr_xml_add(okr_text *xml, const char *text);

/** Append ` name="value"`. */
void okr_xml_attribute(okr_text *xml, const char *name, const char *value);

/** Append ` name="value"` of a number, without the locale. */
void okr_xml_number(okr_text *xml, const char *name, double value);

/** Append `<name>text</name>` and a line break. */
void okr_xml_element(okr_text *xml, const char *name, const char *text);

#endif
