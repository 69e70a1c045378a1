#include "model/theme.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char okr_theme_no_data[] = "#e3e3e3";
const okr_titles okr_theme_no_data_title = {"нет данных", "no data"};

/* clang-format off */
static const okr_theme themes[] = {
    {"measures", "n_listed", {"Число мероприятий", "Number of measures"},
     {"мероприятия, которые касаются территории", "measures that touch the territory"},
     OKR_THEME_COUNTS,
     {"#dfeaf5", "#b8d3ea", "#86b3d9", "#5390c4", "#2a6ba6", "#0e4479"}},
    {"completed", "completed_share", {"Доля завершённых", "Completed share"},
     {"от мероприятий, входящих в расчёт хода работ", "of measures that enter progress"},
     OKR_THEME_FIFTHS,
     {"#e2f1e4", "#addcb3", "#70bd82", "#379555", "#126b35", "#126b35"}},
    {"progress", "progress", {"Ход работ", "Physical progress"},
     {"среднее по мероприятиям, где он известен", "mean over the measures where it is known"},
     OKR_THEME_FIFTHS,
     {"#ebe6f3", "#c9bcdf", "#a28fc6", "#7a62aa", "#54378b", "#54378b"}},
    {"overdue", "n_overdue", {"Просрочено", "Overdue measures"},
     {"не завершены после планового срока", "not completed after their planned end"},
     OKR_THEME_COUNTS,
     {"#fbe5d6", "#f5c19f", "#e89764", "#cc6a34", "#a04716", "#702c08"}},
    {"served", "served_area_low", {"Обслужено площади, не менее", "Area served, at least"},
     {"в радиусе обслуживания мероприятий, достоверно", "within reach of measures, for certain"},
     OKR_THEME_FIFTHS,
     {"#dff1f1", "#a9d9d9", "#68b9ba", "#2c8f92", "#0b6266", "#0b6266"}},
    {"served_possible", "served_area_high",
     {"Обслужено площади, не более", "Area served, at most"},
     {"где бы ни стояли мероприятия с неточным местом", "wherever measures of vague place are"},
     OKR_THEME_FIFTHS,
     {"#dff1f1", "#a9d9d9", "#68b9ba", "#2c8f92", "#0b6266", "#0b6266"}},
};
/* clang-format on */

static const char *const palette[] = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255", "#555555",
};

/* clang-format off */
static const okr_word drawn_words[] = {
    {"existing", "существующие и строящиеся", "existing or being built"},
    {"planned", "планируемые", "planned"},
    {"dropped", "отменённые и выведенные", "cancelled or decommissioned"},
    {"unknown", "стадия не указана", "stage not known"},
};
/* clang-format on */

const okr_vocabulary okr_drawings = {"drawn", drawn_words, OKR_DRAWN_COUNT};

const okr_theme *okr_theme_at(size_t i)
{
    return i < sizeof themes / sizeof themes[0] ? &themes[i] : NULL;
}

const okr_theme *okr_theme_find(const char *code)
{
    for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++)
        if (strcmp(themes[i].code, code) == 0)
            return &themes[i];
    return NULL;
}

static void label_counts(okr_theme_class *class)
{
    const double from = class->over < 0.0 ? 0.0 : class->over + 1.0;

    if (from >= class->up_to)
        (void)snprintf(class->label_ru, OKR_THEME_LABEL, "%.0f", class->up_to);
    else
        (void)snprintf(class->label_ru, OKR_THEME_LABEL, "%.0f–%.0f", from, class->up_to);
    memcpy(class->label_en, class->label_ru, OKR_THEME_LABEL);
}

/* 1, 2, 5, 10, 20, 50 ...: each is the one before times 2, 2.5, 2. */
static double next_break(double value)
{
    const double lead = value / pow(10.0, floor(log10(value) + 1e-9));

    return lead > 1.5 && lead < 3.0 ? value * 2.5 : value * 2.0;
}

static int cut_counts(const okr_theme *theme, double maximum, okr_theme_class *classes)
{
    double breaks[OKR_THEME_CLASSES] = {0.0};
    int count = 1; /* breaks[0] is zero, the first class */

    for (double top = 1.0; maximum > breaks[count - 1]; top = next_break(top)) {
        if (count == OKR_THEME_CLASSES) /* the lowest break above zero makes room */
            memmove(&breaks[1], &breaks[2], (size_t)(--count - 1) * sizeof breaks[0]);
        breaks[count++] = top;
    }
    for (int i = 0; i < count; i++) {
        classes[i].over = i == 0 ? (double)-INFINITY : breaks[i - 1];
        classes[i].up_to = breaks[i];
        classes[i].colour = i == 0 ? "#ffffff" : theme->ramp[i - 1];
        label_counts(&classes[i]);
    }
    return count;
}

static int cut_fifths(const okr_theme *theme, okr_theme_class *classes)
{
    enum { FIFTHS = 5 };

    for (int i = 0; i < FIFTHS; i++) {
        classes[i].over = i == 0 ? (double)-INFINITY : (double)i / FIFTHS;
        classes[i].up_to = (double)(i + 1) / FIFTHS;
        classes[i].colour = theme->ramp[i];
        (void)snprintf(classes[i].label_ru, OKR_THEME_LABEL, "%d–%d %%", i * 20, i * 20 + 20);
        (void)snprintf(classes[i].label_en, OKR_THEME_LABEL, "%d–%d%%", i * 20, i * 20 + 20);
    }
    return FIFTHS;
}

int okr_theme_classes(const okr_theme *theme, double maximum,
                      okr_theme_class classes[OKR_THEME_CLASSES])
{
    return theme->rule == OKR_THEME_FIFTHS ? cut_fifths(theme, classes)
                                           : cut_counts(theme, maximum, classes);
}

okr_drawn okr_drawn_of(okr_lifecycle lifecycle)
{
    switch (lifecycle) {
    case OKR_LIFECYCLE_IDENTIFICATION:
    case OKR_LIFECYCLE_PREPARATION:
        return OKR_DRAWN_PLANNED;
    case OKR_LIFECYCLE_IMPLEMENTATION:
    case OKR_LIFECYCLE_COMPLETION:
    case OKR_LIFECYCLE_MAINTENANCE:
    case OKR_LIFECYCLE_DECOMMISSIONING:
        return OKR_DRAWN_EXISTING;
    case OKR_LIFECYCLE_DECOMMISSIONED:
    case OKR_LIFECYCLE_CANCELLED:
        return OKR_DRAWN_DROPPED;
    case OKR_LIFECYCLE_UNKNOWN:
    case OKR_LIFECYCLE_COUNT:
        break;
    }
    return OKR_DRAWN_UNKNOWN;
}

const char *okr_palette_colour(size_t i)
{
    return palette[i % (sizeof palette / sizeof palette[0])];
}
