/*
 * doc_paper_letter.c - what a letter about a changed voucher says, and other short sheets.
 */
#include "doc_paper.h"

#include "arena.h"
#include "change.h"
#include "clock.h"
#include "code.h"
#include "config.h"
#include "doc.h"
#include "env.h"
#include "str.h"
#include "value.h"
#include "voucher.h"

static void
set_change(struct paper_work *work, struct value *root, const struct change *change)
{
    struct value *record = value_set_record(root, "change");
    enum step step = change->event->step;

    value_set_bool(record, "withdrawn", step == STEP_WITHDRAW);
    value_set_bool(record, "extended", step == STEP_EXTEND);
    value_set_bool(record, "reissued", step == STEP_REISSUE);
    value_set_bool(record, "moved", change->moved);
    value_set_text(record, "on",
                   paper_day(work->arena, day_of_moment(change->event->recorded_at_ms)));
}

static void
set_voucher(struct paper_work *work, struct value *root, const struct fold *fold)
{
    struct value *record = value_set_record(root, "voucher");
    const struct voucher *voucher = work->voucher;
    bool begun = fold->state == STATE_ACCEPTED || fold->state == STATE_STARTED;
    bool ahead = voucher->appointment_ms > clock_now_ms(&work->env->clock);

    value_set_text(record, "letter", service_type_name(voucher->type));
    value_set_text(record, "redeem_by", begun ? NULL : paper_day(work->arena, fold->redeem_by));
    value_set_text(record, "complete_by",
                   begun ? paper_day(work->arena, fold->complete_by) : NULL);
    paper_set_appointment(work->arena, record, ahead ? voucher->appointment_ms : 0);
}

bool
doc_paper_letter(struct paper_work *work, struct value *root, struct err *err)
{
    struct value *slip = value_set_record(root, "slip");
    struct voucher_history history;
    struct change change;
    bool named = str_equal(work->env->config.show_client_name, "yes");

    if (work->voucher == NULL) {
        return err_set(err, REASON_INVALID, "code",
                       "Eine Mitteilung gilt einem Gutschein. Bitte seinen Code angeben.");
    }
    if (!voucher_history(work->db, work->arena, work->voucher, &history, err)) {
        return false;
    }
    change = change_last(history.event, history.count);
    if (change.event == NULL) {
        return err_set(err, REASON_INVALID, "form",
                       "Zu diesem Gutschein gibt es nichts mitzuteilen: Er ist nicht "
                       "zurückgezogen, nicht verlängert und hat keinen neuen Code.");
    }
    value_set_text(slip, "number", work->slip->number);
    value_set_text(slip, "issued_on", paper_day(work->arena, work->slip->issued_on));
    value_set_text(paper_set_client(work, root), "called",
                   named ? doc_client_name(work->arena, &work->client) : NULL);
    set_voucher(work, root, &history.fold);
    set_change(work, root, &change);
    paper_set_printed(work, root);
    return paper_set_contact(work, root, err);
}

bool
doc_paper_notice(struct paper_work *work, struct value *root, struct err *err)
{
    (void)err;
    paper_set_texts(work, root);
    return true;
}

/* A right code that belongs to no voucher; the pairing card shows the same. */
#define TEST_SYMBOLS "123456789ABCDEFE"

bool
doc_paper_test(struct paper_work *work, struct value *root, struct err *err)
{
    struct value *record = value_set_record(root, "test");
    char payload[CODE_PAYLOAD_MAX], grouped[CODE_GROUPED_MAX];

    (void)err;
    code_payload(work->env->config.public_url, CODE_VOUCHER, TEST_SYMBOLS, payload);
    value_set_text(record, "payload", payload);
    value_set_text(record, "code", code_group(grouped, TEST_SYMBOLS));
    paper_set_printed(work, root);
    return true;
}
