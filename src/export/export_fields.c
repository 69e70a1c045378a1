#include "export/export_fields.h"

#include "base/text.h"
#include "base/utf8.h"
#include "view/table.h"

#include <string.h>

enum { SHEET_LETTERS = 31 };

/* Append at most n letters of a text. */
static void add_letters(okr_text *text, const char *from, size_t n)
{
    const char *end = from + strlen(from);

    for (size_t i = 0; i < n && from < end; i++)
        okr_text_add_code(text, okr_utf8_next(&from, end));
}

static size_t letters(const char *text)
{
    const char *end = text + strlen(text);
    size_t n = 0;

    for (; text < end; n++)
        (void)okr_utf8_next(&text, end);
    return n;
}

void okr_export_sheet_name(const char *title, okr_text *name)
{
    okr_text clean = {0};

    for (const char *at = title; *at != '\0'; at++) {
        if (strchr("[]:*?/\\'", *at) == NULL)
            okr_text_add_n(&clean, at, 1);
        else if (at[1] != ' ')
            okr_text_add_n(&clean, " ", 1);
    }
    add_letters(name, okr_text_str(&clean), SHEET_LETTERS);
    okr_text_done(&clean);
}

/* What a column is called before names are shortened. */
static const char *wanted_name(const okr_export_naming *naming, const okr_column *column)
{
    if (naming->format->titled)
        return okr_titles_pick(column->title, naming->russian);
    /* What viewers of KML show as the name of a place. */
    if (strcmp(naming->format->name, "kml") == 0 &&
        (strcmp(column->name, naming->russian ? "title_ru" : "title_en") == 0 ||
         strcmp(column->name, naming->russian ? "name_ru" : "name_en") == 0))
        return "Name";
    return column->name;
}

static bool is_taken(const okr_vec *fields, const char *name)
{
    for (size_t i = 0; i < fields->count; i++)
        if (strcmp(OKR_AT(fields, okr_copy_field, i).name, name) == 0)
            return true;
    return false;
}

/* The name itself, else its beginning, else that with a number behind. */
static void find_name(const okr_export_naming *naming, const okr_vec *fields,
                      const char *wanted, okr_text *name)
{
    const size_t most = naming->format->name_letters;
    const size_t room = most == 0 ? letters(wanted) : most;

    add_letters(name, wanted, room);
    for (int number = 2; is_taken(fields, okr_text_str(name)); number++) {
        const size_t digits = number < 10 ? 2 : 3;
        okr_text_clear(name);
        add_letters(name, wanted, most == 0 ? room : most - digits);
        okr_text_addf(name, "_%d", number);
    }
}

/* One more field under a name of its own. */
typedef struct naming_job {
    const okr_export_naming *naming;
    okr_arena *arena;
    okr_vec *fields;
    okr_text *shortened;
} naming_job;

static okr_status add(const naming_job *job, const char *column, const char *wanted,
                      okr_error *err)
{
    okr_copy_field field = {.column = column};
    okr_text name = {0};

    find_name(job->naming, job->fields, wanted, &name);
    field.name = okr_text_copy(&name, job->arena, err);
    okr_text_done(&name);
    if (field.name == NULL)
        return OKR_ERR_NOMEM;
    if (strcmp(field.name, wanted) != 0)
        okr_text_addf(job->shortened, "%s%s → %s", job->shortened->size > 0 ? ", " : "", wanted,
                      field.name);
    return okr_vec_append(job->fields, &field, 1, err);
}

static bool is_geometry(const okr_column *column)
{
    return strcmp(column->name, "geom") == 0;
}

/* A drawing has one attribute: its layer, which is the kind of the measure. */
static okr_status draw_fields(const naming_job *job, const okr_schema *table, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < table->count && status == OKR_OK; i++)
        if (strcmp(table->columns[i].name, "kind") == 0 && table->geometry != NULL)
            status = add(job, "kind", "Layer", err);
    return status;
}

okr_status okr_export_fields(const okr_export_naming *naming, const okr_schema *table,
                             okr_arena *arena, okr_vec *fields, okr_text *shortened,
                             okr_error *err)
{
    const naming_job job = {naming, arena, fields, shortened};
    okr_status status = OKR_OK;

    if (naming->format->drawing)
        return draw_fields(&job, table, err);
    status = add(&job, "fid", naming->format->titled && naming->russian ? "№" : "fid", err);
    for (size_t i = 0; i < table->count && status == OKR_OK; i++)
        if (!is_geometry(&table->columns[i]))
            status =
                add(&job, table->columns[i].name, wanted_name(naming, &table->columns[i]), err);
    return status;
}
