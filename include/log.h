/*
 * log.h - one line per request or event on stderr, key=value.
 *
 * Holds ids and counts; never a name, a code or a secret. Values are escaped
 * and cut at 200 bytes.
 */
#ifndef LOG_H
#define LOG_H

#include <stdint.h>

/* Write "time=... event=EVENT k1=v1 ..."; PAIRS are key, value, ..., NULL. */
#define log_event(now_ms, event, ...) \
    log_event_list((now_ms), (event), (const char *const[]){__VA_ARGS__, NULL})
void log_event_list(int64_t now_ms, const char *event, const char *const *pairs);

#endif
