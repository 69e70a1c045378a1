/** @file
 * Styles of the layers, described once and written as QML (QGIS) and SLD (everybody else).
 */
#ifndef OKR_STORE_STYLE_H
#define OKR_STORE_STYLE_H

#include "store/db.h"
#include "store/facts.h"
#include "store/schema.h"

/** What a rule asks of a column. */
typedef enum okr_test_kind {
    OKR_TEST_IS,      /**< equals a word */
    OKR_TEST_OVER,    /**< greater than a number */
    OKR_TEST_UP_TO,   /**< at most a number */
    OKR_TEST_TRUE,    /**< a flag that is set */
    OKR_TEST_MISSING, /**< NULL */
    OKR_TEST_PRESENT, /**< not NULL */
} okr_test_kind;

/** One question to a row. */
typedef struct okr_test {
    okr_test_kind kind;
    const char *column;
    const char *word; /**< of OKR_TEST_IS */
    double number;    /**< of OKR_TEST_OVER and OKR_TEST_UP_TO */
} okr_test;

/** A sign on the map. */
typedef struct okr_sign {
    okr_shape shape; /**< point, line or area */
    const char
        *marker;      /**< circle, square, diamond, triangle, pentagon, hexagon, star, cross */
    double size_mm;   /**< of the marker */
    const char *fill; /**< "#rrggbb"; NULL: none */
    double opacity;   /**< of the fill, and of a line; 0..1 */
    bool hatched;     /**< the fill is of slanting lines */
    const char *stroke; /**< "#rrggbb" */
    double stroke_mm;
    bool dashed;
    double band_mm; /**< width of a pale band of the same colour along the stroke; 0: none */
    double ring_mm; /**< of a dashed grey ring round a marker, where ring_test holds; 0: none */
    okr_test ring_test;
} okr_sign;

enum { OKR_RULE_TESTS = 3 };

/** Rows that pass all tests get the sign. */
typedef struct okr_rule {
    const char *label; /**< of the legend; lives as long as the style */
    okr_test tests[OKR_RULE_TESTS];
    int count;              /**< of tests */
    double largest_scale_n; /**< drawn at 1:n and larger scales; 0: always */
    okr_sign sign;
} okr_rule;

/** Names on the map: rows that pass all tests are named at these scales. */
typedef struct okr_labelling {
    const char *expression; /**< of QGIS */
    const char *column;     /**< the same for SLD, which has no expressions */
    okr_test tests[OKR_RULE_TESTS];
    int count; /**< of tests */
    double size_pt;
    const char *colour;
    bool bold, italic;
    int wrap;                /**< characters of a line */
    double smallest_scale_n; /**< not drawn at 1:n and larger scales; 0: no such limit */
    double largest_scale_n;  /**< drawn at 1:n and larger scales; 0: always */
    int priority;            /**< 0..10: who gets the place when two names want it */
} okr_labelling;

/** One style. */
typedef struct okr_style {
    const okr_schema *table;
    const char *name; /**< shown in QGIS; at most 30 characters */
    bool is_default;
    const char *form;    /**< further elements of QML about the form; NULL: none */
    okr_shape shape;     /**< OKR_SHAPE_NONE for a table of attributes */
    const char *heading; /**< of the legend over the rules, NULL: none */
    const char *tip; /**< HTML with [% expressions %], shown under the pointer; NULL: none */
    const char *preview; /**< expression that names a row in lists and forms; NULL: none */
    bool spread;         /**< markers that hide each other are moved apart round their place;
                              the first rule is then only for the legend and for SLD */
    okr_vec rules;       /**< okr_rule */
    okr_vec labels;      /**< okr_labelling */
    okr_arena arena;     /**< owns labels and words that are made up */
} okr_style;

/** Begin a style. */
void okr_style_init(okr_style *style, const okr_schema *table, const char *name);

/** Release. */
void okr_style_done(okr_style *style);

/** Append a rule and return it; NULL with err filled. */
OKR_MUST_CHECK okr_rule *okr_style_rule(okr_style *style, const char *label, okr_sign sign,
                                        okr_error *err);

/** Add a test to a rule. */
void okr_rule_test(okr_rule *rule, okr_test test);

/** Append a labelling, a copy of `labels`. */
OKR_MUST_CHECK okr_status okr_style_label(okr_style *style, okr_labelling labels,
                                          okr_error *err);

/** Words of a style, title of a form: in the language of the file that `programme` is saved as,
 * else in the one there is. */
const char *okr_style_say(const okr_programme *programme, okr_titles titles);

/** Append the whole QML document, with aliases and lists of words of all columns. */
void okr_style_qml(const okr_style *style, const okr_programme *programme, okr_text *qml);

/** Append the forms: aliases and value maps of the columns of a table. */
void okr_style_forms(const okr_schema *table, const okr_programme *programme, okr_text *qml);

/** Append tests as an expression of QGIS, escaped for XML; nothing when there are none. */
void okr_style_tests(const okr_test *tests, int count, okr_text *qml);

/** Append the symbols of all rules, numbered from 0. */
void okr_style_symbols(const okr_style *style, okr_text *qml);

/** Append a dot under that name, the middle of markers that are moved apart. */
void okr_style_dot(const char *name, okr_text *qml);

/** Append the labelling. */
void okr_style_labels(const okr_style *style, okr_text *qml);

/** Append the whole SLD document (1.1.0). */
void okr_style_sld(const okr_style *style, okr_text *sld);

/** What styles depend on. */
typedef struct okr_styling {
    okr_db *db; /**< its layers are written */
    const okr_programme *programme;
    const okr_facts *facts;
} okr_styling;

/** Takes a finished style; lent until it returns. */
typedef okr_status okr_style_fn(void *user, const okr_style *style, okr_error *err);

/** Make the styles of municipalities and agglomerations. */
OKR_MUST_CHECK okr_status okr_styles_of_territories(const okr_styling *styling,
                                                    okr_style_fn *take, void *user,
                                                    okr_error *err);

/** Make the style of settlements. */
OKR_MUST_CHECK okr_status okr_styles_of_settlements(const okr_styling *styling,
                                                    okr_style_fn *take, void *user,
                                                    okr_error *err);

/** Make the styles of the layers of locations. */
OKR_MUST_CHECK okr_status okr_styles_of_locations(const okr_styling *styling,
                                                  okr_style_fn *take, void *user,
                                                  okr_error *err);

/** Write table layer_styles with the styles of a file that is no workspace. */
OKR_MUST_CHECK okr_status okr_styles_write_list(okr_db *db, const okr_programme *programme,
                                                const okr_style *styles, size_t count,
                                                const char *stamp, okr_error *err);

/** Write table layer_styles: every layer with its styles, every other table with its form. */
OKR_MUST_CHECK okr_status okr_styles_write(okr_db *db, const okr_styling *styling,
                                           const char *stamp, okr_error *err);

#endif
