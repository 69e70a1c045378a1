/** @file
 * Messages in the user's language: gettext under okrug's own text domain, so that a host
 * program of the library keeps its own.
 */
#ifndef OKR_BASE_I18N_H
#define OKR_BASE_I18N_H

#include <libintl.h>
#include <stdbool.h>

#define OKR_TEXT_DOMAIN "okrug"

/** Translate now. */
#define _(msgid) dgettext(OKR_TEXT_DOMAIN, msgid)
/** Translate now, with a plural form chosen by n. */
#define okr_plural(one, many, n) dngettext(OKR_TEXT_DOMAIN, one, many, (unsigned long)(n))
/** Mark for translation where a call is not allowed (tables); translate later with _(). */
#define N_(msgid) msgid

/** Whether messages now come in Russian: for texts that are kept in both languages. */
bool okr_speaks_russian(void);

#endif
