/** @file
 * Maps of a YAML document into structs, key by key along a table. For manifest_read.c only.
 */
#ifndef OKR_SOURCE_YAML_MAP_H
#define OKR_SOURCE_YAML_MAP_H

#include "source/manifest_schema.h"
#include "source/yaml_reader.h"

/**
 * Read a map into the struct that its keys describe.
 *
 * @param keys  up to one without a name; a key that is in none of them, that stands twice or
 *              that is required and missing is an error
 * @param base  the struct; text that no key sets becomes ""
 * @return OKR_ERR_FORMAT with file, line and key, OKR_ERR_NOMEM
 */
OKR_MUST_CHECK okr_status okr_yaml_map(okr_yaml_reader *r, const yaml_node_t *map,
                                       const okr_yaml_key *keys, void *base, okr_error *err);

#endif
