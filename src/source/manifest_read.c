/* okrug.yaml by libyaml's documents. */
#include "source/manifest.h"

#include "base/i18n.h"
#include "source/manifest_schema.h"
#include "source/yaml_map.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static okr_status read_root(okr_yaml_reader *r, okr_error *err)
{
    okr_manifest *manifest = r->manifest;
    const yaml_node_t *root = yaml_document_get_root_node(&r->document);
    okr_status status = OKR_OK;

    if (root == NULL)
        return okr_fail(err, OKR_ERR_FORMAT, _("%s: the file is empty"), manifest->name);
    status = okr_yaml_map(r, root, okr_manifest_keys, manifest, err);
    if (status == OKR_OK && manifest->version != 1)
        return okr_fail(err, OKR_ERR_FORMAT, _("%s: version %lld of the format is not known"),
                        manifest->name, manifest->version);
    if (status == OKR_OK && manifest->crs[0] == '\0')
        manifest->crs = "EPSG:4326";
    if (status == OKR_OK && manifest->boundaries.path[0] != '\0' &&
        manifest->boundaries.join_oktmo[0] == '\0' && manifest->boundaries.join_name[0] == '\0')
        return okr_fail(err, OKR_ERR_FORMAT,
                        _("%s, line %ld, key 'boundary_set.join': state oktmo or name"),
                        manifest->name, manifest->boundaries.line);
    return status;
}

static okr_status bad_yaml(const okr_manifest *manifest, const yaml_parser_t *parser,
                           okr_error *err)
{
    return okr_fail(err, OKR_ERR_FORMAT, _("%s, line %zu: %s"), manifest->name,
                    parser->problem_mark.line + 1,
                    parser->problem == NULL ? _("this is no YAML") : parser->problem);
}

static okr_status parse(okr_yaml_reader *r, const char *yaml, size_t n, okr_error *err)
{
    yaml_parser_t parser;
    okr_status status = OKR_OK;

    if (yaml_parser_initialize(&parser) == 0)
        return okr_fail_nomem(err);
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml, n);
    if (yaml_parser_load(&parser, &r->document) == 0) {
        status = bad_yaml(r->manifest, &parser, err);
    } else {
        status = read_root(r, err);
        yaml_document_delete(&r->document);
    }
    yaml_parser_delete(&parser);
    return status;
}

/* As okr_manifest_parse, of a manifest that has its folder already. */
static okr_status parse_into(okr_manifest *manifest, const char *yaml, size_t n,
                             bool check_files, okr_error *err)
{
    okr_yaml_reader r = {.manifest = manifest, .check_files = check_files};
    okr_status status = parse(&r, yaml, n, err);

    if (status == OKR_OK)
        status = okr_text_check(&r.path, err);
    okr_text_done(&r.path);
    return status;
}

okr_status okr_manifest_parse(const char *yaml, size_t n, const char *folder,
                              okr_manifest *manifest, okr_error *err)
{
    okr_manifest_init(manifest);
    if (folder != NULL)
        manifest->folder = okr_arena_strdup(&manifest->arena, folder, err);
    if (manifest->folder == NULL)
        return OKR_ERR_NOMEM;
    return parse_into(manifest, yaml, n, folder != NULL, err);
}

static bool is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Sets folder and name, and appends the path of the yaml file itself. */
static okr_status find_file(okr_manifest *manifest, const char *path, okr_text *file,
                            okr_error *err)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - path) + 1;

    okr_text_add(file, path);
    if (is_folder(path)) {
        folder = strlen(path);
        okr_text_add(file, "/okrug.yaml");
    } else if (slash != NULL) {
        manifest->name = okr_arena_strdup(&manifest->arena, slash + 1, err);
    } else {
        manifest->name = okr_arena_strdup(&manifest->arena, path, err);
    }
    manifest->folder = okr_arena_strndup(&manifest->arena, path, folder, err);
    if (manifest->name == NULL || manifest->folder == NULL)
        return OKR_ERR_NOMEM;
    return okr_text_check(file, err);
}

static okr_status load(const char *path, okr_text *bytes, okr_error *err)
{
    char block[4096];
    size_t n = 0;
    FILE *file = fopen(path, "rb");
    okr_status status = OKR_OK;

    if (file == NULL)
        return okr_fail(err, OKR_ERR_IO, _("'%s' cannot be read: %s"), path, strerror(errno));
    while ((n = fread(block, 1, sizeof block, file)) > 0)
        okr_text_add_n(bytes, block, n);
    if (ferror(file) != 0)
        status = okr_fail(err, OKR_ERR_IO, _("'%s' cannot be read: %s"), path, strerror(errno));
    (void)fclose(file);
    return status == OKR_OK ? okr_text_check(bytes, err) : status;
}

okr_status okr_manifest_read(const char *path, okr_manifest *manifest, okr_error *err)
{
    okr_text file = {0}, bytes = {0};
    okr_status status = OKR_OK;

    okr_manifest_init(manifest);
    status = find_file(manifest, path, &file, err);
    if (status == OKR_OK)
        status = load(okr_text_str(&file), &bytes, err);
    if (status == OKR_OK)
        status = parse_into(manifest, okr_text_str(&bytes), bytes.size, true, err);
    okr_text_done(&file);
    okr_text_done(&bytes);
    return status;
}
