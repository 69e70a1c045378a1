#include "source/yaml_reader.h"

#include "base/i18n.h"
#include "base/number.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

long okr_yaml_line(const yaml_node_t *node)
{
    return (long)node->start_mark.line + 1;
}

okr_status okr_yaml_fail(const okr_yaml_reader *r, const yaml_node_t *node, okr_error *err,
                         const char *fmt, ...)
{
    char what[OKR_ERROR_TEXT / 2];
    va_list args;

    va_start(args, fmt);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): va_start stands above */
    (void)vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    if (r->path.size == 0)
        return okr_fail(err, OKR_ERR_FORMAT, _("%s, line %ld: %s"), r->manifest->name,
                        okr_yaml_line(node), what);
    return okr_fail(err, OKR_ERR_FORMAT, _("%s, line %ld, key '%s': %s"), r->manifest->name,
                    okr_yaml_line(node), okr_text_str(&r->path), what);
}

const char *okr_yaml_value(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : "";
}

size_t okr_yaml_enter(okr_yaml_reader *r, const char *key)
{
    const size_t before = r->path.size;

    okr_text_add(&r->path, before == 0 ? "" : ".");
    okr_text_add(&r->path, key);
    return before;
}

void okr_yaml_leave(okr_yaml_reader *r, size_t before)
{
    r->path.size = before;
    if (r->path.bytes != NULL)
        r->path.bytes[before] = '\0';
}

yaml_node_t *okr_yaml_node(okr_yaml_reader *r, int index)
{
    return yaml_document_get_node(&r->document, index);
}

bool okr_yaml_is_null(const yaml_node_t *node)
{
    const char *text = NULL;

    if (node->type != YAML_SCALAR_NODE || node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    text = (const char *)node->data.scalar.value;
    return text[0] == '\0' || strcmp(text, "~") == 0 || strcmp(text, "null") == 0;
}

/* The text of a scalar, borrowed from the document; NULL with err filled. */
const char *okr_yaml_scalar(const okr_yaml_reader *r, const yaml_node_t *node, okr_error *err)
{
    if (node->type != YAML_SCALAR_NODE) {
        (void)okr_yaml_fail(r, node, err, _("a single value is wanted here"));
        return NULL;
    }
    if (strlen((const char *)node->data.scalar.value) != node->data.scalar.length) {
        (void)okr_yaml_fail(r, node, err, _("a zero byte"));
        return NULL;
    }
    return (const char *)node->data.scalar.value;
}

const char *okr_yaml_keep(okr_yaml_reader *r, const char *text, okr_error *err)
{
    return text[0] == '\0' ? "" : okr_arena_strdup(&r->manifest->arena, text, err);
}

okr_status okr_yaml_text(okr_yaml_reader *r, const yaml_node_t *node, const char **out,
                         okr_error *err)
{
    const char *text = okr_yaml_scalar(r, node, err);

    if (text == NULL)
        return OKR_ERR_FORMAT;
    *out = okr_yaml_keep(r, okr_yaml_is_null(node) ? "" : text, err);
    return *out == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

okr_status okr_yaml_file(okr_yaml_reader *r, const yaml_node_t *node, const char **out,
                         okr_error *err)
{
    okr_text path = {0};
    okr_status status = okr_yaml_text(r, node, out, err);

    if (status != OKR_OK || !r->check_files || !okr_manifest_is_file(*out))
        return status;
    okr_manifest_resolve(r->manifest, *out, &path);
    status = okr_text_check(&path, err);
    if (status == OKR_OK && access(okr_text_str(&path), R_OK) != 0) {
        const int reason = errno;
        if (reason == ENOENT || reason == ENOTDIR)
            (void)okr_yaml_fail(r, node, err, _("there is no file '%s'"), okr_yaml_value(node));
        else
            (void)okr_yaml_fail(r, node, err, _("'%s' cannot be read: %s"),
                                okr_yaml_value(node), strerror(reason));
        status = OKR_ERR_FORMAT;
    }
    okr_text_done(&path);
    return status;
}

okr_status okr_yaml_date(okr_yaml_reader *r, const yaml_node_t *node, okr_date *out,
                         okr_error *err)
{
    const char *text = okr_yaml_scalar(r, node, err);

    if (text == NULL)
        return OKR_ERR_FORMAT;
    if (!okr_yaml_is_null(node) && !okr_date_parse(text, out))
        return okr_yaml_fail(r, node, err, _("'%s' is not a date"), okr_yaml_value(node));
    return OKR_OK;
}

okr_status okr_yaml_flag(okr_yaml_reader *r, const yaml_node_t *node, bool *out, okr_error *err)
{
    static const char *const words[2][4] = {{"false", "no", "0", "False"},
                                            {"true", "yes", "1", "True"}};
    const char *text = okr_yaml_scalar(r, node, err);

    if (text == NULL)
        return OKR_ERR_FORMAT;
    if (okr_yaml_is_null(node))
        return OKR_OK;
    for (size_t i = 0; i < 8; i++)
        if (strcmp(text, words[i / 4][i % 4]) == 0) {
            *out = i / 4 == 1;
            return OKR_OK;
        }
    return okr_yaml_fail(r, node, err, _("'%s' is neither true nor false"),
                         okr_yaml_value(node));
}

okr_status okr_yaml_whole(okr_yaml_reader *r, const yaml_node_t *node, long long *out,
                          okr_error *err)
{
    const char *text = okr_yaml_scalar(r, node, err);

    if (text == NULL)
        return OKR_ERR_FORMAT;
    if (!okr_number_parse_int(text, out))
        return okr_yaml_fail(r, node, err, _("'%s' is not a whole number"),
                             okr_yaml_value(node));
    return OKR_OK;
}

okr_status okr_yaml_rows(okr_yaml_reader *r, const yaml_node_t *node, okr_head_rows *out,
                         okr_error *err)
{
    const char *text = okr_yaml_scalar(r, node, err);

    if (text == NULL)
        return OKR_ERR_FORMAT;
    if (!okr_head_rows_parse(text, out))
        return okr_yaml_fail(r, node, err,
                             _("'%s' is not a row such as 3, or rows such as 3-4"),
                             okr_yaml_value(node));
    return OKR_OK;
}

okr_status okr_yaml_unknown_word(okr_yaml_reader *r, const yaml_node_t *node,
                                 const char *const *words, okr_error *err)
{
    okr_text what = {0};

    okr_text_addf(&what, _("'%s' is none of "), (const char *)node->data.scalar.value);
    for (size_t i = 0; words[i] != NULL; i++)
        okr_text_addf(&what, i == 0 ? "%s" : ", %s", words[i]);
    (void)okr_yaml_fail(r, node, err, "%s", okr_text_str(&what));
    okr_text_done(&what);
    return OKR_ERR_FORMAT;
}

bool okr_yaml_is_word(const char *text, const char *const *words)
{
    while (*words != NULL && strcmp(*words, text) != 0)
        words++;
    return *words != NULL;
}

okr_status okr_yaml_word(okr_yaml_reader *r, const yaml_node_t *node, const char *const *words,
                         const char **out, okr_error *err)
{
    okr_status status = okr_yaml_text(r, node, out, err);

    if (status != OKR_OK || (*out)[0] == '\0' || okr_yaml_is_word(*out, words))
        return status;
    return okr_yaml_unknown_word(r, node, words, err);
}
