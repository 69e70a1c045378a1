#include "okrug/error.h"

#include "base/i18n.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *okr_status_name(okr_status status)
{
    static const char *const names[OKR_STATUS_COUNT] = {
        [OKR_OK] = "ok",
        [OKR_ERR_USAGE] = "usage",
        [OKR_ERR_NOMEM] = "nomem",
        [OKR_ERR_IO] = "io",
        [OKR_ERR_FORMAT] = "format",
        [OKR_ERR_GEOMETRY] = "geometry",
        [OKR_ERR_NOT_FOUND] = "not_found",
        [OKR_ERR_CANCELLED] = "cancelled",
    };

    if ((int)status < 0 || status >= OKR_STATUS_COUNT)
        return "unknown";
    return names[status];
}

okr_status okr_fail(okr_error *err, okr_status status, const char *fmt, ...)
{
    va_list args;

    if (err == NULL)
        return status;
    err->status = status;
    va_start(args, fmt);
    (void)vsnprintf(err->text, sizeof err->text, fmt, args);
    va_end(args);
    okr_utf8_trim_end(err->text); /* vsnprintf may have cut inside a character */
    return status;
}

okr_status okr_fail_in(okr_error *err, okr_status status, const char *fmt, ...)
{
    char inner[OKR_ERROR_TEXT];
    va_list args;
    size_t used = 0;

    if (err == NULL)
        return status;
    memcpy(inner, err->text, sizeof inner);
    err->status = status;
    va_start(args, fmt);
    (void)vsnprintf(err->text, sizeof err->text, fmt, args);
    va_end(args);
    used = strlen(err->text);
    (void)snprintf(err->text + used, sizeof err->text - used, ": %s", inner);
    okr_utf8_trim_end(err->text);
    return status;
}

okr_status okr_fail_nomem(okr_error *err)
{
    return okr_fail(err, OKR_ERR_NOMEM, "%s", _("out of memory"));
}
