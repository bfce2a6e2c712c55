/*
 * budget.h - private to the web room: how often somebody may guess.
 *
 * A bucket holds tokens; each guess takes one, time puts them back. Buckets live in memory, in
 * tables of fixed size, under keyed hashes of who they belong to. Safe from any thread.
 */
#ifndef WEB_BUDGET_H
#define WEB_BUDGET_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct budgets;

enum budget {
    BUDGET_GUESS_ADDRESS,  /* codes and keys, from one address */
    BUDGET_GUESS_DEVICE,   /* unknown codes, from one device */
    BUDGET_LOGIN_ADDRESS,  /* wrong passwords, from one address */
    BUDGET_LOGIN_PAIR,     /* for one account from one address */
    BUDGET_LOGIN_STRANGER, /* for one account from all addresses it never logged in from */
    BUDGET_LOGIN_KNOWN,    /* taken: this account has logged in from this address */
    BUDGET__MAX
};

struct budgets *budgets_open(struct arena *arena);
void budgets_close(struct budgets *budgets);

/* Take a token of WHOSE; false when there is none, with the seconds until there is one. */
bool budget_take(struct budgets *budgets, enum budget budget, const char *whose, int64_t now_ms,
                 unsigned *wait_s);
/* Is there one? Nothing is taken. */
bool budget_left(struct budgets *budgets, enum budget budget, const char *whose, int64_t now_ms,
                 unsigned *wait_s);
/* Put one back: it was no guess after all. */
void budget_give(struct budgets *budgets, enum budget budget, const char *whose, int64_t now_ms);

/* WHOSE was turned away: how often since this was last told. Told at once and then once an hour;
   0 in between. */
unsigned budget_turned_away(struct budgets *budgets, enum budget budget, const char *whose,
                            int64_t now_ms);

/* ADDRESS as far as one person holds it: an IPv6 network of 64 bits, an IPv4 address whole. */
#define BUDGET_ADDRESS_MAX 46
const char *budget_address(const char *address, char out[BUDGET_ADDRESS_MAX]);

#endif
