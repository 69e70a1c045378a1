#include "source/yaml_map.h"

#include "base/i18n.h"
#include "base/number.h"
#include "source/suggest.h"

#include <string.h>

enum { MOST_NAMES = 64 };

static okr_status need_type(okr_yaml_reader *r, const yaml_node_t *node, yaml_node_type_t type,
                            okr_error *err)
{
    if (node->type == type)
        return OKR_OK;
    if (type == YAML_MAPPING_NODE)
        return okr_yaml_fail(r, node, err, _("keys with values are wanted here"));
    return okr_yaml_fail(r, node, err, _("a list is wanted here"));
}

static okr_status unknown_key(okr_yaml_reader *r, const yaml_node_t *node,
                              const char *const *names, size_t count, okr_error *err)
{
    const char *typed = (const char *)node->data.scalar.value;
    const char *near = okr_suggest(typed, names, count);

    if (near == NULL)
        return okr_yaml_fail(r, node, err, _("unknown key '%s'"), typed);
    return okr_yaml_fail(r, node, err, _("unknown key '%s'; did you mean '%s'?"), typed, near);
}

/* The key of a pair as text, refused when an earlier pair has it too. */
static const char *pair_key(okr_yaml_reader *r, const yaml_node_t *map,
                            const yaml_node_pair_t *pair, okr_error *err)
{
    const char *name = okr_yaml_scalar(r, okr_yaml_node(r, pair->key), err);

    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start; name != NULL && p < pair;
         p++)
        if (strcmp((const char *)okr_yaml_node(r, p->key)->data.scalar.value, name) == 0) {
            (void)okr_yaml_fail(r, okr_yaml_node(r, pair->key), err,
                                _("'%s' stands there twice"),
                                okr_yaml_value(okr_yaml_node(r, pair->key)));
            return NULL;
        }
    return name;
}

static okr_status read_list(okr_yaml_reader *r, const yaml_node_t *node,
                            const okr_yaml_key *key, okr_vec *out, okr_error *err)
{
    okr_status status = need_type(r, node, YAML_SEQUENCE_NODE, err);

    if (status != OKR_OK)
        return status;
    for (const yaml_node_item_t *i = node->data.sequence.items.start;
         i < node->data.sequence.items.top && status == OKR_OK; i++) {
        void *item = okr_vec_push(out, err);
        status = item == NULL ? OKR_ERR_NOMEM
                              : okr_yaml_map(r, okr_yaml_node(r, *i), key->map, item, err);
    }
    return status;
}

static okr_status read_source(okr_yaml_reader *r, const yaml_node_t *node, const char *table,
                              const okr_yaml_key *key, okr_error *err)
{
    okr_manifest_source *source = okr_vec_push(&r->manifest->sources, err);

    if (source == NULL)
        return OKR_ERR_NOMEM;
    source->columns = OKR_VEC(okr_manifest_pair);
    source->values = OKR_VEC(okr_manifest_pair);
    source->line = okr_yaml_line(node);
    source->table = okr_yaml_keep(r, table, err);
    return source->table == NULL ? OKR_ERR_NOMEM : okr_yaml_map(r, node, key->map, source, err);
}

static okr_status read_sources(okr_yaml_reader *r, const yaml_node_t *node, const char *table,
                               const okr_yaml_key *key, okr_error *err)
{
    okr_status status = OKR_OK;

    if (node->type != YAML_SEQUENCE_NODE)
        return read_source(r, node, table, key, err);
    for (const yaml_node_item_t *i = node->data.sequence.items.start;
         i < node->data.sequence.items.top && status == OKR_OK; i++)
        status = read_source(r, okr_yaml_node(r, *i), table, key, err);
    return status;
}

static okr_status read_tables(okr_yaml_reader *r, const yaml_node_t *map,
                              const okr_yaml_key *key, okr_error *err)
{
    size_t count = 0;
    okr_status status = need_type(r, map, YAML_MAPPING_NODE, err);

    while (okr_manifest_tables[count] != NULL)
        count++;
    if (status != OKR_OK)
        return status;
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start;
         p < map->data.mapping.pairs.top && status == OKR_OK; p++) {
        const char *name = pair_key(r, map, p, err);
        size_t before = 0;
        if (name == NULL)
            return OKR_ERR_FORMAT;
        if (!okr_yaml_is_word(name, okr_manifest_tables))
            return unknown_key(r, okr_yaml_node(r, p->key), okr_manifest_tables, count, err);
        before = okr_yaml_enter(r, name);
        status = read_sources(r, okr_yaml_node(r, p->value), name, key, err);
        okr_yaml_leave(r, before);
    }
    return status;
}

/* "2 km", "500 m" in metres. */
static bool parse_distance(const char *text, double *metres)
{
    const size_t n = strlen(text);
    const size_t unit = n >= 2 && strcmp(text + n - 2, "km") == 0 ? 2 : 1;
    char number[OKR_NUMBER_TEXT];

    if (n <= unit || text[n - 1] != 'm' || n - unit >= sizeof number)
        return false;
    memcpy(number, text, n - unit);
    number[n - unit] = '\0';
    if (!okr_number_parse(number, metres) || *metres < 0)
        return false;
    *metres *= unit == 2 ? 1000.0 : 1.0;
    return true;
}

static okr_status read_pair_value(okr_yaml_reader *r, const yaml_node_t *node,
                                  const okr_yaml_key *key, okr_manifest_pair *pair,
                                  okr_error *err)
{
    okr_status status = okr_yaml_text(r, node, &pair->text, err);

    if (status != OKR_OK)
        return status;
    if (key->type == OKR_YAML_DISTANCES && !parse_distance(pair->text, &pair->number))
        return okr_yaml_fail(r, node, err, _("'%s' is not a distance such as 2 km or 500 m"),
                             okr_yaml_value(node));
    if (key->type == OKR_YAML_NUMBERS &&
        (!okr_number_parse(pair->text, &pair->number) || pair->number < 0))
        return okr_yaml_fail(r, node, err, _("'%s' is not a number of metres"),
                             okr_yaml_value(node));
    if (key->type == OKR_YAML_RULES && !okr_yaml_is_word(pair->text, key->words))
        return okr_yaml_unknown_word(r, node, key->words, err);
    if (pair->text[0] == '\0')
        return okr_yaml_fail(r, node, err, _("a value is wanted here"));
    return OKR_OK;
}

static okr_status read_pair(okr_yaml_reader *r, const yaml_node_pair_t *p, const char *name,
                            const okr_yaml_key *key, okr_vec *out, okr_error *err)
{
    okr_manifest_pair *pair = okr_vec_push(out, err);
    const size_t before = okr_yaml_enter(r, name);
    okr_status status = OKR_ERR_NOMEM;

    if (pair == NULL)
        return OKR_ERR_NOMEM;
    pair->line = okr_yaml_line(okr_yaml_node(r, p->key));
    pair->key = okr_yaml_keep(r, name, err);
    if (pair->key != NULL)
        status = read_pair_value(r, okr_yaml_node(r, p->value), key, pair, err);
    okr_yaml_leave(r, before);
    return status;
}

static okr_status read_pairs(okr_yaml_reader *r, const yaml_node_t *map,
                             const okr_yaml_key *key, okr_vec *out, okr_error *err)
{
    okr_status status = need_type(r, map, YAML_MAPPING_NODE, err);

    if (status != OKR_OK)
        return status;
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start;
         p < map->data.mapping.pairs.top && status == OKR_OK; p++) {
        const char *name = pair_key(r, map, p, err);
        if (name == NULL)
            return OKR_ERR_FORMAT;
        if (key->type == OKR_YAML_NUMBERS && !okr_yaml_is_word(name, key->words))
            return okr_yaml_unknown_word(r, okr_yaml_node(r, p->key), key->words, err);
        status = read_pair(r, p, name, key, out, err);
    }
    return status;
}

static okr_status read_value(okr_yaml_reader *r, const yaml_node_t *node,
                             const okr_yaml_key *key, void *at, okr_error *err)
{
    switch (key->type) {
    case OKR_YAML_TEXT:
        return okr_yaml_text(r, node, at, err);
    case OKR_YAML_FILE:
        return okr_yaml_file(r, node, at, err);
    case OKR_YAML_WORD:
        return okr_yaml_word(r, node, key->words, at, err);
    case OKR_YAML_DATE:
        return okr_yaml_date(r, node, at, err);
    case OKR_YAML_FLAG:
        return okr_yaml_flag(r, node, at, err);
    case OKR_YAML_WHOLE:
        return okr_yaml_whole(r, node, at, err);
    case OKR_YAML_ROWS:
        return okr_yaml_rows(r, node, at, err);
    case OKR_YAML_MAP:
        return okr_yaml_map(r, node, key->map, at, err);
    case OKR_YAML_LIST:
        return read_list(r, node, key, at, err);
    case OKR_YAML_TABLES:
        return read_tables(r, node, key, err);
    case OKR_YAML_TEXTS:
    case OKR_YAML_DISTANCES:
    case OKR_YAML_NUMBERS:
    case OKR_YAML_RULES:
        break;
    }
    return read_pairs(r, node, key, at, err);
}

static const okr_yaml_key *find_key(const okr_yaml_key *keys, const char *name)
{
    while (keys->name != NULL && strcmp(keys->name, name) != 0)
        keys++;
    return keys->name == NULL ? NULL : keys;
}

static okr_status refuse_key(okr_yaml_reader *r, const yaml_node_t *node,
                             const okr_yaml_key *keys, okr_error *err)
{
    const char *names[MOST_NAMES];
    size_t count = 0;

    for (; keys->name != NULL && count < MOST_NAMES; keys++)
        names[count++] = keys->name;
    return unknown_key(r, node, names, count, err);
}

/* Text that no key has set is "", never NULL. */
static void set_empty(const okr_yaml_key *keys, unsigned char *base)
{
    static const char *const empty = "";

    for (; keys->name != NULL; keys++) {
        if (keys->type == OKR_YAML_TEXT || keys->type == OKR_YAML_FILE ||
            keys->type == OKR_YAML_WORD)
            memcpy(base + keys->offset, (const void *)&empty, sizeof empty);
        else if (keys->type == OKR_YAML_MAP)
            set_empty(keys->map, base + keys->offset);
    }
}

static okr_status need_required(okr_yaml_reader *r, const yaml_node_t *map,
                                const okr_yaml_key *keys, okr_error *err)
{
    for (; keys->name != NULL; keys++) {
        bool found = !keys->required;
        for (const yaml_node_pair_t *p = map->data.mapping.pairs.start;
             p < map->data.mapping.pairs.top && !found; p++)
            found = !okr_yaml_is_null(okr_yaml_node(r, p->value)) &&
                    strcmp((const char *)okr_yaml_node(r, p->key)->data.scalar.value,
                           keys->name) == 0;
        if (!found)
            return okr_yaml_fail(r, map, err, _("key '%s' is missing"), keys->name);
    }
    return OKR_OK;
}

static void note_line(const yaml_node_t *node, const okr_yaml_key *key, unsigned char *map)
{
    const long line = okr_yaml_line(node);

    if (key->line_offset > 0)
        memcpy(map + key->line_offset, &line, sizeof line);
}

okr_status okr_yaml_map(okr_yaml_reader *r, const yaml_node_t *map, const okr_yaml_key *keys,
                        void *base, okr_error *err)
{
    unsigned char *at = base;
    okr_status status = need_type(r, map, YAML_MAPPING_NODE, err);

    set_empty(keys, at);
    if (status != OKR_OK)
        return status;
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start;
         p < map->data.mapping.pairs.top && status == OKR_OK; p++) {
        const char *name = pair_key(r, map, p, err);
        const okr_yaml_key *key = name == NULL ? NULL : find_key(keys, name);
        size_t before = 0;
        if (name == NULL)
            return OKR_ERR_FORMAT;
        if (key == NULL)
            return refuse_key(r, okr_yaml_node(r, p->key), keys, err);
        before = okr_yaml_enter(r, name);
        note_line(okr_yaml_node(r, p->key), key, at + key->offset);
        status = read_value(r, okr_yaml_node(r, p->value), key, at + key->offset, err);
        okr_yaml_leave(r, before);
    }
    return status == OKR_OK ? need_required(r, map, keys, err) : status;
}
