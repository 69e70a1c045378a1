/** @file
 * File names from Russian names.
 */
#ifndef OKR_EXPORT_FILE_NAME_H
#define OKR_EXPORT_FILE_NAME_H

#include "base/text.h"

/**
 * Append a name in lower-case Latin letters, digits and single hyphens, fit for every file
 * system and web address.
 *
 * Russian letters go by the table of docs/export.md (а a, б b, ... ю yu, я ya; ъ and ь are
 * left out); everything that is no letter or digit becomes a hyphen between words. Letters of
 * other alphabets are left out.
 */
void okr_file_name_add(okr_text *text, const char *name);

#endif
