/* The bar on a terminal: how far, how fast, how long still. */
#include "command.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { BAR_CELLS = 30, STAGE = 64 };

/* A terminal is redrawn so often, seconds. */
#define REDRAW_S 0.1

/* What is under way, since when, and when it was drawn. */
static struct {
    char stage[STAGE];
    double since_s, drawn_s;
} work;

static double now_s(void)
{
    struct timespec t = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

bool okr_draw_progress(void *user, const char *stage, double fraction)
{
    const int cells = fraction < 0 ? 0 : (int)(fraction * BAR_CELLS);

    (void)user;
    if (fraction >= 1.0)
        (void)fprintf(stderr, "\r\033[K");
    else if (fraction < 0)
        (void)fprintf(stderr, "\r%s\033[K", stage);
    else
        (void)fprintf(stderr, "\r%s [%.*s%*s] %3d %%\033[K", stage, cells,
                      "##############################", BAR_CELLS - cells, "",
                      (int)(fraction * 100));
    (void)fflush(stderr);
    return true;
}

/* "950/s", "12.3 k/s", "1.2 M/s" */
static void print_rate(double per_s)
{
    if (per_s < 1e3)
        (void)fprintf(stderr, "  %.0f/s", per_s);
    else if (per_s < 1e6)
        (void)fprintf(stderr, "  %.1f k/s", 1e-3 * per_s);
    else
        (void)fprintf(stderr, "  %.1f M/s", 1e-6 * per_s);
}

bool okr_draw_count(void *user, const char *stage, double done, double total)
{
    const double now = now_s();
    double per_s = 0.0;

    if (strncmp(work.stage, stage, STAGE - 1) != 0) {
        (void)snprintf(work.stage, STAGE, "%s", stage);
        work.since_s = now;
    } else if (now - work.drawn_s < REDRAW_S && (total <= 0.0 || done < total)) {
        return true;
    }
    work.drawn_s = now;
    (void)okr_draw_progress(user, stage, total > 0.0 && done < total ? done / total : -1.0);
    if (done <= 0.0 || now <= work.since_s)
        return true;
    per_s = done / (now - work.since_s);
    print_rate(per_s);
    if (total > done) {
        const long left_s = (long)((total - done) / per_s + 0.5);
        (void)fprintf(stderr, _(", %ld:%02ld left"), left_s / 60, left_s % 60);
    }
    (void)fflush(stderr);
    return true;
}
