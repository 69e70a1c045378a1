#include "sheet/sheet.h"

#include "view/table.h"

#include <stdlib.h>
#include <string.h>

bool okr_sheet_is_themed(const okr_sheet *sheet, const okr_map_job *job)
{
    return sheet->kind != OKR_SHEET_MUNICIPALITY || strcmp(job->theme->code, "measures") != 0;
}

static okr_status find_members(okr_sheet *sheet, const okr_map_job *job, okr_error *err)
{
    const size_t n = job->programme->municipalities.count;

    sheet->member = calloc(n + 1, sizeof *sheet->member);
    if (sheet->member == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < n; i++)
        sheet->member[i] = sheet->kind == OKR_SHEET_OVERVIEW ||
                           (sheet->kind == OKR_SHEET_MUNICIPALITY && (int)i == sheet->index);
    if (sheet->kind == OKR_SHEET_AGGLOMERATION) {
        const okr_bucket members = okr_buckets_at(&job->members, sheet->index);
        for (size_t i = 0; i < members.count; i++) {
            const int m = OKR_MEMBER(job->programme, members.rows[i])->municipality;
            if (m >= 0)
                sheet->member[m] = true;
        }
    }
    return OKR_OK;
}

/* "2021–2022" or one end of it. */
static void add_period(const okr_map_job *job, okr_text *text)
{
    const bool russian = job->options->russian;
    const okr_programme *p = job->programme;

    okr_map_date(text, p->period_start, russian);
    if (okr_date_compare(p->period_start, p->period_end) != 0) {
        okr_text_add(text, "–");
        okr_map_date(text, p->period_end, russian);
    }
}

static okr_status make_titles(okr_sheet *sheet, const okr_map_job *job, okr_error *err)
{
    const okr_programme *p = job->programme;
    const bool russian = job->options->russian;
    okr_text text = {0};

    if (sheet->kind == OKR_SHEET_OVERVIEW)
        sheet->title = job->region;
    else if (sheet->kind == OKR_SHEET_AGGLOMERATION)
        sheet->title = okr_map_pick(job, OKR_AGGLOMERATION(p, sheet->index)->title);
    else
        sheet->title = okr_sheet_name(job, sheet->index, false);
    if (job->kind >= 0)
        okr_text_addf(&text, "%s. ", okr_map_pick(job, OKR_KIND(p, job->kind)->title));
    okr_text_add(&text, russian ? "Период " : "Period ");
    add_period(job, &text);
    if (p->status_date.precision != OKR_DATE_NONE) {
        okr_text_add(&text, russian ? ", состояние на " : ", as of ");
        okr_map_date(&text, p->status_date, russian);
    }
    sheet->subtitle = okr_sheet_keep(sheet, &text, err);
    okr_text_done(&text);
    return sheet->subtitle == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

okr_status okr_sheet_make(okr_sheet *sheet, const okr_map_job *job, okr_sheet_kind kind,
                          int index, okr_error *err)
{
    okr_status status = OKR_OK;

    *sheet = (okr_sheet){.kind = kind,
                         .index = index,
                         .number = 1,
                         .rows = OKR_VEC(okr_sheet_row),
                         .marks = OKR_VEC(okr_sheet_mark),
                         .facts = OKR_VEC(okr_sheet_fact),
                         .notes = OKR_VEC(const char *),
                         .wholes = OKR_VEC(okr_sheet_whole),
                         .entries = OKR_VEC(okr_sheet_entry)};
    if (kind == OKR_SHEET_AGGLOMERATION)
        sheet->number = 2 + index;
    else if (kind == OKR_SHEET_MUNICIPALITY && job->sheets > 0)
        sheet->number = okr_sheet_number_of(job, index);
    status = find_members(sheet, job, err);
    if (status == OKR_OK)
        status = make_titles(sheet, job, err);
    if (status == OKR_OK)
        status = kind == OKR_SHEET_MUNICIPALITY ? okr_sheet_measure_rows(sheet, job, err)
                                                : okr_sheet_place_rows(sheet, job, err);
    if (status == OKR_OK)
        status = okr_sheet_facts(sheet, job, err);
    if (status == OKR_OK)
        status = okr_sheet_notes(sheet, job, err);
    if (status == OKR_OK)
        status = okr_sheet_entries(sheet, job, err);
    if (status != OKR_OK)
        okr_sheet_done(sheet);
    return status;
}

void okr_sheet_done(okr_sheet *sheet)
{
    free(sheet->member);
    okr_vec_done(&sheet->rows);
    okr_vec_done(&sheet->marks);
    okr_vec_done(&sheet->facts);
    okr_vec_done(&sheet->notes);
    okr_vec_done(&sheet->wholes);
    okr_vec_done(&sheet->entries);
    okr_arena_done(&sheet->arena);
    sheet->member = NULL;
}
