#include "base/i18n.h"

#include <string.h>

bool okr_speaks_russian(void)
{
    /* TRANSLATORS: the code of this catalogue's language, "ru" in the Russian one. */
    return strcmp(_("en"), "ru") == 0;
}
