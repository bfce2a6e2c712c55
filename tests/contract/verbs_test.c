/*
 * verbs_test.c - what each verb of the store keeps, finds and refuses.
 */
#include "deadline.h"
#include "seam.h"
#include "store_dispute.h"

#define TODAY day_from_civil(2026, 5, 4)

/* Run FN in a write and expect it to succeed. */
#define WRITE(seam, fn, arg) \
    assert_done((seam), store_write((seam)->store, (fn), (arg), &(seam)->err))
#define READ(seam, fn, arg) \
    assert_done((seam), store_read((seam)->store, (fn), (arg), &(seam)->err))

static bool
puts_follow_their_keys(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    enum put done;
    struct branch branch = {.key = "nord", .name = "Nord"}, read;
    assert_done(seam, store_branch_put(db, &branch, &done, err));
    assert_int_equal(done, PUT_ADDED);
    struct branch again = {.key = "nord", .name = "Nord", .street = ""};
    assert_done(seam, store_branch_put(db, &again, &done, err));
    assert_int_equal(done, PUT_SAME);
    assert_int_equal(again.id, branch.id);
    again.name = "Nordost";
    assert_done(seam, store_branch_put(db, &again, &done, err));
    assert_int_equal(done, PUT_CHANGED);
    assert_done(seam, store_branch_get(db, &seam->arena, "nord", &read, err));
    assert_string_equal(read.name, "Nordost");
    assert_string_equal(read.phone, "");
    assert_refused(seam, REASON_NOT_FOUND,
                   store_branch_get(db, &seam->arena, "süd", &read, &seam->err));
    return true;
}

static void
a_branch_is_added_kept_and_changed_under_its_key(void **state)
{
    WRITE((struct seam *)*state, puts_follow_their_keys, *state);
}

static bool
providers_and_services(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct arena *arena = &seam->arena;
    enum put done;
    struct provider a = {.key = "A", .name = "Zebra", .regime = "kdg", .is_protected = true,
                         .walk_in = "Mo 9-12"};
    struct provider b = {.key = "B", .name = "Adler", .regime = "dsgvo"}, read;
    assert_done(seam, store_provider_put(db, &a, &done, err));
    assert_done(seam, store_provider_put(db, &b, &done, err));
    assert_done(seam, store_provider_get(db, arena, "A", &read, err));
    assert_true(read.is_protected);
    assert_string_equal(read.walk_in, "Mo 9-12");
    assert_done(seam, store_provider_by_id(db, arena, b.id, &read, err));
    assert_string_equal(read.key, "B");
    assert_refused(seam, REASON_NOT_FOUND,
                   store_provider_by_id(db, arena, 1, &read, &seam->err));

    struct service one = {.key = "SB-1", .type = TYPE_B, .title = "Beratung", .provider = a.id,
                          .places = PLACES_UNLIMITED, .redeem_days = 30};
    struct service two = one;
    two.provider = b.id;
    two.places = 12;
    assert_done(seam, store_service_put(db, &one, &done, err));
    assert_done(seam, store_service_put(db, &two, &done, err));
    assert_int_equal(done, PUT_ADDED);
    const struct service *rows;
    size_t count;
    assert_done(seam, store_service_list(db, arena, "SB-1", 0, &rows, &count, err));
    assert_int_equal(count, 2);
    assert_int_equal(rows[0].provider, b.id); /* by provider name */
    assert_int_equal(rows[0].places, 12);
    assert_int_equal(rows[1].places, PLACES_UNLIMITED);
    assert_int_equal(rows[1].type, TYPE_B);
    assert_done(seam, store_service_list(db, arena, "SB-1", a.id, &rows, &count, err));
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].redeem_days, 30);
    assert_done(seam, store_services_of_provider(db, arena, b.id, &rows, &count, err));
    assert_int_equal(count, 1);
    two.places = 13;
    assert_done(seam, store_service_put(db, &two, &done, err));
    assert_int_equal(done, PUT_CHANGED);
    return true;
}

static void
services_are_listed_by_the_name_of_their_provider(void **state)
{
    WRITE((struct seam *)*state, providers_and_services, *state);
}

static bool
agreements_and_consents(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct office office;
    struct level_facts facts;
    enum put done;
    assert_done(seam, seam_fill(db, &office, err));
    int64_t id = office.client.id, provider = office.provider.id;
    struct agreement agreement = {.provider = provider, .type = TYPE_B, .level = 2,
                                  .basis = BASIS_CONSENT, .valid_from = TODAY - 10,
                                  .valid_until = TODAY + 10};
    assert_done(seam, store_agreement_put(db, &agreement, &done, err));
    assert_done(seam, store_agreement_put(db, &agreement, &done, err));
    assert_int_equal(done, PUT_SAME);
    struct agreement other = agreement;
    other.level = 3;
    assert_refused(seam, REASON_CONFLICT, store_agreement_put(db, &other, &done, &seam->err));
    seam_says(seam, "Leistungsart B");
    const struct agreement *rows;
    size_t count;
    assert_done(seam, store_agreement_list(db, &seam->arena, provider, &rows, &count, err));
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].valid_until, TODAY + 10);

    assert_done(seam, store_level_facts(db, id, provider, TYPE_B, TODAY + 10, &facts, err));
    assert_true(facts.agreement_valid);
    assert_int_equal(facts.agreement_level, 2);
    assert_int_equal(facts.basis, BASIS_CONSENT);
    assert_false(facts.consent_signed);
    assert_done(seam, store_level_facts(db, id, provider, TYPE_B, TODAY + 11, &facts, err));
    assert_false(facts.agreement_valid);
    assert_done(seam, store_level_facts(db, id, provider, TYPE_B, TODAY - 11, &facts, err));
    assert_false(facts.agreement_valid);
    assert_done(seam, store_level_facts(db, id, provider, TYPE_A, TODAY, &facts, err));
    assert_false(facts.agreement_valid);

    struct consent low = {.case_id = id, .provider = provider, .level = 1,
                          .state = CONSENT_SIGNED, .text_version = "1", .language = "de",
                          .signed_on = TODAY, .valid_until = DAY_NONE, .withdrawn_on = DAY_NONE};
    struct consent high = low, offered = low;
    high.level = 2;
    high.signed_on = TODAY + 1;
    high.valid_until = TODAY + 2;
    offered.level = 3;
    offered.state = CONSENT_OFFERED;
    offered.signed_on = DAY_NONE;
    assert_done(seam, store_consent_put(db, &low, &done, err));
    assert_done(seam, store_consent_put(db, &high, &done, err));
    assert_done(seam, store_consent_put(db, &offered, &done, err));
    assert_int_equal(done, PUT_ADDED);
    assert_done(seam, store_consent_put(db, &offered, &done, err));
    assert_int_equal(done, PUT_SAME);
    static const struct { int after; unsigned level; bool is_signed; } days[] = {
        {-1, 0, false}, {0, 1, true}, {1, 2, true}, {2, 2, true}, {3, 1, true}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        assert_done(seam, store_level_facts(db, id, provider, TYPE_B, TODAY + days[i].after,
                                            &facts, err));
        assert_int_equal(facts.consent_signed, days[i].is_signed);
        assert_int_equal(facts.consent_level, days[i].level);
    }
    high.level = 3;
    assert_refused(seam, REASON_CONFLICT, store_consent_put(db, &high, &done, &seam->err));

    assert_done(seam, store_consent_withdraw(db, id, provider, TODAY + 1, err));
    assert_done(seam, store_level_facts(db, id, provider, TYPE_B, TODAY + 1, &facts, err));
    assert_false(facts.consent_signed);
    assert_refused(seam, REASON_NOT_FOUND,
                   store_consent_withdraw(db, id, provider, TODAY + 1, &seam->err));
    /* The list that brought it in, read in again, does not bring it back. */
    low.state = CONSENT_SIGNED;
    assert_done(seam, store_consent_put(db, &low, &done, err));
    assert_int_equal(done, PUT_SAME);
    const struct consent *consents;
    assert_done(seam, store_consent_list(db, &seam->arena, id, &consents, &count, err));
    assert_int_equal(count, 3);
    assert_int_equal(consents[0].signed_on, TODAY + 1);
    assert_int_equal(consents[0].state, CONSENT_WITHDRAWN);
    assert_int_equal(consents[0].withdrawn_on, TODAY + 1);
    assert_int_equal(consents[2].state, CONSENT_OFFERED);
    assert_int_equal(consents[2].signed_on, DAY_NONE);
    return true;
}

static void
levels_follow_agreement_and_best_signed_consent_of_the_day(void **state)
{
    WRITE((struct seam *)*state, agreements_and_consents, *state);
}

static bool
cases_and_needs(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    enum put done;
    struct case_file row = seam_client("F-1", "Ana", "Kovač"), read;
    assert_done(seam, store_case_put(db, &row, &done, err));
    assert_int_equal(row.version, 1);
    struct case_file editor = row;
    row.city = "Moorstadt";
    row.version = 0;
    assert_done(seam, store_case_put(db, &row, &done, err));
    assert_int_equal(done, PUT_CHANGED);
    assert_int_equal(row.version, 2);
    assert_done(seam, store_case_put(db, &row, &done, err));
    assert_int_equal(done, PUT_SAME);
    assert_int_equal(row.version, 2);
    editor.city = "Anderswo";
    assert_refused(seam, REASON_CONFLICT, store_case_put(db, &editor, &done, &seam->err));
    seam_says(seam, "F-1");
    assert_done(seam, store_case_get(db, &seam->arena, "F-1", &read, err));
    assert_string_equal(read.city, "Moorstadt");
    assert_int_equal(read.birth_date, day_from_civil(1980, 2, 29));
    row.is_protected = true;
    assert_done(seam, store_case_put(db, &row, &done, err));
    assert_done(seam, store_case_by_id(db, &seam->arena, row.id, &read, err));
    assert_true(read.is_protected);
    assert_string_equal(read.city, "");
    assert_string_equal(read.phone, "");
    assert_refused(seam, REASON_NOT_FOUND,
                   store_case_get(db, &seam->arena, "F-9", &read, &seam->err));

    struct need need = {.case_id = row.id, .type = TYPE_D, .priority = 2, .agreed_on = TODAY};
    assert_done(seam, store_need_put(db, &need, &done, err));
    struct need second = need;
    second.id = 0;
    second.type = TYPE_A;
    second.priority = 1;
    assert_done(seam, store_need_put(db, &second, &done, err));
    need.plan_ref = "KP 3";
    assert_refused(seam, REASON_CONFLICT, store_need_put(db, &need, &done, &seam->err));
    const struct need *needs;
    size_t count;
    assert_done(seam, store_need_list(db, &seam->arena, row.id, &needs, &count, err));
    assert_int_equal(count, 2);
    assert_int_equal(needs[0].type, TYPE_A);
    assert_string_equal(needs[1].plan_ref, "");
    assert_done(seam, store_access_log(db, 0, "case", row.id, "look_up", err));
    return true;
}

static void
two_editors_of_a_case_cannot_overwrite_each_other(void **state)
{
    WRITE((struct seam *)*state, cases_and_needs, *state);
}

static bool
add_names(struct db *db, void *arg, struct err *err)
{
    static const char *const names[][3] = {
        {"4711/01", "Jürgen", "Groß"},  {"4711/02", "Anna-Lena", "Großmann"},
        {"4712/01", "Zoë", "Müller"},   {"9000", "Łukasz", "Wiśniewski"},
        {"9001", "Anna", "Muller"},     {"9002", "Ольга", "Иванова"}};
    enum put done;
    (void)arg;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct case_file row = seam_client(names[i][0], names[i][1], names[i][2]);
        if (!store_case_put(db, &row, &done, err)) {
            return false;
        }
    }
    return true;
}

static bool
search_names(struct db *db, void *arg, struct err *err)
{
    /* What is searched, and the numbers found, in order of names. */
    static const char *const rows[][2] = {
        {"gross", "4711/01 4711/02 "}, {"Groß", "4711/01 4711/02 "}, {"anna", "4711/02 9001 "},
        {"anna gross", "4711/02 "},    {"lena", "4711/02 "},         {"mueller", "4712/01 "},
        {"müller", "9001 4712/01 "},   {"MULLER zoe", "4712/01 "},   {"lukasz wis", "9000 "},
        {"4711", "4711/01 4711/02 "},  {"4711/02", "4711/02 "},      {"иван", "9002 "},
        {"nna", ""},                   {"", ""},                     {"%", ""},
        {"a b c d e f", ""},           {"anna mu", "9001 "}};
    struct seam *seam = arg;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct case_file *found;
        size_t count;
        struct buf numbers = {0};
        assert_done(seam,
                    store_case_search(db, &seam->arena, rows[i][0], 50, &found, &count, err));
        for (size_t k = 0; k < count; k++) {
            buf_printf(&numbers, "%s ", found[k].number);
        }
        if (strcmp(buf_text(&numbers), rows[i][1]) != 0) {
            fail_msg("»%s« finds %s", rows[i][0], buf_text(&numbers));
        }
        buf_finish(&numbers);
    }
    const struct case_file *found;
    size_t count;
    assert_done(seam, store_case_search(db, &seam->arena, "4", 2, &found, &count, err));
    assert_int_equal(count, 2);
    return true;
}

static void
cases_are_found_by_the_beginnings_of_names_and_numbers(void **state)
{
    WRITE((struct seam *)*state, add_names, NULL);
    READ((struct seam *)*state, search_names, *state);
}

static bool
a_renamed_case(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct case_file row = seam_client("F-1", "Ana", "Alt");
    const struct case_file *found;
    size_t count;
    enum put done;
    assert_done(seam, store_case_put(db, &row, &done, err));
    row.family_name = "Neu";
    assert_done(seam, store_case_put(db, &row, &done, err));
    assert_done(seam, store_case_search(db, &seam->arena, "alt", 9, &found, &count, err));
    assert_int_equal(count, 0);
    assert_done(seam, store_case_search(db, &seam->arena, "neu", 9, &found, &count, err));
    assert_int_equal(count, 1);
    return true;
}

static void
a_renamed_case_is_found_by_its_new_name_only(void **state)
{
    WRITE((struct seam *)*state, a_renamed_case, *state);
}

static bool
slips_and_codes(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct arena *arena = &seam->arena;
    struct office office;
    assert_done(seam, seam_fill(db, &office, err));
    char symbols[CODE_MAX];
    struct code_hit hit;
    code_derive(&seam->keys, CODE_VOUCHER, office.voucher.seed, 1, symbols);
    assert_done(seam, store_code_find(db, symbols, &hit, err));
    assert_int_equal(hit.kind, CODE_VOUCHER);
    assert_int_equal(hit.owner, office.voucher.id);
    assert_int_equal(hit.generation, 1);
    code_derive(&seam->keys, CODE_CLIENT, office.slip.client_seed, 1, symbols);
    assert_done(seam, store_code_find(db, symbols, &hit, err));
    assert_int_equal(hit.kind, CODE_CLIENT);
    assert_int_equal(hit.owner, office.slip.id);
    assert_refused(seam, REASON_UNKNOWN, store_code_find(db, "123456789ABCDEFE", &hit, &seam->err));
    assert_done(seam, store_code_add(db, CODE_VOUCHER, office.voucher.id, office.voucher.seed, 2,
                                     err));
    assert_done(seam, store_code_add(db, CODE_VOUCHER, office.voucher.id, office.voucher.seed, 2,
                                     err));
    assert_refused(seam, REASON_CONFLICT,
                   store_code_add(db, CODE_VOUCHER, 7, office.voucher.seed, 2, &seam->err));
    code_derive(&seam->keys, CODE_VOUCHER, office.voucher.seed, 2, symbols);
    assert_done(seam, store_code_find(db, symbols, &hit, err));
    assert_int_equal(hit.generation, 2);

    struct slip slip;
    const struct slip *slips;
    bool found;
    size_t count;
    assert_done(seam, store_slip_get(db, arena, "2026-000001", &slip, err));
    assert_int_equal(slip.id, office.slip.id);
    assert_int_equal(slip.order, ORDER_FREE);
    assert_memory_equal(slip.client_seed, office.slip.client_seed, CODE_SEED_BYTES);
    assert_refused(seam, REASON_NOT_FOUND, store_slip_get(db, arena, "x", &slip, &seam->err));
    assert_done(seam, store_slip_by_batch(db, arena, "", &found, &slip, err));
    assert_false(found);
    struct slip batch = office.slip;
    batch.id = 0;
    batch.number = "2026-000002";
    batch.order = ORDER_STRICT;
    batch.client_generation = 0;
    batch.batch = "b-1/7";
    assert_done(seam, store_slip_add(db, &batch, err));
    assert_done(seam, store_slip_by_batch(db, arena, "b-1/7", &found, &slip, err));
    assert_true(found);
    assert_int_equal(slip.order, ORDER_STRICT);
    assert_done(seam, store_slips_of_case(db, arena, office.client.id, &slips, &count, err));
    assert_int_equal(count, 2);

    struct print_record print = {.slip_id = office.slip.id, .form = "laufzettel 1.0", .copy = 1,
                                 .sha256 = {1}, .form_sha256 = {2}, .bytes = 19000, .data = "{}"};
    struct print_record one = print;
    one.voucher_id = office.voucher.id;
    const struct print_record *prints;
    assert_done(seam, store_print_add(db, &print, err));
    assert_done(seam, store_print_add(db, &one, err));
    assert_done(seam, store_prints_of_slip(db, arena, office.slip.id, &prints, &count, err));
    assert_int_equal(count, 2);
    assert_int_equal(prints[0].printed_at_ms, print.printed_at_ms);
    assert_int_equal(prints[1].voucher_id, office.voucher.id);
    assert_int_equal(prints[0].sha256[0], 1);
    assert_done(seam, store_prints_by_hash(db, arena, one.sha256, &prints, &count, err));
    assert_int_equal(count, 2);
    assert_done(seam, store_prints_by_hash(db, arena, one.form_sha256, &prints, &count, err));
    assert_int_equal(count, 0);
    assert_done(seam, store_slip_by_id(db, arena, office.slip.id, &slip, err));
    assert_int_equal(slip.copies, 1);
    return true;
}

static void
codes_are_found_by_every_generation(void **state)
{
    WRITE((struct seam *)*state, slips_and_codes, *state);
}

static bool
vouchers_and_events(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct arena *arena = &seam->arena;
    struct office office;
    struct voucher second, read;
    struct stored_event stored = {.nonce = {9}, .body = {8}}, twice = {.nonce = {9}};
    assert_done(seam, seam_fill(db, &office, err));
    assert_done(seam, seam_issue(db, &office, 2, &second, err));
    struct event accept = seam_accept(&office);
    assert_done(seam, seam_append(db, arena, office.voucher.id, &accept, &stored, err));
    assert_done(seam, store_voucher_get(db, arena, office.voucher.id, &read, err));
    assert_int_equal(read.fold.state, STATE_ACCEPTED);
    assert_int_equal(read.fold.bound_provider, office.provider.id);
    assert_int_equal(read.fold.accepted_on, TODAY);
    assert_int_equal(read.fold.ended_on, DAY_NONE);
    assert_int_equal(read.event_count, 2);
    assert_int_equal(read.position, 1);
    assert_string_equal(read.service, "SB-1");

    /* The voucher as it was read before the accept cannot be written any more. */
    struct stored_event stale = {.event = accept};
    stale.event.seq = 2;
    assert_refused(seam, REASON_CONFLICT,
                   store_event_append(db, &office.voucher,
                                      &stale, &office.voucher.fold, &seam->err));
    struct event attend = seam_attend(&office);
    assert_refused(seam, REASON_CONFLICT,
                   seam_append(db, arena, office.voucher.id, &attend, &twice, &seam->err));
    assert_string_equal(seam->err.field, "nonce");

    bool found;
    int64_t voucher;
    struct stored_event known;
    assert_done(seam, store_event_by_nonce(db, arena, stored.nonce, &found, &voucher, &known, err));
    assert_true(found);
    assert_int_equal(voucher, office.voucher.id);
    assert_string_equal(known.receipt, stored.receipt);
    assert_memory_equal(known.body, stored.body, STORE_NONCE_BYTES);
    assert_done(seam, store_event_by_nonce(db, arena, stored.hash, &found, &voucher, &known, err));
    assert_false(found);

    const struct stored_event *events;
    const struct voucher *vouchers;
    size_t count;
    assert_done(seam, store_event_list(db, arena, office.voucher.id, &events, &count, err));
    assert_int_equal(count, 2);
    assert_int_equal(events[0].event.step, STEP_ISSUE);
    assert_int_equal(events[0].event.named_provider, office.provider.id);
    assert_int_equal(events[1].event.source, SOURCE_SCAN);
    assert_int_equal(events[1].event.until, DAY_NONE);
    assert_int_equal(events[1].id, stored.id);
    assert_int_equal(strlen(events[1].receipt), CODE_RECEIPT_SYMBOLS);
    assert_done(seam, store_vouchers_of_slip(db, arena, office.slip.id, &vouchers, &count, err));
    assert_int_equal(count, 2);
    assert_int_equal(vouchers[1].id, second.id);

    const int64_t *ids;
    int32_t day = second.fold.redeem_by + DEADLINE_GRACE_DAYS;
    assert_done(seam, store_voucher_due_for_tick(db, arena, day, 0, 10, &ids, &count, err));
    assert_int_equal(count, 0);
    assert_done(seam, store_voucher_due_for_tick(db, arena, day + 1, 0, 10, &ids, &count, err));
    assert_int_equal(count, 1);
    assert_int_equal(ids[0], second.id);
    assert_done(seam, store_voucher_due_for_tick(db, arena, day + 1, second.id, 10, &ids, &count,
                                                 err));
    assert_int_equal(count, 0);

    assert_done(seam, store_refusal_add(db, second.id, office.provider.id, 0, STEP_ACCEPT,
                                        REASON_WRONG_PROVIDER, err));
    assert_done(seam, store_refusal_add(db, second.id, 0, 0, STEP_NONE, REASON_EXPIRED, err));
    const struct refusal *refusals;
    assert_done(seam, store_refusals_of_voucher(db, arena, second.id, &refusals, &count, err));
    assert_int_equal(count, 2);
    assert_int_equal(refusals[0].provider, office.provider.id);
    assert_int_equal(refusals[1].provider, 0);

    const struct access *accesses;
    assert_done(seam, store_access_log(db, 0, ACCESS_VOUCHER, second.id, ACCESS_SHOWN, err));
    assert_done(seam, store_access_list(db, arena, ACCESS_VOUCHER, second.id, &accesses, &count,
                                        err));
    assert_int_equal(count, 1);
    assert_string_equal(accesses[0].purpose, ACCESS_SHOWN);
    assert_done(seam, store_access_list(db, arena, ACCESS_CASE, second.id, &accesses, &count,
                                        err));
    assert_int_equal(count, 0);
    assert_done(seam, store_count(db, "level0", office.provider.id, 490000, REASON_NONE, err));
    assert_done(seam, store_count(db, "level0", office.provider.id, 490000, REASON_NONE, err));
    assert_done(seam, store_count(db, "address", 77, 490000, REASON_MALFORMED, err));
    return true;
}

static void
events_move_the_voucher_and_are_found_by_nonce(void **state)
{
    WRITE((struct seam *)*state, vouchers_and_events, *state);
}

static bool
people_and_devices(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct office office;
    struct user user = {.name = "keller", .display_name = "Frau Keller", .role = ROLE_CASEWORKER,
                        .team = "T1"}, read;
    assert_done(seam, seam_fill(db, &office, err));
    assert_done(seam, store_user_add(db, &user, err));
    struct user again = {.name = "keller", .role = ROLE_ADMIN};
    assert_refused(seam, REASON_CONFLICT, store_user_add(db, &again, &seam->err));
    assert_int_equal(again.id, 0);
    assert_done(seam, store_user_get(db, &seam->arena, "keller", &read, err));
    assert_int_equal(read.role, ROLE_CASEWORKER);
    assert_int_equal(read.id, user.id);
    assert_refused(seam, REASON_NOT_FOUND,
                   store_user_get(db, &seam->arena, "x", &read, &seam->err));
    for (int role = ROLE_ASSISTANT; role < ROLE__MAX; role++) {
        assert_int_equal(role_from_name(role_name((enum role)role)), role);
    }
    assert_int_equal(role_from_name("chef"), ROLE_NONE);

    struct device device = {.provider = office.provider.id, .role = WHO_LEAD, .pairing_seed = {5},
                            .service_types = BIT(TYPE_B), .pairing_expires_ms = 99};
    struct device second = {.provider = office.provider.id, .role = WHO_RECEPTION,
                            .pairing_seed = {6}};
    assert_done(seam, store_device_add(db, &device, err));
    assert_done(seam, store_device_add(db, &second, err));
    const struct device *rows;
    size_t count;
    assert_done(seam, store_device_list(db, &seam->arena, 0, &rows, &count, err));
    assert_int_equal(count, 2);
    assert_int_equal(rows[0].id, second.id);
    assert_int_equal(rows[1].role, WHO_LEAD);
    assert_int_equal(rows[1].pairing_expires_ms, 99);
    assert_int_equal(rows[1].revoked_ms, 0);
    char symbols[CODE_MAX];
    struct code_hit hit;
    code_derive(&seam->keys, CODE_PAIRING, device.pairing_seed, 1, symbols);
    assert_done(seam, store_code_find(db, symbols, &hit, err));
    assert_int_equal(hit.kind, CODE_PAIRING);
    assert_int_equal(hit.owner, device.id);
    assert_done(seam, store_device_revoke(db, device.id, err));
    assert_refused(seam, REASON_ALREADY_RECORDED, store_device_revoke(db, device.id, &seam->err));
    assert_refused(seam, REASON_NOT_FOUND, store_device_revoke(db, 4, &seam->err));
    assert_done(seam, store_device_list(db, &seam->arena, office.provider.id, &rows, &count, err));
    assert_int_equal(count, 2);
    assert_true(rows[1].revoked_ms > 0);
    assert_done(seam, store_device_list(db, &seam->arena, 4, &rows, &count, err));
    assert_int_equal(count, 0);
    return true;
}

static void
users_and_devices_are_kept_and_revoked(void **state)
{
    WRITE((struct seam *)*state, people_and_devices, *state);
}

static bool
followups(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct office office;
    assert_done(seam, seam_fill(db, &office, err));
    struct followup_subject voucher = {.case_id = office.client.id, .voucher = office.voucher.id};
    struct followup_subject need = {.case_id = office.client.id, .need = office.need.id};
    struct followup rows[] = {{FOLLOWUP_NOT_REDEEMED, TODAY + 90}, {FOLLOWUP_NOT_PRINTED, TODAY}};
    struct followup plan = {FOLLOWUP_PLAN_ENTRY, TODAY + 7};
    const struct followup_row *list;
    size_t count;
    assert_done(seam, store_followup_replace(db, &voucher, rows, 2, err));
    assert_done(seam, store_followup_replace(db, &need, &plan, 1, err));
    assert_done(seam, store_followup_list(db, &seam->arena, "", 0, DAY_NONE, 10, &list, &count,
                                          err));
    assert_int_equal(count, 3);
    assert_int_equal(list[0].reason, FOLLOWUP_NOT_PRINTED);
    assert_int_equal(list[1].need, office.need.id);
    assert_int_equal(list[2].voucher, office.voucher.id);
    assert_string_equal(list[2].case_number, "F-1");
    int64_t kept = list[2].id;
    /* What stays keeps its id, what goes goes; other subjects are left alone. */
    assert_done(seam, store_followup_replace(db, &voucher, rows, 1, err));
    assert_done(seam, store_followup_list(db, &seam->arena, "keller", 0, DAY_NONE, 10, &list,
                                          &count, err));
    assert_int_equal(count, 2);
    assert_int_equal(list[1].id, kept);
    assert_done(seam, store_followup_list(db, &seam->arena, "keller", 0, TODAY + 89, 10, &list,
                                          &count, err));
    assert_int_equal(count, 1);
    assert_done(seam, store_followup_list(db, &seam->arena, "meier", 0, DAY_NONE, 10, &list,
                                          &count, err));
    assert_int_equal(count, 0);
    assert_done(seam, store_followup_list(db, &seam->arena, "", office.client.id, DAY_NONE, 1,
                                          &list, &count, err));
    assert_int_equal(count, 1);
    assert_done(seam, store_followup_replace(db, &voucher, NULL, 0, err));
    assert_done(seam, store_followup_replace(db, &need, NULL, 0, err));
    assert_done(seam, store_followup_list(db, &seam->arena, "", office.client.id, DAY_NONE, 10,
                                          &list, &count, err));
    assert_int_equal(count, 0);
    return true;
}

static void
automatic_followups_become_exactly_what_is_asked(void **state)
{
    WRITE((struct seam *)*state, followups, *state);
}

static bool
targets(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    enum put done;
    struct target row = {.service = "SB-1", .year = 2026, .count = 40};
    assert_done(seam, store_target_put(db, &row, &done, err));
    assert_int_equal(done, PUT_ADDED);
    assert_done(seam, store_target_put(db, &row, &done, err));
    assert_int_equal(done, PUT_SAME);
    row.count = 41;
    assert_refused(seam, REASON_CONFLICT, store_target_put(db, &row, &done, &seam->err));
    row.month = 3;
    assert_done(seam, store_target_put(db, &row, &done, err));
    return true;
}

static void
a_target_that_differs_is_refused(void **state)
{
    WRITE((struct seam *)*state, targets, *state);
}

static bool
numbers_and_ids(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    int64_t number, last = 0;
    for (int64_t i = 1; i <= 3; i++) {
        assert_done(seam, store_next_number(db, "slip-2026", &number, err));
        assert_int_equal(number, i);
    }
    assert_done(seam, store_next_number(db, "slip-2027", &number, err));
    assert_int_equal(number, 1);
    for (int i = 0; i < 10000; i++) {
        int64_t id = store_new_id(db);
        assert_true(id > last);
        last = id;
    }
    assert_true(store_now_ms(db) >= SEAM_START_MS);
    return true;
}

static void
numbers_count_up_and_ids_grow(void **state)
{
    WRITE((struct seam *)*state, numbers_and_ids, *state);
}

struct moment {
    int64_t ms, id;
};

static bool
note_moment(struct db *db, void *arg, struct err *err)
{
    struct moment *moment = arg;
    (void)err;
    moment->ms = store_now_ms(db);
    moment->id = store_new_id(db);
    return true;
}

static void
a_clock_that_jumps_back_takes_nothing_with_it(void **state)
{
    struct seam *seam = *state;
    struct moment first, second;
    WRITE(seam, note_moment, &first);
    seam_close(seam);
    seam->clock = clock_shifted(SEAM_START_MS - 3600000);
    seam_open(seam);
    WRITE(seam, note_moment, &second);
    assert_true(second.ms >= first.ms);
    assert_true(second.id > first.id);
    assert_string_equal(store_purpose(seam->store), "test");
}

static bool
marks_hold_until_they_are_lifted(struct db *db, void *arg, struct err *err)
{
    struct seam *seam = arg;
    struct arena *arena = &seam->arena;
    struct office office;
    const struct stored_event *events;
    const struct dispute *marks;
    struct voucher voucher;
    size_t count;
    assert_done(seam, seam_fill(db, &office, err));
    assert_done(seam, store_event_list(db, arena, office.voucher.id, &events, &count, err));
    for (int round = 0; round < 2; round++) {
        assert_done(seam, store_dispute_set(db, office.voucher.id, events[0].id, 20000 + round, 0,
                                            err));
        assert_refused(seam, REASON_CONFLICT,
                       store_dispute_set(db, office.voucher.id, events[0].id, 20001, 0,
                                         &seam->err));
        assert_done(seam, store_voucher_get(db, arena, office.voucher.id, &voucher, err));
        assert_true(voucher.disputed);
        assert_done(seam, store_dispute_list(db, arena, office.voucher.id, &marks, &count, err));
        assert_int_equal(count, 1);
        assert_int_equal(marks[0].since, 20000 + round);
        assert_int_equal(marks[0].lifted_on, DAY_NONE);
        assert_done(seam, store_dispute_lift(db, office.voucher.id, events[0].id, 20005, 0, err));
        assert_refused(seam, REASON_CONFLICT,
                       store_dispute_lift(db, office.voucher.id, events[0].id, 20005, 0,
                                          &seam->err));
        assert_done(seam, store_voucher_get(db, arena, office.voucher.id, &voucher, err));
        assert_false(voucher.disputed);
    }
    assert_done(seam, store_dispute_list(db, arena, office.voucher.id, &marks, &count, err));
    assert_int_equal(marks[0].lifted_on, 20005);
    return true;
}

static void
disputes_hold_until_they_are_lifted(void **state)
{
    struct seam *seam = *state;
    assert_done(seam, store_write(seam->store, marks_hold_until_they_are_lifted, seam,
                                  &seam->err));
}

int
main(void)
{
    setenv("TZ", "Europe/Berlin", 1);
    const struct CMUnitTest tests[] = {
        SEAM_TEST(a_branch_is_added_kept_and_changed_under_its_key),
        SEAM_TEST(services_are_listed_by_the_name_of_their_provider),
        SEAM_TEST(levels_follow_agreement_and_best_signed_consent_of_the_day),
        SEAM_TEST(two_editors_of_a_case_cannot_overwrite_each_other),
        SEAM_TEST(cases_are_found_by_the_beginnings_of_names_and_numbers),
        SEAM_TEST(a_renamed_case_is_found_by_its_new_name_only),
        SEAM_TEST(codes_are_found_by_every_generation),
        SEAM_TEST(events_move_the_voucher_and_are_found_by_nonce),
        SEAM_TEST(disputes_hold_until_they_are_lifted),
        SEAM_TEST(users_and_devices_are_kept_and_revoked),
        SEAM_TEST(automatic_followups_become_exactly_what_is_asked),
        SEAM_TEST(a_target_that_differs_is_refused),
        SEAM_TEST(numbers_count_up_and_ids_grow),
        SEAM_TEST(a_clock_that_jumps_back_takes_nothing_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
