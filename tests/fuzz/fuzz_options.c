/*
 * Properties of the command line: what is taken is within its limits and borrowed from the
 * words; what is refused is refused as wrong usage with a message that is UTF-8 where the words
 * are.
 */
#include "base/utf8.h"
#include "cli/command.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_WORDS = 16 };

typedef struct trial_args {
    const char *by;
    long top;
    bool json;
} trial_args;

static const okr_opt opts[] = {
    OKR_OPT('b', "by", "LAYER", trial_args, by, ""),
    OKR_OPT('t', "top", "N", trial_args, top, ""),
    OKR_OPT('j', "json", NULL, trial_args, json, ""),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {{NULL, opts, 0}, {NULL, NULL, 0}};

static const okr_command command = {
    .name = "trial",
    .operands = "A [B]",
    .groups = groups,
    .args_size = sizeof(trial_args),
    .operands_min = 1,
    .operands_max = 2,
};

static void require(bool holds)
{
    if (!holds)
        abort();
}

static bool is_utf8(const char *text)
{
    return okr_utf8_valid_prefix(text, strlen(text)) == strlen(text);
}

/* Splits text at line ends into at most MOST_WORDS words. */
static int split(char *text, char **words)
{
    int count = 0;

    while (count < MOST_WORDS) {
        char *end = strchr(text, '\n');

        words[count++] = text;
        if (end == NULL)
            break;
        *end = '\0';
        text = end + 1;
    }
    return count;
}

static bool within(const char *part, const char *text, size_t size)
{
    return part == NULL || (part >= text && part <= text + size);
}

static void check(char *text, size_t size)
{
    char *words[MOST_WORDS];
    trial_args args = {0};
    okr_call call = {.args = &args};
    okr_error err = {.status = OKR_OK};
    const bool utf8 = is_utf8(text);
    okr_status status = okr_opt_parse(&command, split(text, words), words, &call, &err);

    if (status != OKR_OK) {
        require(status == OKR_ERR_USAGE && err.status == status && err.text[0] != '\0');
        require(!utf8 || is_utf8(err.text));
        return;
    }
    require(call.operand[0] != NULL || call.common.help);
    require(call.operand[2] == NULL);
    require(within(args.by, text, size) && within(call.common.lang, text, size));
    require(within(call.operand[0], text, size) && within(call.operand[1], text, size));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);

    if (text == NULL)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    check(text, size);
    free(text);
    return 0;
}
