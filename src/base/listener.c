#include "base/listener.h"

#include "base/i18n.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

void okr_log(const okr_listener *listener, okr_level level, const char *fmt, ...)
{
    char line[OKR_ERROR_TEXT];
    va_list args;

    if (listener == NULL || listener->log == NULL)
        return;
    va_start(args, fmt);
    (void)vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    okr_utf8_trim_end(line); /* vsnprintf may have cut inside a character */
    listener->log(listener->user, level, line);
}

okr_status okr_progress(const okr_listener *listener, const char *stage, double fraction,
                        okr_error *err)
{
    if (listener == NULL || listener->progress == NULL)
        return OKR_OK;
    if (listener->progress(listener->user, stage, fraction))
        return OKR_OK;
    return okr_fail(err, OKR_ERR_CANCELLED, "%s", _("stopped on request"));
}

okr_status okr_progress_count(const okr_listener *listener, const char *stage, double done,
                              double total, okr_error *err)
{
    if (listener == NULL || listener->count == NULL)
        return okr_progress(listener, stage, total > 0.0 ? done / total : -1.0, err);
    if (listener->count(listener->user, stage, done, total))
        return OKR_OK;
    return okr_fail(err, OKR_ERR_CANCELLED, "%s", _("stopped on request"));
}
