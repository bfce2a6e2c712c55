/*
 * sql_columns.h - private to sql.c: parameters and columns that several statements name.
 */
#ifndef SQL_COLUMNS_H
#define SQL_COLUMNS_H

/* "$1, $2, ... $n" */
#define D3 "$1, $2, $3"
#define D4 D3 ", $4"
#define D5 D4 ", $5"
#define D6 D5 ", $6"
#define D7 D6 ", $7"
#define D8 D7 ", $8"
#define D9 D8 ", $9"
#define D10 D9 ", $10"
#define D11 D10 ", $11"
#define D12 D11 ", $12"
#define D13 D12 ", $13"
#define D15 D13 ", $14, $15"
#define D16 D15 ", $16"
#define D25 D15 ", $16, $17, $18, $19, $20, $21, $22, $23, $24, $25"
#define D36 D25 ", $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36"

#define BRANCH "id, short_name, name, street, postcode, city, phone, hours"
#define PROVIDER                                                                                  \
    "id, short_name, name, street, postcode, city, phone, hours, regime, is_protected, contact, " \
    "stop, languages, access, walk_in"
#define SERVICE "id, short_name, type, title, provider_id, places, redeem_days, bring"
/* For a join with provider, which also has a short name. */
#define SERVICE_S                                                                              \
    "s.id, s.short_name, s.type, s.title, s.provider_id, s.places, s.redeem_days, s.bring"
#define AGREEMENT "id, provider_id, type, level, basis, valid_from, valid_until"
#define TARGET "id, service, branch, team, year, month, amount"
#define USER "id, name, display_name, role, team, branch, phone, disabled"
#define AUDIT_ACCESS                                                                            \
    "a.id, COALESCE(u.name, ''), a.object, a.object_id, a.purpose, a.accessed_ms "                \
    "FROM access_log a LEFT JOIN office_user u ON u.id = a.user_id "
#define AUDIT_EVENT                                                                             \
    "e.id, COALESCE(u.name, ''), 'voucher', e.voucher_id, e.step, e.recorded_at_ms "              \
    "FROM event e LEFT JOIN office_user u ON u.id = e.user_id "
#define DEPUTY_D                                                                                \
    "d.id, d.user_id, d.deputy_id, d.from_day, d.until_day, u.name, u.display_name, p.name, "    \
    "p.display_name FROM deputy d JOIN office_user u ON u.id = d.user_id "                       \
    "JOIN office_user p ON p.id = d.deputy_id "
#define CREDENTIAL "user_id, hash, setup, setup_expires_ms, changed_ms"
#define SESSION "id, user_id, token, created_ms, last_seen_ms"
#define DEVICE                                                                          \
    "id, provider_id, name, role, service_types, created_ms, paired_ms, last_seen_ms, " \
    "revoked_ms, pairing_expires_ms, pairing_seed, site_id, card, instructed_on, instruction, " \
    "waiting"
#define CASE_FILE                                                                             \
    "id, case_number, given_name, family_name, birth_date, language, caseworker, team, "     \
    "branch, is_protected, phone, street, postcode, city, version, contact_days"
#define NEED "id, case_id, type, priority, agreed_on, plan_ref, aim"
#define CONSENT                                                                               \
    "id, case_id, provider_id, level, state, text_version, language, interpreter, "           \
    "held_by_provider, signed_on, valid_until, withdrawn_on"
#define SLIP                                                                             \
    "id, case_id, slip_number, issued_on, station_order, language, neutral, issued_by, " \
    "client_seed, client_generation, copies, batch"
#define VOUCHER                                                                               \
    "id, slip_id, case_id, need_id, position, service, type, seed, appointment_ms, neutral, " \
    "disputed, event_count, head, state, before_state, before_expiry, generation, "           \
    "named_provider, bound_provider, issued_on, paper_on, redeem_by, complete_by, "           \
    "accepted_on, started_on, ended_on, expired_on, closed_on, reviewed_on, "                 \
    "waitlist_until, last_attended_on, attend_count, outcome, cause, goal, recommendation"
#define EVENT                                                                                   \
    "id, voucher_id, seq, step, happened_on, recorded_at_ms, who, source, provider_id, "        \
    "device_id, user_id, level, outcome, cause, goal, recommendation, again, until_day, "       \
    "named_provider, generation, annuls, receipt, nonce, body, hash"
#define CONTRADICTION                                                                           \
    "id, voucher_id, provider_id, device_id, step, source, happened_on, recorded_at_ms, reason, " \
    "nonce, body, decision, decided_ms, decided_by, event_id"
#define POSTING                                                                                 \
    "e.id, e.seq, s.slip_number, v.position, v.type, c.case_number, c.caseworker, c.team, "     \
    "e.step, e.outcome, e.happened_on, e.recorded_at_ms, e.source, e.until_day, a.step, "       \
    "a.happened_on, p.posted_ms, u.name, e.generation, v.generation "                           \
    "FROM case_file c JOIN voucher v ON v.case_id = c.id "                                      \
    "JOIN slip s ON s.id = v.slip_id JOIN event e ON e.voucher_id = v.id "                      \
    "LEFT JOIN event a ON a.voucher_id = e.voucher_id AND a.seq = e.annuls "                    \
    "LEFT JOIN posting p ON p.event_id = e.id LEFT JOIN office_user u ON u.id = p.posted_by"
#define OFFICE_KEY "id, name, key_hash, created_ms, last_seen_ms, revoked_ms"
#define PRINT \
    "id, slip_id, voucher_id, form, copy, printed_at_ms, sha256, form_sha256, bytes, data, "    \
    "proof"
#define FOLLOWUP \
    "id, case_id, voucher_id, need_id, consent_id, reason, due_on, note, created_by"
#define FOLLOWUP_F                                                                             \
    "f.id, f.case_id, f.voucher_id, f.need_id, f.consent_id, f.reason, f.due_on, f.note, "     \
    "f.created_by, c.case_number, "                                                            \
    "(SELECT v.generation = 0 FROM voucher v WHERE v.id = f.voucher_id)"
#define SEAL                                                                                 \
    "day, sealed_ms, through_id, event_count, purged_vouchers, purged_events, digest, "      \
    "sealed_events, tombstone"
#define TALLY                                                                                \
    "month, branch, team, type, service, state, outcome, goal, amount, accepted, wait_days, " \
    "attended, referred"
#define PART_WITHIN(low, high) \
    "EXISTS (SELECT 1 FROM name_part q WHERE q.case_id = p.case_id AND q.part >= " low \
    " AND q.part < " high ")"

/* What the last review of voucher v that stands says comes next. */
#define NEXT_STEP_V                                                                              \
    "SELECT r.next_step FROM event e LEFT JOIN review_step r ON r.event_id = e.id "                \
    "WHERE e.voucher_id = v.id AND e.step = 'review' AND NOT EXISTS (SELECT 1 FROM event a "       \
    "WHERE a.voucher_id = v.id AND a.annuls = e.seq) ORDER BY e.seq DESC LIMIT 1"
/* What a review leaves open, to be ended by hand. */
#define REVIEW_TASKS "('profile_check', 'plan_update', 'help_plan_end')"

#endif
