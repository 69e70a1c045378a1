/* Parts made by a pool, handed on in their order. */
#include "base/pool.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct ordered {
    const okr_pool_order *order;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* `taken` or `failed` changed */
    size_t taken;         /* guarded by lock: parts handed on */
    bool *ready;          /* owned; guarded by lock, by slot */
    bool taking;          /* guarded by lock: somebody hands parts on, without the lock */
    bool failed;          /* guarded by lock */
} ordered;

/* The pool gives out indices in their order: whoever has the next part never waits. */
static bool wait_for_slot(ordered *o, size_t index)
{
    bool free_slot = false;

    (void)pthread_mutex_lock(&o->lock);
    while (!o->failed && index - o->taken >= o->order->window)
        (void)pthread_cond_wait(&o->moved, &o->lock);
    free_slot = !o->failed;
    (void)pthread_mutex_unlock(&o->lock);
    return free_slot;
}

/* Called with the lock; the slot is free for another part afterwards. */
static okr_status take_next(ordered *o, okr_error *err)
{
    const size_t index = o->taken;
    okr_status status = OKR_OK;

    (void)pthread_mutex_unlock(&o->lock);
    status = o->order->take(o->order->user, index, err);
    (void)pthread_mutex_lock(&o->lock);
    o->ready[index % o->order->window] = false;
    o->taken++;
    o->failed |= status != OKR_OK;
    (void)pthread_cond_broadcast(&o->moved);
    return status;
}

static okr_status hand_on(ordered *o, size_t index, okr_error *err)
{
    okr_status status = OKR_OK;

    (void)pthread_mutex_lock(&o->lock);
    o->ready[index % o->order->window] = true;
    if (!o->taking) {
        o->taking = true;
        while (!o->failed && o->ready[o->taken % o->order->window])
            status = take_next(o, err);
        o->taking = false;
    }
    (void)pthread_mutex_unlock(&o->lock);
    return status;
}

static void give_up(ordered *o)
{
    (void)pthread_mutex_lock(&o->lock);
    o->failed = true;
    (void)pthread_cond_broadcast(&o->moved);
    (void)pthread_mutex_unlock(&o->lock);
}

static okr_status work(void *user, size_t index, unsigned worker, okr_error *err)
{
    ordered *o = user;
    okr_status status = OKR_OK;

    if (!wait_for_slot(o, index))
        return OKR_OK; /* what failed is told by the part that failed */
    status = o->order->work(o->order->user, index, worker, err);
    if (status == OKR_OK)
        return hand_on(o, index, err);
    give_up(o);
    return status;
}

okr_status okr_pool_run_ordered(unsigned threads, const okr_pool_order *order, okr_error *err)
{
    ordered o = {.order = order, .ready = calloc(order->window, sizeof *o.ready)};
    okr_status status = OKR_OK;

    if (o.ready == NULL)
        return okr_fail_nomem(err);
    (void)pthread_mutex_init(&o.lock, NULL); /* cannot fail for plain ones on Linux */
    (void)pthread_cond_init(&o.moved, NULL);
    status = okr_pool_run(threads, order->count, work, &o, err);
    (void)pthread_cond_destroy(&o.moved);
    (void)pthread_mutex_destroy(&o.lock);
    free(o.ready);
    return status;
}
