#include "base/pool.h"

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

enum { MAX_THREADS = 64 };

typedef struct job {
    pthread_mutex_t lock;
    size_t next;         /* guarded by lock */
    size_t failed_index; /* guarded by lock; `count` while nothing failed */
    okr_error failure;   /* guarded by lock */
    size_t count;
    okr_work_fn *work;
    void *user;
} job;

typedef struct worker {
    pthread_t thread;
    job *job;
    unsigned number;
    bool started;
} worker;

unsigned okr_pool_threads(unsigned wish)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);

    if (wish == 0)
        wish = online < 1 ? 1U : (unsigned)online;
    return wish > MAX_THREADS ? MAX_THREADS : wish;
}

/* Take the next index, or `count` when there is none or an earlier part has failed. */
static size_t take(job *j)
{
    size_t index = j->count;

    (void)pthread_mutex_lock(&j->lock);
    if (j->next < j->count && j->next < j->failed_index)
        index = j->next++;
    (void)pthread_mutex_unlock(&j->lock);
    return index;
}

static void note_failure(job *j, size_t index, const okr_error *err)
{
    (void)pthread_mutex_lock(&j->lock);
    if (index < j->failed_index) {
        j->failed_index = index;
        j->failure = *err;
    }
    (void)pthread_mutex_unlock(&j->lock);
}

static void *work_off(void *arg)
{
    worker *self = arg;

    for (size_t i = take(self->job); i < self->job->count; i = take(self->job)) {
        okr_error err = {.status = OKR_OK};
        okr_status status = self->job->work(self->job->user, i, self->number, &err);
        if (status != OKR_OK) {
            err.status = status;
            note_failure(self->job, i, &err);
        }
    }
    return NULL;
}

/* A thread that cannot be started leaves its share to the others: slower, not wrong. */
static void run_all(worker *workers, unsigned threads)
{
    for (unsigned i = 1; i < threads; i++)
        workers[i].started =
            pthread_create(&workers[i].thread, NULL, work_off, &workers[i]) == 0;
    (void)work_off(&workers[0]);
    for (unsigned i = 1; i < threads; i++)
        if (workers[i].started)
            (void)pthread_join(workers[i].thread, NULL);
}

okr_status okr_pool_run(unsigned threads, size_t count, okr_work_fn *work, void *user,
                        okr_error *err)
{
    job j = {.count = count, .failed_index = count, .work = work, .user = user};
    worker workers[MAX_THREADS] = {{.job = &j}}; /* the caller is one, whatever `threads` */

    if (pthread_mutex_init(&j.lock, NULL) != 0)
        return okr_fail_nomem(err);
    for (unsigned i = 1; i < threads && i < MAX_THREADS; i++) {
        workers[i].job = &j;
        workers[i].number = i;
    }
    run_all(workers, threads > MAX_THREADS ? MAX_THREADS : threads);
    (void)pthread_mutex_destroy(&j.lock);
    if (j.failed_index == count)
        return OKR_OK;
    if (err != NULL)
        *err = j.failure;
    return j.failure.status;
}
