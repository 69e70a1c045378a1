#include "test.h"

#include "folder.h"

#include "source/read.h"

#include <stdio.h>
#include <stdlib.h>

static char folder[64];

const char *folder_path(const char *name)
{
    static char path[2][160];
    static int turn = 0;

    turn = 1 - turn;
    (void)snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

void folder_write(const char *name, const char *text)
{
    FILE *file = fopen(folder_path(name), "wb");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

void folder_manifest(const char *sources, const char *more)
{
    okr_text yaml = {0};

    okr_text_add(&yaml, "okrug: 1\n"
                        "title: {ru: Программа, en: Programme}\n"
                        "status_date: 2022-12-31\n"
                        "boundary_set: {path: b.geojson, join: {oktmo: code}}\n"
                        "sources:\n"
                        "  municipalities: {path: municipalities.csv}\n"
                        "  measures: {path: measures.csv}\n"
                        "  locations: {path: locations.csv}\n");
    okr_text_add(&yaml, sources);
    okr_text_add(&yaml, more);
    folder_write("okrug.yaml", okr_text_str(&yaml));
    okr_text_done(&yaml);
}

/* Two squares beside each other, 86..87 and 87..88 by 55..56. */
static const char boundaries[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"01701000\",\"name\":\"Первый городской "
    "округ\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[86,55],[87,55],[87,56],"
    "[86,56],[86,55]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"01602000\",\"name\":\"ВТОРОЙ  "
    "муниципальный район\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[87,55],"
    "[88,55],[88,56],[87,56],[87,55]]]}}]}";

int folder_setup(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/okrug-read-XXXXXX");
    if (mkdtemp(folder) == NULL)
        return -1;
    folder_manifest("", "");
    folder_write("b.geojson", boundaries);
    folder_write("municipalities.csv", "oktmo,name_ru,type,population\n"
                                       "01701000,Первый городской округ,urban_okrug,1000\n"
                                       "01602000,Второй муниципальный район,,\n");
    folder_write("measures.csv", "measure_id,title_ru,kind,status\n"
                                 "a,Школа,school,completion\n"
                                 "b,Дорога,road,\n");
    folder_write("locations.csv", "measure_id,lon,lat,wkt,oktmo\n"
                                  "a,86.5,55.5,,\n"
                                  "b,,,\"LINESTRING (86.5 55.5, 87.5 55.5)\",\n"
                                  "b,,,,01602000\n");
    return 0;
}

int folder_teardown(void **state)
{
    char command[128];

    (void)state;
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command); /* NOLINT(cert-env33-c): a fixed command on our own folder */
}

okr_status folder_read(okr_programme *programme, const char *replacement, okr_error *err)
{
    okr_programme_init(programme);
    return okr_source_read(folder, NULL, programme, replacement, err);
}

void folder_findings(const okr_programme *programme, okr_text *out)
{
    for (size_t i = 0; i < programme->findings.count; i++) {
        const okr_finding *f = OKR_FINDING(programme, i);
        okr_text_addf(out, "%s %s ", f->code, f->table);
        okr_programme_where(programme, f->row, out);
        okr_text_addf(out, " [%s] %s='%s'\n", f->item, f->column, f->value);
    }
}

void folder_read_ok(okr_programme *programme)
{
    okr_error err = {0};

    assert_ok(folder_read(programme, NULL, &err));
}

void folder_refused(const char *message)
{
    okr_error err = {0};
    okr_programme p;

    assert_fails_with(folder_read(&p, NULL, &err), OKR_ERR_FORMAT, message);
    okr_programme_done(&p);
}

void folder_finds(const char *expected)
{
    okr_programme p;
    okr_text findings = {0};

    folder_read_ok(&p);
    folder_findings(&p, &findings);
    assert_string_equal(okr_text_str(&findings), expected);
    okr_text_done(&findings);
    okr_programme_done(&p);
}
