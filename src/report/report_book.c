#include "report/report_book.h"

#include <stdio.h>
#include <string.h>

const char *okr_report_contents(bool russian)
{
    return russian ? "Содержание" : "Contents";
}

/* Excel allows 31 characters, and not all of them; what the programme adds may have any. */
void okr_report_sheet_name(const okr_report_book *b, const okr_report_def *def,
                           char name[OKR_REPORT_SHEET_NAME])
{
    const int longest = 31;
    const char *title = okr_titles_pick(def->sheet, b->russian);
    char whole[OKR_REPORT_SHEET_NAME];
    size_t size = 0;

    (void)snprintf(whole, sizeof whole, "%s %s", def->code, title);
    for (int n = 0; n < longest && whole[size] != '\0'; n++) {
        if (strchr("[]:*?/\\'", whole[size]) != NULL)
            whole[size] = ' ';
        size++;
        while (((unsigned char)whole[size] & 0xC0) == 0x80)
            size++;
    }
    whole[size] = '\0';
    (void)snprintf(name, OKR_REPORT_SHEET_NAME, "%s", whole);
}
