#include "command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const okr_opt common_opts[] = {
    OKR_OPT('\0', "lang", "ru|en", okr_common_args, lang,
            N_("language of messages and tables")),
    OKR_OPT('q', "quiet", NULL, okr_common_args, quiet,
            N_("no progress, no remarks, no summary: only warnings and errors")),
    OKR_OPT('v', "verbose", NULL, okr_common_args, verbose, N_("tell what is being done")),
    OKR_OPT('h', "help", NULL, okr_common_args, help, N_("show this help")),
    OKR_OPT_END,
};

const okr_opt_group okr_common_group = {N_("Common options"), common_opts, 0};

/* Where an option lives: its row and the struct that its offset counts from. */
typedef struct found_opt {
    const okr_opt *opt;
    unsigned char *base;
} found_opt;

typedef struct parser {
    const okr_command *command;
    okr_call *call;
    char **argv;
    int argc;
    int next;     /* index of the next unread word */
    int operands; /* read so far */
} parser;

static bool matches(const okr_opt *opt, const char *name, size_t n, char letter)
{
    if (letter != '\0')
        return opt->letter == letter;
    return strlen(opt->name) == n && strncmp(opt->name, name, n) == 0;
}

static const okr_opt *find_in(const okr_opt *opts, const char *name, size_t n, char letter)
{
    for (; opts->name != NULL; opts++)
        if (matches(opts, name, n, letter))
            return opts;
    return NULL;
}

static found_opt find(const parser *p, const char *name, size_t n, char letter)
{
    found_opt found = {find_in(common_opts, name, n, letter),
                       (unsigned char *)&p->call->common};

    for (const okr_opt_group *g = p->command->groups;
         found.opt == NULL && g != NULL && g->opts != NULL; g++) {
        found.opt = find_in(g->opts, name, n, letter);
        found.base = (unsigned char *)p->call->args + g->offset;
    }
    return found;
}

static okr_status store_whole(const okr_opt *opt, void *member, const char *value,
                              okr_error *err)
{
    char *end = NULL;
    long whole = 0;

    errno = 0;
    whole = strtol(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0')
        return okr_fail(err, OKR_ERR_USAGE, _("option --%s: '%s' is not a whole number"),
                        opt->name, value);
    memcpy(member, &whole, sizeof whole);
    return OKR_OK;
}

static okr_status store(found_opt found, const char *value, okr_error *err)
{
    void *member = found.base + found.opt->offset;
    const bool yes = true;

    if (found.opt->kind == OKR_OPT_FLAG) {
        memcpy(member, &yes, sizeof yes);
        return OKR_OK;
    }
    if (found.opt->kind == OKR_OPT_TEXT) {
        const char *before = NULL;
        memcpy(&before, member, sizeof before);
        if (before != NULL) /* the first would be forgotten in silence */
            return okr_fail(err, OKR_ERR_USAGE, _("option --%s is stated twice: '%s' and '%s'"),
                            found.opt->name, before, value);
        memcpy(member, &value, sizeof(const char *));
        return OKR_OK;
    }
    return store_whole(found.opt, member, value, err);
}

/* The value behind '=' or behind the letter, else the next word. */
static okr_status take_value(parser *p, const okr_opt *opt, const char *attached,
                             const char **value, okr_error *err)
{
    *value = attached;
    if (opt->kind == OKR_OPT_FLAG)
        return attached == NULL
                   ? OKR_OK
                   : okr_fail(err, OKR_ERR_USAGE, _("option --%s takes no value"), opt->name);
    if (attached == NULL && p->next < p->argc)
        *value = p->argv[p->next++];
    if (*value == NULL)
        return okr_fail(err, OKR_ERR_USAGE, _("option --%s needs a value: %s"), opt->name,
                        opt->argument);
    return OKR_OK;
}

static okr_status read_long(parser *p, const char *word, okr_error *err)
{
    const size_t n = strcspn(word, "=");
    const found_opt found = find(p, word, n, '\0');
    const char *value = NULL;
    okr_status status = OKR_OK;

    if (found.opt == NULL)
        return okr_fail(err, OKR_ERR_USAGE, _("unknown option '--%.*s'"), (int)n, word);
    status = take_value(p, found.opt, word[n] == '=' ? word + n + 1 : NULL, &value, err);
    return status == OKR_OK ? store(found, value, err) : status;
}

/* Bytes of the character that a letter of the user's begins; a Cyrillic one has two. */
static int character_size(const char *letter)
{
    int n = 1;

    while (((unsigned char)letter[n] & 0xC0) == 0x80)
        n++;
    return n;
}

static okr_status read_letters(parser *p, const char *letters, okr_error *err)
{
    for (; *letters != '\0'; letters++) {
        const found_opt found = find(p, NULL, 0, *letters);
        const char *value = NULL;

        if (found.opt == NULL)
            return okr_fail(err, OKR_ERR_USAGE, _("unknown option '-%.*s'"),
                            character_size(letters), letters);
        if (found.opt->kind != OKR_OPT_FLAG) {
            okr_status status =
                take_value(p, found.opt, letters[1] == '\0' ? NULL : letters + 1, &value, err);
            return status == OKR_OK ? store(found, value, err) : status;
        }
        (void)store(found, NULL, err);
    }
    return OKR_OK;
}

static okr_status read_operand(parser *p, const char *word, okr_error *err)
{
    if (p->operands >= p->command->operands_max)
        return okr_fail(err, OKR_ERR_USAGE, _("'%s' is one operand too many"), word);
    p->call->operand[p->operands++] = word;
    return OKR_OK;
}

okr_status okr_opt_parse(const okr_command *command, int argc, char **argv, okr_call *call,
                         okr_error *err)
{
    parser p = {.command = command, .call = call, .argv = argv, .argc = argc};
    okr_status status = OKR_OK;
    bool only_operands = false;

    while (p.next < p.argc && status == OKR_OK) {
        const char *word = p.argv[p.next++];
        if (only_operands || word[0] != '-' || word[1] == '\0')
            status = read_operand(&p, word, err);
        else if (strcmp(word, "--") == 0)
            only_operands = true;
        else if (word[1] == '-')
            status = read_long(&p, word + 2, err);
        else
            status = read_letters(&p, word + 1, err);
    }
    if (status == OKR_OK && p.operands < command->operands_min && !call->common.help)
        return okr_fail(err, OKR_ERR_USAGE, _("'okrug %s' needs: %s"), command->name,
                        command->operands);
    return status;
}
