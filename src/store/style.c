#include "store/style.h"

void okr_style_init(okr_style *style, const okr_schema *table, const char *name)
{
    *style = (okr_style){.table = table,
                         .name = name,
                         .rules = OKR_VEC(okr_rule),
                         .labels = OKR_VEC(okr_labelling)};
}

void okr_style_done(okr_style *style)
{
    okr_vec_done(&style->rules);
    okr_vec_done(&style->labels);
    okr_arena_done(&style->arena);
}

okr_rule *okr_style_rule(okr_style *style, const char *label, okr_sign sign, okr_error *err)
{
    okr_rule *rule = okr_vec_push(&style->rules, err);

    if (rule != NULL)
        *rule = (okr_rule){.label = label, .sign = sign};
    return rule;
}

void okr_rule_test(okr_rule *rule, okr_test test)
{
    if (rule->count < OKR_RULE_TESTS)
        rule->tests[rule->count++] = test;
}

okr_status okr_style_label(okr_style *style, okr_labelling labels, okr_error *err)
{
    okr_labelling *copy = okr_vec_push(&style->labels, err);

    if (copy == NULL)
        return OKR_ERR_NOMEM;
    *copy = labels;
    return OKR_OK;
}

const char *okr_style_say(const okr_programme *programme, okr_titles titles)
{
    return programme->english && titles.en[0] != '\0' ? titles.en : titles.ru;
}
