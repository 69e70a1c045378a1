/* Names, numbers and texts that every part of a sheet needs. */
#include "sheet/sheet.h"

const char *okr_sheet_keep(okr_sheet *sheet, okr_text *text, okr_error *err)
{
    const char *copy = okr_text_copy(text, &sheet->arena, err);

    okr_text_clear(text);
    return copy;
}

const char *okr_sheet_name(const okr_map_job *job, int municipality, bool brief)
{
    const okr_municipality *m = OKR_MUNICIPALITY(job->programme, municipality);

    if (!job->options->russian && m->name_en[0] != '\0')
        return brief ? job->brief_en[municipality] : m->name_en;
    return brief && m->name_short_ru[0] != '\0' ? m->name_short_ru : m->name_ru;
}

int okr_sheet_number_of(const okr_map_job *job, int municipality)
{
    return job->sheets == 0 ? 0 : 2 + (int)job->programme->agglomerations.count + municipality;
}
