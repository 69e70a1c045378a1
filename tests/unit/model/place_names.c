#include "place_names.h"

#include "test.h"

#include <stdlib.h>

FILE *place_table_open(const char *name)
{
    char path[PLACE_LINE];
    char heading[PLACE_LINE];
    FILE *table = NULL;

    (void)snprintf(path, sizeof path, "%s/tests/data/place_names/%s", OKRUG_SOURCE_DIR, name);
    table = fopen(path, "r");
    if (table == NULL || fgets(heading, sizeof heading, table) == NULL)
        fail_msg("cannot read %s", path);
    return table;
}

bool place_table_next(FILE *table, place_line *line)
{
    char *at = line->text;

    if (fgets(line->text, sizeof line->text, table) == NULL)
        return false;
    at[strcspn(at, "\n")] = '\0';
    for (int i = 0; i < PLACE_FIELDS; i++) {
        line->field[i] = at;
        at += strcspn(at, "\t");
        if (*at == '\t')
            *at++ = '\0';
    }
    return true;
}

int place_names_municipality(const place_names *names, const char *oktmo)
{
    for (int i = 0; i < names->municipalities; i++)
        if (strcmp(names->municipality[i], oktmo) == 0)
            return i;
    return -1;
}

static okr_status load_municipalities(place_names *names, okr_error *err)
{
    FILE *table = place_table_open("municipalities.tsv");
    okr_status status = OKR_OK;
    place_line line;

    while (status == OKR_OK && place_table_next(table, &line)) {
        const okr_gazetteer_municipality m = {.index = names->municipalities,
                                              .code = line.field[0],
                                              .former_code = line.field[1],
                                              .name = line.field[2],
                                              .short_name = line.field[3],
                                              .type = okr_place_type_of(line.field[4])};
        (void)snprintf(names->municipality[names->municipalities++], 16, "%s", line.field[0]);
        status = okr_gazetteer_add_municipality(names->gazetteer, &m, err);
    }
    (void)fclose(table);
    return status;
}

static okr_status load_settlements(place_names *names, okr_error *err)
{
    FILE *table = place_table_open("settlements.tsv");
    okr_status status = OKR_OK;
    place_line line;

    while (status == OKR_OK && place_table_next(table, &line)) {
        const okr_gazetteer_settlement s = {.index = names->settlements,
                                            .name = line.field[0],
                                            .type = okr_place_type_of(line.field[1]),
                                            .municipality =
                                                place_names_municipality(names, line.field[2]),
                                            .code = line.field[3]};
        (void)snprintf(names->settlement[names->settlements++], 64, "%s", line.field[0]);
        status = okr_gazetteer_add_settlement(names->gazetteer, &s, err);
    }
    (void)fclose(table);
    return status;
}

okr_status place_names_load(place_names *names, okr_error *err)
{
    okr_status status = okr_gazetteer_new(&names->gazetteer, err);

    names->municipalities = 0;
    names->settlements = 0;
    if (status == OKR_OK)
        status = load_municipalities(names, err);
    if (status == OKR_OK)
        status = load_settlements(names, err);
    return status;
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void write_candidates(const place_names *names, const okr_place_result *r, char *out,
                             size_t size)
{
    const char *codes[OKR_PLACE_CANDIDATES];
    int n =
        r->candidate_count < OKR_PLACE_CANDIDATES ? r->candidate_count : OKR_PLACE_CANDIDATES;

    for (int i = 0; i < n; i++)
        codes[i] = names->municipality[r->candidates[i].municipality];
    qsort(codes, (size_t)n, sizeof codes[0], compare_codes);
    (void)snprintf(out, size, "?");
    for (int i = 0; i < n; i++)
        (void)snprintf(out + strlen(out), size - strlen(out), "%s%s", i > 0 ? "+" : "",
                       codes[i]);
}

void place_names_write(const place_names *names, const okr_place_result *r, char *out,
                       size_t size)
{
    if (r->status == OKR_PLACE_NONE)
        (void)snprintf(out, size, "-");
    else if (r->status == OKR_PLACE_AMBIGUOUS)
        write_candidates(names, r, out, size);
    else if (r->place.kind == OKR_PLACE_SETTLEMENT)
        (void)snprintf(out, size, "%s/%s", names->municipality[r->place.municipality],
                       names->settlement[r->place.index]);
    else
        (void)snprintf(out, size, "%s", names->municipality[r->place.municipality]);
}
