/** @file
 * What figures and lines come from, in the language of the reader.
 */
#ifndef OKR_VIEW_ATTRIBUTION_H
#define OKR_VIEW_ATTRIBUTION_H

#include "base/text.h"
#include "model/programme.h"

/** Append the half of "по-русски / in English" that is asked for, any other text as it is. */
void okr_add_said(okr_text *text, const char *both, bool russian);

/** Append "what: source (licence)", each said in one language. */
void okr_add_attribution(okr_text *text, const okr_attribution *attribution, bool russian);

#endif
