/*
 * clock.c - the system's time, as it is or moved to another day.
 */
#include "clock.h"

#include <time.h>

#include "date.h"

static int64_t
system_now_ms(const struct clock *clock)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + clock->offset_ms;
}

struct clock
clock_system(void)
{
    return (struct clock){.now_ms = system_now_ms};
}

struct clock
clock_shifted(int64_t start_ms)
{
    struct clock clock = clock_system();
    clock.offset_ms = start_ms - clock_now_ms(&clock);
    return clock;
}

int64_t
clock_now_ms(const struct clock *clock)
{
    return clock->now_ms(clock);
}

int32_t
clock_today(const struct clock *clock)
{
    return day_of_moment(clock_now_ms(clock));
}
