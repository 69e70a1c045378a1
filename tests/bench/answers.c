#include "answers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 512 };

/* Number of the column of a name in a line of CSV; -1 when it is not there. */
static int column_of(char *line, const char *name)
{
    int column = 0;

    for (char *at = strtok(line, ",\r\n"); at != NULL; at = strtok(NULL, ",\r\n"), column++)
        if (strcmp(at, name) == 0)
            return column;
    return -1;
}

static void read_row(char *line, int wanted, answers *out)
{
    char *at = strtok(line, ",\r\n");

    if (at == NULL || at[0] < '0' || at[0] > '9')
        return;
    (void)snprintf(out->ids[out->n], sizeof out->ids[0], "%s", at);
    for (int i = 0; i < wanted && at != NULL; i++)
        at = strtok(NULL, ",\r\n");
    out->values[out->n++] = at == NULL ? 0.0 : strtod(at, NULL);
}

bool answers_read(const char *path, const char *column, answers *out)
{
    char line[LINE];
    FILE *file = fopen(path, "r");
    int wanted = -1;

    out->n = 0;
    if (file == NULL)
        return false;
    if (fgets(line, sizeof line, file) != NULL)
        wanted = column_of(line, column);
    while (wanted > 0 && out->n < ANSWERS_MOST && fgets(line, sizeof line, file) != NULL)
        read_row(line, wanted, out);
    (void)fclose(file);
    return wanted > 0;
}

static size_t find(const answers *a, const char *id)
{
    size_t i = 0;

    while (i < a->n && strcmp(a->ids[i], id) != 0)
        i++;
    return i;
}

static void add_gap(answers_gap *sum, double ours, double theirs)
{
    double gap = fabs(ours - theirs);

    sum->total += ours;
    sum->apart += gap;
    sum->largest = fmax(sum->largest, gap / fmax(fabs(theirs), 1e3));
    sum->differ += gap > 0.0;
    sum->polygons++;
}

answers_gap answers_compare(const answers *ours, const answers *theirs)
{
    answers_gap sum = {0};

    for (size_t i = 0; i < ours->n; i++) {
        size_t at = find(theirs, ours->ids[i]);
        add_gap(&sum, ours->values[i], at < theirs->n ? theirs->values[at] : 0.0);
    }
    for (size_t i = 0; i < theirs->n; i++)
        if (find(ours, theirs->ids[i]) == ours->n)
            add_gap(&sum, 0.0, theirs->values[i]);
    return sum;
}
