#include "process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { MOST_WORDS = 32 };

static volatile pid_t running;
static volatile sig_atomic_t late;

/* A contestant is a group of processes: a script ends with what it has started. */
static void end_group(int signal)
{
    if (running > 0)
        (void)kill(-running, SIGKILL);
    if (signal != SIGALRM)
        _exit(128 + signal);
    late = 1;
}

static void watch(unsigned limit_s)
{
    struct sigaction action = {.sa_handler = end_group, .sa_flags = SA_RESTART};

    (void)sigaction(SIGALRM, &action, NULL);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    late = 0;
    (void)alarm(limit_s);
}

static bool start(const char *const *words, const char *output, const char *errors)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t child = 0;
    char *copied[MOST_WORDS] = {NULL};
    int failed = 0;

    for (size_t i = 0; words[i] != NULL && i + 1 < MOST_WORDS; i++)
        memcpy(&copied[i], &words[i], sizeof copied[i]); /* they are not written to */
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output,
                                     O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (errors != NULL)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors,
                                         O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    failed = posix_spawnp(&child, copied[0], &actions, &attributes, copied, environ);
    running = failed == 0 ? child : 0;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed == 0;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

int process_run(const char *const *words, const char *output, const char *errors,
                unsigned limit_s, process_cost *cost)
{
    struct timespec from;
    struct timespec to;
    struct rusage used;
    int status = 0;

    *cost = (process_cost){0};
    watch(limit_s);
    clock_gettime(CLOCK_MONOTONIC, &from);
    if (!start(words, output, errors))
        return 127;
    (void)wait4(running, &status, 0, &used);
    clock_gettime(CLOCK_MONOTONIC, &to);
    (void)alarm(0);
    running = 0;
    cost->wall_s =
        (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec);
    cost->cpu_s = seconds(used.ru_utime) + seconds(used.ru_stime);
    cost->memory_mb = (double)used.ru_maxrss / 1024.0;
    if (late != 0)
        return PROCESS_LATE;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
