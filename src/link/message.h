/** @file
 * A message being put together in both languages, and the finding that says it.
 */
#ifndef OKR_LINK_MESSAGE_H
#define OKR_LINK_MESSAGE_H

#include "base/text.h"
#include "model/programme.h"

/** Zero-initialise with {0}; okr_message_find releases. */
typedef struct okr_message {
    okr_text ru, en; /**< owned */
} okr_message;

/** Append words to both. */
void okr_message_say(okr_message *message, const char *ru, const char *en);

/** Append the name of a municipality; the Russian one where there is no English one. */
void okr_message_name(okr_message *message, const okr_municipality *municipality);

/** Append a number with so many digits behind the point. */
void okr_message_number(okr_message *message, double value, int digits);

/** Add a finding that says the message, and release it in any case. */
OKR_MUST_CHECK okr_status okr_message_find(okr_message *message, okr_programme *programme,
                                           const okr_finding_at *at, okr_error *err);

#endif
