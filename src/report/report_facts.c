/* What a report says about itself: programme, period, boundaries, licences, filter, method. */
#include "report/report.h"
#include "view/attribution.h"

static okr_report_fact *add(okr_vec *facts, const char *ru, const char *en, okr_error *err)
{
    okr_report_fact *fact = okr_vec_push(facts, err);

    if (fact != NULL)
        fact->name = (okr_titles){ru, en};
    return fact;
}

static okr_status add_titles(okr_vec *facts, const char *ru, const char *en, okr_titles value,
                             okr_error *err)
{
    okr_report_fact *fact = NULL;

    if (value.ru[0] == '\0' && value.en[0] == '\0')
        return OKR_OK;
    fact = add(facts, ru, en, err);
    if (fact == NULL)
        return OKR_ERR_NOMEM;
    okr_text_add(&fact->ru, okr_titles_pick(value, true));
    okr_text_add(&fact->en, okr_titles_pick(value, false));
    return OKR_OK;
}

static okr_status add_text(okr_vec *facts, const char *ru, const char *en, const char *value,
                           okr_error *err)
{
    return add_titles(facts, ru, en, (okr_titles){value, value}, err);
}

/* A text that says both languages at once. */
static okr_status add_both(okr_vec *facts, const char *ru, const char *en, const char *both,
                           okr_error *err)
{
    okr_report_fact *fact = both[0] == '\0' ? NULL : add(facts, ru, en, err);

    if (fact == NULL)
        return both[0] == '\0' ? OKR_OK : OKR_ERR_NOMEM;
    okr_add_said(&fact->ru, both, true);
    okr_add_said(&fact->en, both, false);
    return OKR_OK;
}

static okr_status add_date(okr_vec *facts, const char *ru, const char *en, okr_date date,
                           okr_error *err)
{
    char text[OKR_DATE_TEXT];

    okr_date_format(date, text);
    return add_text(facts, ru, en, text, err);
}

static okr_status add_period(okr_vec *facts, const okr_programme *p, okr_error *err)
{
    char start[OKR_DATE_TEXT];
    char end[OKR_DATE_TEXT];
    okr_text text = {0};
    okr_status status = OKR_OK;

    okr_date_format(p->period_start, start);
    okr_date_format(p->period_end, end);
    okr_text_addf(&text, "%s%s%s", start, start[0] != '\0' && end[0] != '\0' ? " – " : "", end);
    status = add_text(facts, "Отчётный период", "Reporting period", okr_text_str(&text), err);
    okr_text_done(&text);
    return status;
}

static okr_status add_boundaries(okr_vec *facts, const okr_programme *p, okr_error *err)
{
    const okr_boundary_set *b = &p->boundary_set;
    const okr_titles approximate = {
        "приблизительные: всё, что по ним посчитано, приблизительно",
        "approximate: so is everything computed from them"};
    okr_status status = add_titles(facts, "Границы", "Boundaries", b->name, err);

    if (status == OKR_OK)
        status = add_date(facts, "Границы на дату", "Date of the boundaries", b->date, err);
    if (status == OKR_OK)
        status = add_both(facts, "Источник границ", "Source of the boundaries", b->source, err);
    if (status == OKR_OK)
        status =
            add_both(facts, "Лицензия границ", "Licence of the boundaries", b->licence, err);
    if (status == OKR_OK && b->approximate)
        status = add_titles(facts, "Точность границ", "Exactness of the boundaries",
                            approximate, err);
    return status;
}

static okr_status add_licences(okr_vec *facts, const okr_programme *p, okr_error *err)
{
    for (size_t i = 0; i < p->attributions.count; i++) {
        const okr_attribution *a = &OKR_AT(&p->attributions, okr_attribution, i);
        okr_report_fact *fact = add(facts, "Данные и лицензия", "Data and licence", err);
        if (fact == NULL)
            return OKR_ERR_NOMEM;
        okr_add_attribution(&fact->ru, a, true);
        okr_add_attribution(&fact->en, a, false);
    }
    return OKR_OK;
}

static void add_condition(okr_text *text, const char *name, const char *value)
{
    if (value != NULL)
        okr_text_addf(text, "%s--%s \"%s\"", text->size == 0 ? "" : " ", name, value);
}

/* The filter in the words of the command line, so that it can be asked again. */
static okr_status add_filter(okr_vec *facts, const okr_filter *f, okr_error *err)
{
    const okr_titles all = {"вся программа", "the whole programme"};
    okr_text text = {0};
    okr_status status = OKR_OK;

    add_condition(&text, "in", f->in);
    add_condition(&text, "kind", f->kind);
    add_condition(&text, "under", f->under);
    add_condition(&text, "roles", f->roles);
    add_condition(&text, "basis", f->basis);
    add_condition(&text, "nature", f->nature);
    add_condition(&text, "lifecycle", f->lifecycle);
    add_condition(&text, "contour", f->contour);
    add_condition(&text, "starts-in", f->starts_in);
    add_condition(&text, "ends-in", f->ends_in);
    add_condition(&text, "ends-after", f->ends_after);
    add_condition(&text, "active-in", f->active_in);
    add_condition(&text, "near", f->near);
    add_condition(&text, "text", f->text);
    add_condition(&text, "where", f->where);
    status = text.size == 0 ? add_titles(facts, "Отбор", "Selection", all, err)
                            : add_text(facts, "Отбор", "Selection", okr_text_str(&text), err);
    okr_text_done(&text);
    return status;
}

static okr_status add_method(okr_vec *facts, okr_error *err)
{
    static const okr_titles lines[] = {
        {"Считаются мероприятия (не группы, не части); место — как названо в источнике",
         "Items are counted, neither groups nor parts; places are as the source names them"},
        {"Длины геодезические, площади на эллипсоиде WGS 84; на границе — по одному правилу",
         "Lengths are geodesic, areas on the WGS 84 ellipsoid; one rule decides on borders"},
        {"Итоги без разбивки не делятся между территориями и ни к чему не прибавляются",
         "Totals without a split are not divided among territories and added to nothing"},
        {"Знаки: ≥ не меньше, ≤ не больше, ≈ около; число стоит рядом отдельно",
         "Marks: ≥ at least, ≤ at most, ≈ about; the number stands beside on its own"},
        {"Доли и ход работ: известно n из N; «от» и «до» — если неизвестное 0 или 100 %",
         "Progress: n of N known; from and to are with the unknown at 0 or 100 %"},
    };
    okr_status status = OKR_OK;

    for (size_t i = 0; i < sizeof lines / sizeof lines[0] && status == OKR_OK; i++)
        status = add_titles(facts, "Метод", "Method", lines[i], err);
    return status;
}

okr_status okr_report_facts(const okr_report_job *job, okr_vec *facts, okr_error *err)
{
    const okr_programme *p = &job->workspace->programme;
    okr_status status = add_titles(facts, "Программа", "Programme", p->title, err);

    if (status == OKR_OK)
        status = add_titles(facts, "Регион", "Region", p->region, err);
    if (status == OKR_OK)
        status = add_period(facts, p, err);
    if (status == OKR_OK)
        status = add_date(facts, "Отчётная дата", "Status date", p->status_date, err);
    if (status == OKR_OK)
        status = add_date(facts, "Муниципальные образования на дату", "Municipalities as of",
                          p->as_of, err);
    if (status == OKR_OK)
        status = add_boundaries(facts, p, err);
    if (status == OKR_OK)
        status = add_filter(facts, &job->options->filter, err);
    if (status == OKR_OK)
        status = add_method(facts, err);
    if (status == OKR_OK)
        status = add_licences(facts, p, err);
    for (size_t i = 0; i < facts->count && status == OKR_OK; i++) {
        okr_report_fact *fact = &OKR_AT(facts, okr_report_fact, i);
        status = okr_text_check(&fact->ru, err);
        if (status == OKR_OK)
            status = okr_text_check(&fact->en, err);
    }
    return status;
}

void okr_report_facts_done(okr_vec *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        okr_text_done(&OKR_AT(facts, okr_report_fact, i).ru);
        okr_text_done(&OKR_AT(facts, okr_report_fact, i).en);
    }
    okr_vec_done(facts);
}
