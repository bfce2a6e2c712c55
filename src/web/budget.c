/*
 * budget.c - token buckets in tables of fixed size.
 *
 * A bucket that is full says nothing, so the fullest of a row makes room for a newcomer: who
 * floods the table with other names wins back at most what time gives anyway.
 */
#include "budget.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "key.h"

#define ROWS 512
#define WAYS 8
#define WHOSE_BYTES 16
#define MINUTE_MS 60000
#define TELL_MS (60 * MINUTE_MS)

/* How many at once, and how long until one more. */
static const struct rule {
    unsigned burst;
    int64_t refill_ms;
} rules[BUDGET__MAX] = {
    [BUDGET_GUESS_ADDRESS] = {30, 20000},
    [BUDGET_GUESS_DEVICE] = {10, 6 * MINUTE_MS},
    [BUDGET_LOGIN_ADDRESS] = {30, 10000},
    [BUDGET_LOGIN_PAIR] = {5, MINUTE_MS},
    [BUDGET_LOGIN_STRANGER] = {20, 30000},
    [BUDGET_LOGIN_KNOWN] = {1, (int64_t)30 * 24 * 60 * MINUTE_MS},
};

struct bucket {
    uint8_t whose[WHOSE_BYTES];
    int64_t full_at_ms; /* when it will be full again: the one number that tells its level */
    int64_t tell_at_ms; /* when those turned away are told again */
    unsigned turned_away;
};

struct budgets {
    pthread_mutex_t mutex;
    uint8_t key[KEY_BYTES]; /* of this run: nobody can aim at a row */
    struct bucket bucket[BUDGET__MAX][ROWS][WAYS];
};

struct budgets *
budgets_open(struct arena *arena)
{
    struct budgets *budgets = arena_alloc(arena, sizeof *budgets);

    pthread_mutex_init(&budgets->mutex, NULL);
    key_random(budgets->key, sizeof budgets->key);
    return budgets;
}

void
budgets_close(struct budgets *budgets)
{
    pthread_mutex_destroy(&budgets->mutex);
}

/* The bucket of WHOSE, or the one it gets: the fullest of its row. */
static struct bucket *
find(struct budgets *budgets, enum budget budget, const char *whose)
{
    uint8_t hash[WHOSE_BYTES + 2];
    struct bucket *row, *found;

    key_hash(budgets->key, whose, strlen(whose), hash, sizeof hash);
    row = budgets->bucket[budget][(hash[WHOSE_BYTES] << 8 | hash[WHOSE_BYTES + 1]) % ROWS];
    found = &row[0];
    for (size_t i = 0; i < WAYS; i++) {
        if (memcmp(row[i].whose, hash, WHOSE_BYTES) == 0) {
            return &row[i];
        }
        if (row[i].full_at_ms < found->full_at_ms) {
            found = &row[i];
        }
    }
    *found = (struct bucket){0};
    memcpy(found->whose, hash, WHOSE_BYTES);
    return found;
}

/* Is a token left, by when the bucket will be full again? */
static bool
is_left(const struct rule *rule, const struct bucket *bucket, int64_t now_ms, unsigned *wait_s)
{
    int64_t over_ms = bucket->full_at_ms - now_ms - (rule->burst - 1) * rule->refill_ms;

    *wait_s = over_ms > 0 ? (unsigned)((over_ms + 999) / 1000) : 0;
    return over_ms <= 0;
}

bool
budget_left(struct budgets *budgets, enum budget budget, const char *whose, int64_t now_ms,
            unsigned *wait_s)
{
    bool left;

    pthread_mutex_lock(&budgets->mutex);
    left = is_left(&rules[budget], find(budgets, budget, whose), now_ms, wait_s);
    pthread_mutex_unlock(&budgets->mutex);
    return left;
}

bool
budget_take(struct budgets *budgets, enum budget budget, const char *whose, int64_t now_ms,
            unsigned *wait_s)
{
    const struct rule *rule = &rules[budget];
    struct bucket *bucket;
    bool left;

    pthread_mutex_lock(&budgets->mutex);
    bucket = find(budgets, budget, whose);
    left = is_left(rule, bucket, now_ms, wait_s);
    if (left) {
        bucket->full_at_ms =
            (bucket->full_at_ms > now_ms ? bucket->full_at_ms : now_ms) + rule->refill_ms;
    }
    pthread_mutex_unlock(&budgets->mutex);
    return left;
}

void
budget_give(struct budgets *budgets, enum budget budget, const char *whose, int64_t now_ms)
{
    struct bucket *bucket;

    pthread_mutex_lock(&budgets->mutex);
    bucket = find(budgets, budget, whose);
    bucket->full_at_ms -= bucket->full_at_ms > now_ms ? rules[budget].refill_ms : 0;
    pthread_mutex_unlock(&budgets->mutex);
}

unsigned
budget_turned_away(struct budgets *budgets, enum budget budget, const char *whose, int64_t now_ms)
{
    struct bucket *bucket;
    unsigned told = 0;

    pthread_mutex_lock(&budgets->mutex);
    bucket = find(budgets, budget, whose);
    bucket->turned_away++;
    if (now_ms >= bucket->tell_at_ms) {
        told = bucket->turned_away;
        bucket->turned_away = 0;
        bucket->tell_at_ms = now_ms + TELL_MS;
    }
    pthread_mutex_unlock(&budgets->mutex);
    return told;
}

const char *
budget_address(const char *address, char out[BUDGET_ADDRESS_MAX])
{
    struct in6_addr parsed;

    snprintf(out, BUDGET_ADDRESS_MAX, "%s", address);
    if (inet_pton(AF_INET6, address, &parsed) == 1 && !IN6_IS_ADDR_V4MAPPED(&parsed)) {
        memset(parsed.s6_addr + 8, 0, 8);
        (void)inet_ntop(AF_INET6, &parsed, out, BUDGET_ADDRESS_MAX);
    }
    return out;
}
