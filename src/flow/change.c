/*
 * change.c - the last change of a voucher that its client has to hear of.
 */
#include "change.h"

#include "flow.h"

static bool
is_annulled(const struct event *event, size_t count, uint32_t seq)
{
    for (size_t i = 0; i < count; i++) {
        if (event[i].annuls == seq) {
            return true;
        }
    }
    return false;
}

/* Does the paper of CHANGE name another provider than the paper before? */
static bool
moves(const struct event *event, const struct event *change)
{
    int64_t before = change->named_provider;

    for (; event < change; event++) {
        before = event->step == STEP_ISSUE || event->step == STEP_REISSUE ? event->named_provider
                                                                          : before;
    }
    return change->step == STEP_REISSUE && before != change->named_provider;
}

/* What comes before the first paper, or together with it, changed nothing that was handed out. */
static size_t
first_paper(const struct event *event, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool issued = event[i].step == STEP_ISSUE && event[i].generation > 0;

        if (issued || flow_first_paper(&event[i])) {
            return i + 1;
        }
    }
    return count;
}

struct change
change_last(const struct event *event, size_t count)
{
    size_t first = first_paper(event, count);

    for (size_t i = count; i > first; i--) {
        const struct event *one = &event[i - 1];
        bool plain = one->step == STEP_WITHDRAW || one->step == STEP_EXTEND;

        if ((plain || one->step == STEP_REISSUE) && !is_annulled(event, count, one->seq)) {
            bool moved = moves(event, one);

            return (struct change){one, moved, plain || moved};
        }
    }
    return (struct change){NULL, false, false};
}
