/** @file
 * How tables become text: a form says what stands before the rows, in each of them, and behind
 * them.
 */
#ifndef OKR_VIEW_TABLE_FORM_H
#define OKR_VIEW_TABLE_FORM_H

#include "view/table.h"

#include <stdint.h>

/** A table that is being written. */
typedef struct okr_writing {
    const okr_table *table;
    bool russian;
    size_t columns;
    const okr_heading *headings; /**< of the table, by column */
    size_t *widths;              /**< owned, by column; of forms that align. NULL else */
    okr_text *names; /**< owned, by column; of forms that name each cell. NULL else */
} okr_writing;

/** A text that was met before: most cells repeat one. */
typedef struct okr_known {
    const char *text;
    size_t size;
    size_t trait; /**< what the form's okr_trait_fn says of it */
} okr_known;

enum { OKR_KNOWN_TEXTS = 512 /* a power of two */ };

/** What a form wants to know of a text once: its width, or whether it needs care (not 0). */
typedef size_t okr_trait_fn(const char *text, size_t size);

/** Writes the rows of a part. */
typedef struct okr_pen {
    okr_text out;
    okr_trait_fn *trait;
    okr_known known[OKR_KNOWN_TEXTS]; /**< by address; forgotten with the texts of a part */
} okr_pen;

/** okr_pen_know of a text that is met for the first time. */
void okr_pen_learn(const okr_pen *pen, const char *text, okr_known *known);

/** Size and trait of a text that stays where it is while a part is written. */
static inline const okr_known *okr_pen_know(okr_pen *pen, const char *text)
{
    const uintptr_t address = (uintptr_t)text;
    okr_known *known = &pen->known[(address ^ address >> 9) % OKR_KNOWN_TEXTS];

    if (known->text != text)
        okr_pen_learn(pen, text, known);
    return known;
}

/** A form. */
typedef struct okr_form {
    /** Fills what the others need; NULL: nothing. */
    okr_status (*begin)(okr_writing *writing, okr_error *err);
    void (*head)(const okr_writing *writing, okr_text *out);
    /** Writes one row; `number` is its own in the whole table. Runs in several threads. */
    void (*row)(const okr_writing *writing, const okr_cell *cells, size_t number, okr_pen *pen);
    void (*end)(const okr_writing *writing, okr_text *out); /**< NULL: nothing */
    okr_trait_fn *trait;
} okr_form;

/* table_data.c, table_text.c */
extern const okr_form okr_form_csv, okr_form_json, okr_form_text, okr_form_markdown;

#endif
