#include "link/message.h"

#include "base/number.h"

void okr_message_say(okr_message *message, const char *ru, const char *en)
{
    okr_text_add(&message->ru, ru);
    okr_text_add(&message->en, en);
}

void okr_message_name(okr_message *message, const okr_municipality *municipality)
{
    const okr_municipality *m = municipality;

    okr_message_say(message, m->name_ru, m->name_en[0] != '\0' ? m->name_en : m->name_ru);
}

void okr_message_number(okr_message *message, double value, int digits)
{
    char number[OKR_NUMBER_TEXT];

    okr_number_fixed(value, digits, number);
    okr_message_say(message, number, number);
}

okr_status okr_message_find(okr_message *message, okr_programme *programme,
                            const okr_finding_at *at, okr_error *err)
{
    okr_status status = okr_text_check(&message->ru, err);

    if (status == OKR_OK)
        status = okr_text_check(&message->en, err);
    if (status == OKR_OK)
        status = okr_programme_find(programme, at, okr_text_str(&message->ru),
                                    okr_text_str(&message->en), err);
    okr_text_done(&message->ru);
    okr_text_done(&message->en);
    return status;
}
