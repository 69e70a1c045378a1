/* Conditions that a user writes in SQL, fenced in by SQLite's authorizer. */
#include "store/load.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/db.h"

#include <string.h>

/* Functions that depend on nothing but their arguments. */
static const char *const functions[] = {
    "abs",   "coalesce", "glob",      "hex",  "ifnull", "iif",     "instr",   "length",
    "like",  "lower",    "ltrim",     "max",  "min",    "nullif",  "replace", "round",
    "rtrim", "substr",   "substring", "trim", "typeof", "unicode", "upper",
};

/* Why the authorizer refused, for the message. */
struct fence {
    const char *what; /* NULL: it did not */
    char name[64];
};

static int refuse(struct fence *fence, const char *what, const char *name)
{
    size_t n = strlen(name);

    fence->what = what;
    n = n < sizeof fence->name ? n : sizeof fence->name - 1;
    memcpy(fence->name, name, n);
    fence->name[n] = '\0';
    return SQLITE_DENY;
}

static bool is_allowed_function(const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (sqlite3_stricmp(functions[i], name) == 0)
            return true;
    return false;
}

static int authorize(void *user, int action, const char *first, const char *second,
                     const char *database, const char *trigger)
{
    struct fence *fence = user;

    (void)database;
    (void)trigger;
    if (action == SQLITE_SELECT)
        return SQLITE_OK;
    if (action == SQLITE_READ)
        return strcmp(first, "measure") == 0
                   ? SQLITE_OK
                   : refuse(fence,
                            N_("it reads table '%s'; only columns of 'measure' are allowed"),
                            first);
    if (action == SQLITE_FUNCTION)
        return is_allowed_function(second)
                   ? SQLITE_OK
                   : refuse(fence, N_("function '%s' is not allowed"), second);
    return refuse(fence, N_("it does more than compare columns%s"), "");
}

typedef uint32_t fold_fn(uint32_t code);

static void fold(sqlite3_context *context, sqlite3_value *value, fold_fn *change)
{
    const char *text = (const char *)sqlite3_value_text(value);
    const char *end = NULL;
    okr_text out = {0};

    if (text == NULL)
        return;
    for (end = text + strlen(text); text < end;) {
        const uint32_t code = okr_utf8_next(&text, end);
        if (code != OKR_UTF8_BAD)
            okr_text_add_code(&out, change(code));
    }
    if (out.failed)
        sqlite3_result_error_nomem(context);
    else
        sqlite3_result_text(context, okr_text_str(&out), (int)out.size, SQLITE_TRANSIENT);
    okr_text_done(&out);
}

static void lower(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    fold(context, values[0], okr_utf8_lower);
}

static void upper(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    fold(context, values[0], okr_utf8_upper);
}

/* SQL's LIKE without regard to case: % is any text, _ any letter. Going back only to the last
 * % suffices, since what an earlier one could take the last one can take too. */
static bool is_like(const char *pattern, const char *text)
{
    const char *const pattern_end = pattern + strlen(pattern);
    const char *const end = text + strlen(text);
    const char *retry = NULL;
    const char *from = text;

    while (text < end) {
        const char *p = pattern;
        const char *t = text;
        const uint32_t want = p < pattern_end ? okr_utf8_next(&p, pattern_end) : 0;
        const uint32_t have = okr_utf8_next(&t, end);
        if (want == '%') {
            retry = pattern = p;
            from = text;
        } else if (want != 0 && (want == '_' || okr_utf8_lower(want) == okr_utf8_lower(have))) {
            pattern = p;
            text = t;
        } else if (retry != NULL) {
            (void)okr_utf8_next(&from, end);
            pattern = retry;
            text = from;
        } else {
            return false;
        }
    }
    while (*pattern == '%')
        pattern++;
    return pattern == pattern_end;
}

static void like(sqlite3_context *context, int count, sqlite3_value **values)
{
    const char *pattern = (const char *)sqlite3_value_text(values[0]);
    const char *text = (const char *)sqlite3_value_text(values[1]);

    (void)count;
    if (pattern != NULL && text != NULL)
        sqlite3_result_int(context, is_like(pattern, text) ? 1 : 0);
}

static okr_status add_functions(okr_db *db, okr_error *err)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

    if (sqlite3_create_function(db->handle, "lower", 1, flags, NULL, lower, NULL, NULL) !=
            SQLITE_OK ||
        sqlite3_create_function(db->handle, "upper", 1, flags, NULL, upper, NULL, NULL) !=
            SQLITE_OK ||
        sqlite3_create_function(db->handle, "like", 2, flags, NULL, like, NULL, NULL) !=
            SQLITE_OK)
        return okr_db_fail(db, err);
    return OKR_OK;
}

/* What follows the condition, in which SQLite sees what is wrong with its end. */
#define AFTER "\n) ORDER BY fid"

/* The reason in the words of who wrote the condition: nothing of what stands round it. */
static const char *reason_of(const char *message, const char *condition)
{
    if (strspn(condition, " \t\n") == strlen(condition))
        return _("it is empty");
    if (strstr(message, AFTER) != NULL)
        return _("a quote is not closed");
    if (strstr(message, "near \")\"") != NULL && strchr(condition, ')') == NULL)
        return _("it ends too early");
    return message;
}

static okr_status explain(okr_db *db, const struct fence *fence, const char *condition,
                          okr_error *err)
{
    okr_text why = {0};

    if (fence->what == NULL)
        okr_text_add(&why, reason_of(sqlite3_errmsg(db->handle), condition));
    else
        for (const char *c = _(fence->what); *c != '\0'; c++) {
            if (c[0] != '%' || c[1] != 's') {
                okr_text_add_n(&why, c, 1);
                continue;
            }
            okr_text_add(&why, fence->name);
            c++;
        }
    (void)okr_fail(err, OKR_ERR_USAGE, _("condition '%s': %s"), condition, okr_text_str(&why));
    okr_text_done(&why);
    return OKR_ERR_USAGE;
}

/* The condition stands alone on its lines, so that a comment in it ends before the bracket. */
static okr_status prepare(okr_db *db, const char *condition, sqlite3_stmt **select,
                          okr_error *err)
{
    struct fence fence = {0};
    okr_text sql = {0};
    const char *rest = NULL;
    okr_status status = OKR_OK;

    okr_text_addf(&sql, "SELECT fid FROM measure WHERE (\n%s" AFTER, condition);
    status = okr_text_check(&sql, err);
    if (status == OKR_OK) {
        (void)sqlite3_set_authorizer(db->handle, authorize, &fence);
        if (sqlite3_prepare_v2(db->handle, okr_text_str(&sql), -1, select, &rest) != SQLITE_OK)
            status = explain(db, &fence, condition, err);
        else if (*rest != '\0')
            status = okr_fail(err, OKR_ERR_USAGE, _("condition '%s': it is more than one"),
                              condition);
        (void)sqlite3_set_authorizer(db->handle, NULL, NULL);
    }
    okr_text_done(&sql);
    return status;
}

okr_status okr_store_where(const char *path, const char *condition, okr_measure_fn *visit,
                           void *user, okr_error *err)
{
    okr_db db = {0};
    sqlite3_stmt *select = NULL;
    bool row = true;
    okr_status status = okr_db_open(&db, path, err);

    if (status == OKR_OK)
        status = add_functions(&db, err);
    if (status == OKR_OK)
        status = prepare(&db, condition, &select, err);
    while (status == OKR_OK) {
        status = okr_db_step(&db, select, &row, err);
        if (status != OKR_OK || !row)
            break;
        status = visit(user, (size_t)sqlite3_column_int64(select, 0) - 1, err);
    }
    (void)sqlite3_finalize(select);
    okr_db_close(&db);
    return status;
}
