#include "view/attribution.h"

#include <string.h>

void okr_add_said(okr_text *text, const char *both, bool russian)
{
    const char *slash = strstr(both, " / ");

    if (slash == NULL)
        okr_text_add(text, both);
    else if (russian)
        okr_text_add_n(text, both, (size_t)(slash - both));
    else
        okr_text_add(text, slash + strlen(" / "));
}

void okr_add_attribution(okr_text *text, const okr_attribution *attribution, bool russian)
{
    okr_add_said(text, attribution->what, russian);
    okr_text_add(text, ": ");
    okr_add_said(text, attribution->source, russian);
    okr_text_add(text, " (");
    okr_add_said(text, attribution->licence, russian);
    okr_text_add(text, ")");
}
