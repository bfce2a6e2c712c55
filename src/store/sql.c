/*
 * sql.c - the statement table: text, number of parameters, number of columns.
 *
 * An INSERT and the UPDATE of the same noun take the same parameters in the order of
 * the noun's fields (noun_*.c), so one row binds to both.
 */
#include "sql.h"
#include "sql_columns.h"

/* clang-format off */
const struct sql sql_table[SQL__MAX] = {
    [SQL_NONE] = { "", 0, 0 },

    [SQL_META_INSERT] = {
        "INSERT INTO meta (id, purpose, key_fingerprint, epoch, created_at_ms, last_recorded_ms, "
        "last_id) VALUES (1, $1, $2, 1, $3, 0, 0)", 3, 0 },
    [SQL_META_GET] = {
        "SELECT purpose, key_fingerprint, epoch, last_recorded_ms, last_id FROM meta "
        "WHERE id = 1", 0, 5 },
    [SQL_META_MOVE] = { "UPDATE meta SET last_recorded_ms = $1, last_id = $2 WHERE id = 1", 2, 0 },
    [SQL_META_RESTORED] = { "UPDATE meta SET epoch = $1 WHERE id = 1", 1, 0 },
    [SQL_SERIES_NEXT] = {
        "INSERT INTO series (name, last_no) VALUES ($1, 1) "
        "ON CONFLICT (name) DO UPDATE SET last_no = series.last_no + 1", 1, 0 },
    [SQL_SERIES_GET] = { "SELECT last_no FROM series WHERE name = $1", 1, 1 },

    [SQL_BRANCH_INSERT] = { "INSERT INTO branch (" BRANCH ") VALUES (" D8 ")", 8, 0 },
    [SQL_BRANCH_UPDATE] = {
        "UPDATE branch SET short_name = $2, name = $3, street = $4, postcode = $5, city = $6, "
        "phone = $7, hours = $8 WHERE id = $1", 8, 0 },
    [SQL_BRANCH_GET] = { "SELECT " BRANCH " FROM branch WHERE short_name = $1", 1, 8 },
    [SQL_BRANCH_LIST] = { "SELECT " BRANCH " FROM branch ORDER BY name, id", 0, 8 },
    [SQL_PROVIDER_INSERT] = { "INSERT INTO provider (" PROVIDER ") VALUES (" D15 ")", 15, 0 },
    [SQL_PROVIDER_UPDATE] = {
        "UPDATE provider SET short_name = $2, name = $3, street = $4, postcode = $5, city = $6, "
        "phone = $7, hours = $8, regime = $9, is_protected = $10, contact = $11, stop = $12, "
        "languages = $13, access = $14, walk_in = $15 WHERE id = $1", 15, 0 },
    [SQL_PROVIDER_GET] = { "SELECT " PROVIDER " FROM provider WHERE short_name = $1", 1, 15 },
    [SQL_PROVIDER_BY_ID] = { "SELECT " PROVIDER " FROM provider WHERE id = $1", 1, 15 },
    [SQL_PROVIDER_LIST] = { "SELECT " PROVIDER " FROM provider ORDER BY name, id", 0, 15 },
    [SQL_SITE_INSERT] = { "INSERT INTO site (id, provider_id, name) VALUES (" D3 ")", 3, 0 },
    [SQL_SITE_GET] = {
        "SELECT id, provider_id, name FROM site WHERE provider_id = $1 AND name = $2", 2, 3 },
    [SQL_SITE_BY_ID] = { "SELECT id, provider_id, name FROM site WHERE id = $1", 1, 3 },
    [SQL_SERVICE_INSERT] = { "INSERT INTO service (" SERVICE ") VALUES (" D8 ")", 8, 0 },
    [SQL_SERVICE_UPDATE] = {
        "UPDATE service SET short_name = $2, type = $3, title = $4, provider_id = $5, "
        "places = $6, redeem_days = $7, bring = $8 WHERE id = $1", 8, 0 },
    [SQL_SERVICE_GET] = {
        "SELECT " SERVICE " FROM service WHERE short_name = $1 AND provider_id = $2", 2, 8 },
    [SQL_SERVICE_LIST] = {
        "SELECT " SERVICE_S " FROM service s JOIN provider p ON p.id = s.provider_id "
        "WHERE s.short_name = $1 ORDER BY p.name, s.id", 1, 8 },
    [SQL_SERVICE_OF_PROVIDER] = {
        "SELECT " SERVICE " FROM service WHERE provider_id = $1 ORDER BY short_name", 1, 8 },
    [SQL_AGREEMENT_INSERT] = { "INSERT INTO agreement (" AGREEMENT ") VALUES (" D7 ")", 7, 0 },
    [SQL_AGREEMENT_GET] = {
        "SELECT " AGREEMENT " FROM agreement "
        "WHERE provider_id = $1 AND type = $2 AND valid_from = $3", 3, 7 },
    [SQL_AGREEMENT_LIST] = {
        "SELECT " AGREEMENT " FROM agreement WHERE provider_id = $1 "
        "ORDER BY type, valid_from", 1, 7 },
    [SQL_AGREEMENT_ON_DAY] = {
        "SELECT basis, level FROM agreement WHERE provider_id = $1 AND type = $2 "
        "AND valid_from <= $3 AND (valid_until IS NULL OR valid_until >= $3) "
        "ORDER BY valid_from DESC LIMIT 1", 3, 2 },
    [SQL_TARGET_INSERT] = { "INSERT INTO target (" TARGET ") VALUES (" D7 ")", 7, 0 },
    [SQL_TARGET_GET] = {
        "SELECT " TARGET " FROM target WHERE service = $1 AND branch = $2 AND team = $3 "
        "AND year = $4 AND month = $5", 5, 7 },

    [SQL_USER_INSERT] = {
        "INSERT INTO office_user (" USER ") VALUES (" D8 ") ON CONFLICT DO NOTHING", 8, 0 },
    [SQL_USER_GET] = { "SELECT " USER " FROM office_user WHERE name = $1", 1, 8 },
    [SQL_USER_BY_ID] = { "SELECT " USER " FROM office_user WHERE id = $1", 1, 8 },
    [SQL_USER_DISABLE] = { "UPDATE office_user SET disabled = $2 WHERE id = $1", 2, 0 },
    [SQL_USER_OF_TEAM] = {
        "SELECT " USER " FROM office_user WHERE team = $1 AND role = 'caseworker' ORDER BY name",
        1, 8 },
    [SQL_USER_STOOD_IN_FOR] = {
        "SELECT u.id, u.name, u.display_name, u.role, u.team, u.branch, u.phone, u.disabled "
        "FROM deputy d JOIN office_user u ON u.id = d.user_id "
        "WHERE d.deputy_id = $1 AND d.from_day <= $2 AND d.until_day >= $2 ORDER BY u.name", 2, 8 },
    [SQL_CREDENTIAL_PUT] = {
        "INSERT INTO credential (" CREDENTIAL ") VALUES (" D5 ") "
        "ON CONFLICT (user_id) DO UPDATE SET hash = $2, setup = $3, setup_expires_ms = $4, "
        "changed_ms = $5", 5, 0 },
    [SQL_CREDENTIAL_GET] = { "SELECT " CREDENTIAL " FROM credential WHERE user_id = $1", 1, 5 },
    [SQL_USER_LIST] = { "SELECT " USER " FROM office_user ORDER BY team, name", 0, 8 },
    [SQL_USER_UPDATE] = {
        "UPDATE office_user SET name = $2, display_name = $3, role = $4, team = $5, branch = $6, "
        "phone = $7, disabled = $8 WHERE id = $1", 8, 0 },
    [SQL_USER_ADMINS] = {
        "SELECT COUNT(*) FROM office_user WHERE role = 'admin' AND disabled = 0", 0, 1 },
    [SQL_DEPUTY_INSERT] = {
        "INSERT INTO deputy (id, user_id, deputy_id, from_day, until_day) VALUES (" D5 ")", 5, 0 },
    [SQL_DEPUTY_BY_ID] = { "SELECT " DEPUTY_D "WHERE d.id = $1", 1, 9 },
    [SQL_DEPUTY_OF_USER] = {
        "SELECT " DEPUTY_D "WHERE d.user_id = $1 AND d.until_day >= $2 "
        "ORDER BY d.from_day, d.id", 2, 9 },
    [SQL_DEPUTY_STANDS_IN] = {
        "SELECT " DEPUTY_D "WHERE d.deputy_id = $1 AND d.from_day <= $2 AND d.until_day >= $2 "
        "ORDER BY u.name, d.id", 2, 9 },
    [SQL_DEPUTY_ACTIVE] = {
        "SELECT COUNT(*) FROM deputy d JOIN office_user u ON u.id = d.user_id "
        "WHERE d.deputy_id = $1 AND u.name = $2 AND d.from_day <= $3 AND d.until_day >= $3", 3, 1 },
    [SQL_DEPUTY_SHORTEN] = { "UPDATE deputy SET until_day = $2 WHERE id = $1", 2, 0 },
    [SQL_DEPUTY_DELETE] = { "DELETE FROM deputy WHERE id = $1", 1, 0 },
    [SQL_SESSION_INSERT] = { "INSERT INTO session (" SESSION ") VALUES (" D5 ")", 5, 0 },
    [SQL_SESSION_FIND] = { "SELECT " SESSION " FROM session WHERE token = $1", 1, 5 },
    [SQL_SESSION_SEEN] = { "UPDATE session SET last_seen_ms = $2 WHERE id = $1", 2, 0 },
    [SQL_SESSION_END] = { "DELETE FROM session WHERE id = $1", 1, 0 },
    [SQL_SESSION_END_ALL] = { "DELETE FROM session WHERE user_id = $1", 1, 0 },
    [SQL_SESSION_END_OF_USER] = { "DELETE FROM session WHERE id = $1 AND user_id = $2", 2, 0 },
    [SQL_SESSION_END_OTHERS] = { "DELETE FROM session WHERE user_id = $1 AND id <> $2", 2, 0 },
    [SQL_SESSION_OF_USER] = {
        "SELECT " SESSION " FROM session WHERE user_id = $1 ORDER BY id DESC", 1, 5 },
    [SQL_SESSION_PURGE] = { "DELETE FROM session WHERE created_ms < $1", 1, 0 },
    [SQL_DEVICE_INSERT] = { "INSERT INTO device (" DEVICE ") VALUES (" D16 ")", 16, 0 },
    [SQL_DEVICE_BY_ID] = { "SELECT " DEVICE " FROM device WHERE id = $1", 1, 16 },
    [SQL_DEVICE_LIST] = { "SELECT " DEVICE " FROM device ORDER BY id DESC", 0, 16 },
    [SQL_DEVICE_OF_PROVIDER] = {
        "SELECT " DEVICE " FROM device WHERE provider_id = $1 ORDER BY id DESC", 1, 16 },
    [SQL_DEVICE_REVOKE] = {
        "UPDATE device SET revoked_ms = $2 WHERE id = $1 AND revoked_ms IS NULL", 2, 0 },
    [SQL_DEVICE_PAIR] = {
        "UPDATE device SET name = CASE WHEN name = '' THEN $2 ELSE name END, paired_ms = $3, "
        "key_hash = $4 WHERE id = $1 AND paired_ms IS NULL AND revoked_ms IS NULL", 4, 0 },
    [SQL_DEVICE_ROLL] = {
        "UPDATE device SET card = $2, pairing_expires_ms = $3, paired_ms = NULL, key_hash = NULL, "
        "instructed_on = NULL, instruction = 0 WHERE id = $1 AND revoked_ms IS NULL", 3, 0 },
    [SQL_DEVICE_NAME] = { "UPDATE device SET name = $2 WHERE id = $1", 2, 0 },
    [SQL_DEVICE_INSTRUCT] = {
        "UPDATE device SET instructed_on = $2, instruction = $3 "
        "WHERE id = $1 AND instructed_on IS NULL", 3, 0 },
    [SQL_DEVICE_BY_KEY] = { "SELECT " DEVICE " FROM device WHERE key_hash = $1", 1, 16 },
    [SQL_DEVICE_SEEN] = { "UPDATE device SET last_seen_ms = $2 WHERE id = $1", 2, 0 },
    [SQL_DEVICE_WAITING] = { "UPDATE device SET waiting = $2 WHERE id = $1", 2, 0 },
    [SQL_OFFICE_KEY_INSERT] = {
        "INSERT INTO office_key (" OFFICE_KEY ") VALUES (" D6 ") ON CONFLICT DO NOTHING", 6, 0 },
    [SQL_OFFICE_KEY_FIND] = {
        "SELECT " OFFICE_KEY " FROM office_key WHERE key_hash = $1 AND revoked_ms IS NULL", 1, 6 },
    [SQL_OFFICE_KEY_LIST] = { "SELECT " OFFICE_KEY " FROM office_key ORDER BY id DESC", 0, 6 },
    [SQL_OFFICE_KEY_SEEN] = { "UPDATE office_key SET last_seen_ms = $2 WHERE id = $1", 2, 0 },
    [SQL_OFFICE_KEY_REVOKE] = {
        "UPDATE office_key SET revoked_ms = $2 WHERE name = $1 AND revoked_ms IS NULL", 2, 0 },

    [SQL_SLIP_INSERT] = { "INSERT INTO slip (" SLIP ") VALUES (" D12 ")", 12, 0 },
    [SQL_SLIP_GET] = { "SELECT " SLIP " FROM slip WHERE slip_number = $1", 1, 12 },
    [SQL_SLIP_PAGE] = {
        "SELECT " SLIP " FROM slip WHERE id > $1 ORDER BY id LIMIT $2", 2, 12 },
    [SQL_SLIP_BY_ID] = { "SELECT " SLIP " FROM slip WHERE id = $1", 1, 12 },
    [SQL_SLIP_BY_BATCH] = { "SELECT " SLIP " FROM slip WHERE batch = $1 AND batch <> ''", 1, 12 },
    [SQL_SLIP_OF_CASE] = {
        "SELECT " SLIP " FROM slip WHERE case_id = $1 ORDER BY id DESC", 1, 12 },
    [SQL_SLIP_PRINTED] = { "UPDATE slip SET copies = copies + 1 WHERE id = $1", 1, 0 },
    [SQL_VOUCHER_INSERT] = { "INSERT INTO voucher (" VOUCHER ") VALUES (" D36 ")", 36, 0 },
    [SQL_VOUCHER_UPDATE] = {
        "UPDATE voucher SET event_count = $3, head = $4, state = $5, before_state = $6, "
        "before_expiry = $7, generation = $8, named_provider = $9, bound_provider = $10, "
        "issued_on = $11, paper_on = $12, redeem_by = $13, complete_by = $14, "
        "accepted_on = $15, started_on = $16, ended_on = $17, expired_on = $18, "
        "closed_on = $19, reviewed_on = $20, waitlist_until = $21, last_attended_on = $22, "
        "attend_count = $23, outcome = $24, cause = $25, goal = $26, recommendation = $27 "
        "WHERE id = $1 AND event_count = $2", 27, 0 },
    /* Names no column of an index or foreign key: none of them is touched. */
    [SQL_VOUCHER_COUNT] = {
        "UPDATE voucher SET event_count = $3, head = $4, last_attended_on = $5, "
        "attend_count = $6, recommendation = $7 WHERE id = $1 AND event_count = $2", 7, 0 },
    [SQL_VOUCHER_BY_ID] = { "SELECT " VOUCHER " FROM voucher WHERE id = $1", 1, 36 },
    [SQL_VOUCHER_OF_SLIP] = {
        "SELECT " VOUCHER " FROM voucher WHERE slip_id = $1 ORDER BY position", 1, 36 },
    [SQL_VOUCHER_TAIL] = {
        "SELECT v.event_count, e.hash FROM voucher v LEFT JOIN event e "
        "ON e.voucher_id = v.id AND e.seq = v.event_count WHERE v.id = $1", 1, 2 },
    [SQL_VOUCHER_DUE] = {
        "SELECT id FROM voucher WHERE state IN ('issued', 'waitlisted') AND redeem_by < $1 "
        "AND +id > $2 ORDER BY +id LIMIT $3", 3, 1 },
    [SQL_VOUCHER_WAITS] = { "SELECT issued_on, accepted_on FROM voucher WHERE bound_provider = $1 AND service = $2 AND accepted_on >= $3 ORDER BY accepted_on DESC, issued_on DESC LIMIT $4", 4, 2 },
    [SQL_VOUCHER_IN_WORK] = { "SELECT count(*) FROM voucher WHERE bound_provider = $1 AND service = $2 AND state IN ('accepted', 'started')", 2, 1 },
    [SQL_VOUCHER_PAGE] = {
        "SELECT " VOUCHER " FROM voucher WHERE id > $1 ORDER BY id LIMIT $2", 2, 36 },
    [SQL_VOUCHER_EXPORT] = {
        "SELECT v.id, s.slip_number, v.position, c.case_number, v.type, v.service, "
        "COALESCE(b.short_name, n.short_name, ''), v.state, v.issued_on, v.redeem_by, "
        "v.accepted_on, v.started_on, v.ended_on, v.closed_on, v.reviewed_on, v.outcome, v.goal, "
        "v.attend_count, CASE WHEN v.goal IS NULL THEN '' ELSE COALESCE((" NEXT_STEP_V "), '') END, "
        "v.generation FROM voucher v JOIN slip s ON s.id = v.slip_id "
        "JOIN case_file c ON c.id = v.case_id LEFT JOIN provider b ON b.id = v.bound_provider "
        "LEFT JOIN provider n ON n.id = v.named_provider WHERE v.id > $1 AND v.state IS NOT NULL "
        "AND (CAST($2 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM event e "
        "WHERE e.voucher_id = v.id AND e.id > $2)) ORDER BY v.id LIMIT $3", 3, 20 },
    [SQL_WORKLIST_NAMED] = {
        "SELECT " VOUCHER " FROM voucher WHERE named_provider = $1 "
        "AND state IN ('issued', 'waitlisted') AND generation > 0 ORDER BY redeem_by, id LIMIT $2", 2, 36 },
    [SQL_WORKLIST_WORKING] = {
        "SELECT " VOUCHER " FROM voucher WHERE bound_provider = $1 "
        "AND state IN ('accepted', 'started') AND generation > 0 ORDER BY accepted_on, id LIMIT $2", 2, 36 },
    [SQL_WORKLIST_CLOSED] = {
        "SELECT " VOUCHER " FROM voucher WHERE bound_provider = $1 AND closed_on >= $3 "
        "AND generation > 0 ORDER BY closed_on DESC, id DESC LIMIT $2", 3, 36 },
    [SQL_WORKLIST_DECLINED] = {
        "SELECT " VOUCHER " FROM voucher WHERE named_provider = $1 AND bound_provider IS NULL "
        "AND closed_on >= $3 AND generation > 0 ORDER BY closed_on DESC, id DESC LIMIT $2", 3, 36 },
    [SQL_WORKLIST_COURSES] = {
        "SELECT issued_on, accepted_on, started_on, ended_on FROM voucher "
        "WHERE bound_provider = $1 AND accepted_on >= $2 AND generation > 0", 2, 4 },
    [SQL_WORKLIST_ISSUED] = {
        "SELECT count(*) FROM voucher WHERE named_provider = $1 AND issued_on >= $2 "
        "AND generation > 0", 2, 1 },
    /* The cross join fixes the order: events of the few, not a look at all. */
    [SQL_REPORT_VOUCHERS] = {
        "SELECT v.case_id, COALESCE(v.bound_provider, v.named_provider), v.type, "
        "CASE WHEN v.state = 'reviewed' THEN v.before_state ELSE v.state END, v.issued_on, "
        "v.accepted_on, v.started_on, v.ended_on, v.closed_on, v.outcome, v.cause, "
        "CASE WHEN v.closed_on >= $1 AND v.closed_on <= $2 THEN COALESCE((SELECT MAX(e.level) "
        "FROM event e WHERE e.voucher_id = v.id AND e.step IN ('accept', 'start', 'attend', "
        "'end', 'decline')), -1) ELSE -1 END, v.generation "
        "FROM voucher v WHERE v.issued_on <= $2 AND (v.closed_on IS NULL OR v.closed_on >= $1) "
        "UNION ALL SELECT v.case_id, e.provider_id, v.type, 'declined', NULL, NULL, NULL, NULL, "
        "e.happened_on, NULL, e.cause, e.level, v.generation "
        "FROM voucher v CROSS JOIN event e WHERE e.voucher_id = v.id "
        "AND v.named_provider IS NULL AND v.issued_on <= $2 AND e.step = 'decline' "
        "AND e.happened_on >= $1 AND e.happened_on <= $2 AND NOT EXISTS (SELECT 1 FROM event a "
        "WHERE a.voucher_id = v.id AND a.annuls = e.seq) ORDER BY 1", 2, 13 },
    [SQL_CODE_INSERT] = {
        "INSERT INTO code (lookup, kind, owner, generation, key_number) "
        "VALUES (" D5 ") ON CONFLICT DO NOTHING", 5, 0 },
    [SQL_CODE_GET] = { "SELECT kind, owner, generation FROM code WHERE lookup = $1", 1, 3 },
    [SQL_EVENT_INSERT] = {
        "INSERT INTO event (" EVENT ") VALUES (" D25 ") ON CONFLICT DO NOTHING", 25, 0 },
    [SQL_EVENT_LIST] = { "SELECT " EVENT " FROM event WHERE voucher_id = $1 ORDER BY seq", 1, 25 },
    [SQL_EVENT_BY_NONCE] = { "SELECT " EVENT " FROM event WHERE nonce = $1", 1, 25 },
    [SQL_EVENT_ORPHANS] = {
        "SELECT e.voucher_id, e.seq FROM event e WHERE NOT EXISTS "
        "(SELECT 1 FROM voucher v WHERE v.id = e.voucher_id) LIMIT $1", 1, 2 },
    [SQL_EVENT_PAGE] = {
        "SELECT id, hash FROM event WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3", 3, 2 },
    [SQL_EVENT_LAST] = { "SELECT id FROM event ORDER BY id DESC LIMIT 1", 0, 1 },
    [SQL_EVENT_COUNT_AFTER] = { "SELECT count(*) FROM event WHERE id > $1", 1, 1 },
    [SQL_EVENT_HASH] = { "SELECT hash FROM event WHERE id = $1", 1, 1 },
    [SQL_FEED_PAGE] = {
        "SELECT e.id, e.voucher_id, s.slip_number, v.position, v.type, e.seq, e.step, "
        "e.happened_on, e.recorded_at_ms, e.source, e.receipt, e.annuls, e.hash, e.outcome, "
        "c.case_number, v.generation FROM event e JOIN voucher v ON v.id = e.voucher_id "
        "JOIN slip s ON s.id = v.slip_id JOIN case_file c ON c.id = v.case_id "
        "WHERE e.id > $1 ORDER BY e.id LIMIT $2", 2, 16 },
    [SQL_EVENT_FRESH] = {
        "SELECT e.id, e.step, e.happened_on, e.recorded_at_ms, s.slip_number, v.position, "
        "v.type, c.id, c.case_number, c.given_name, c.family_name FROM event e "
        "JOIN voucher v ON v.id = e.voucher_id JOIN slip s ON s.id = v.slip_id "
        "JOIN case_file c ON c.id = v.case_id "
        "WHERE e.id >= $1 AND (e.who = 'reception' OR e.who = 'lead') AND c.caseworker = $2 "
        "AND NOT EXISTS (SELECT 1 FROM event a WHERE a.voucher_id = e.voucher_id "
        "AND a.annuls = e.seq) ORDER BY e.id DESC LIMIT $3", 3, 11 },
    [SQL_PRINT_INSERT] = { "INSERT INTO print_record (" PRINT ") VALUES (" D11 ")", 11, 0 },
    [SQL_PRINT_OF_SLIP] = {
        "SELECT " PRINT " FROM print_record WHERE slip_id = $1 ORDER BY id", 1, 11 },
    [SQL_PRINT_BY_HASH] = {
        "SELECT " PRINT " FROM print_record WHERE sha256 = $1 ORDER BY id", 1, 11 },
    [SQL_PRINT_FIRST_PROVED] = {
        "SELECT id FROM print_record WHERE proof IS NOT NULL ORDER BY id LIMIT 1", 0, 1 },
    [SQL_PRINT_OF_VOUCHER_COUNT] = {
        "SELECT COUNT(*) FROM print_record WHERE slip_id = $1 AND printed_at_ms >= $2 "
        "AND (form = 'gutschein' OR form = 'laufzettel+gutschein') "
        "AND (voucher_id IS NULL OR voucher_id = $3)", 3, 1 },
    [SQL_REFUSAL_OF_VOUCHER] = { "SELECT provider_id, recorded_at_ms FROM refusal "
        "WHERE voucher_id = $1 ORDER BY id", 1, 2 },
    [SQL_ACCESS_OF] = { "SELECT user_id, purpose, accessed_ms FROM access_log "
        "WHERE object = $1 AND object_id = $2 ORDER BY id", 2, 3 },
    [SQL_LATE_INSERT] = {
        "INSERT INTO late_event (event_id, happened_ms, offset_ms) VALUES (" D3 ")", 3, 0 },
    [SQL_LATE_GET] = { "SELECT 1 FROM late_event WHERE event_id = $1", 1, 1 },
    [SQL_CONTRADICTION_INSERT] = {
        "INSERT INTO contradiction (" CONTRADICTION ") VALUES (" D15 ")", 15, 0 },
    [SQL_CONTRADICTION_BY_ID] = {
        "SELECT " CONTRADICTION " FROM contradiction WHERE id = $1", 1, 15 },
    [SQL_CONTRADICTION_BY_NONCE] = {
        "SELECT " CONTRADICTION " FROM contradiction WHERE nonce = $1", 1, 15 },
    [SQL_CONTRADICTION_OPEN] = {
        "SELECT " CONTRADICTION " FROM contradiction WHERE decision IS NULL AND id > 0 "
        "ORDER BY id LIMIT $1", 1, 15 },
    [SQL_CONTRADICTION_OF_VOUCHER] = {
        "SELECT " CONTRADICTION " FROM contradiction WHERE voucher_id = $1 "
        "ORDER BY id LIMIT $2", 2, 15 },
    [SQL_CONTRADICTION_SINCE] = {
        "SELECT MIN(recorded_at_ms) FROM contradiction "
        "WHERE voucher_id = $1 AND decision IS NULL", 1, 1 },
    [SQL_CONTRADICTION_DECIDE] = {
        "UPDATE contradiction SET decision = $2, decided_ms = $3, decided_by = $4, "
        "event_id = $5 WHERE id = $1 AND decision IS NULL", 5, 0 },
    [SQL_REFUSAL_INSERT] = {
        "INSERT INTO refusal (id, voucher_id, provider_id, device_id, step, reason, "
        "recorded_at_ms) VALUES (" D7 ")", 7, 0 },
    [SQL_REFUSAL_PURGE] = { "DELETE FROM refusal WHERE recorded_at_ms < $1", 1, 0 },
    [SQL_COUNTER_ADD] = {
        "INSERT INTO counter (scope, subject, hour, reason, amount) VALUES (" D4 ", 1) "
        "ON CONFLICT (scope, subject, hour, reason) "
        "DO UPDATE SET amount = counter.amount + 1", 4, 0 },
    [SQL_COUNTER_GET] = {
        "SELECT amount FROM counter WHERE scope = $1 AND subject = $2 AND hour = $3 "
        "AND reason = $4", 4, 1 },

    [SQL_FOLLOWUP_OF_VOUCHER] = {
        "SELECT id, reason, due_on FROM followup "
        "WHERE voucher_id = $1 AND done_ms IS NULL AND reason <> 'manual' "
        "AND reason NOT IN " REVIEW_TASKS, 1, 3 },
    [SQL_FOLLOWUP_OF_NEED] = {
        "SELECT id, reason, due_on FROM followup "
        "WHERE need_id = $1 AND done_ms IS NULL AND reason <> 'manual'", 1, 3 },
    [SQL_FOLLOWUP_OF_CONSENT] = {
        "SELECT id, reason, due_on FROM followup "
        "WHERE consent_id = $1 AND done_ms IS NULL AND reason <> 'manual'", 1, 3 },
    [SQL_FOLLOWUP_OF_CASE] = {
        "SELECT id, reason, due_on FROM followup "
        "WHERE case_id = $1 AND done_ms IS NULL AND reason = 'contact'", 1, 3 },
    [SQL_FOLLOWUP_DELETE] = { "DELETE FROM followup WHERE id = $1", 1, 0 },
    [SQL_FOLLOWUP_INSERT] = { "INSERT INTO followup (" FOLLOWUP ") VALUES (" D9 ")", 9, 0 },
    [SQL_FOLLOWUP_BY_ID] = {
        "SELECT " FOLLOWUP_F " FROM followup f JOIN case_file c ON c.id = f.case_id "
        "WHERE f.id = $1 AND f.done_ms IS NULL", 1, 11 },
    [SQL_FOLLOWUP_MOVE] = {
        "UPDATE followup SET due_on = $2 WHERE id = $1 AND done_ms IS NULL "
        "AND (reason = 'manual' OR reason IN " REVIEW_TASKS ")", 2, 0 },
    [SQL_FOLLOWUP_DONE] = {
        "UPDATE followup SET done_ms = $2, done_by = $3 WHERE id = $1 AND done_ms IS NULL "
        "AND (reason IN ('manual', 'letter_due') OR reason IN " REVIEW_TASKS ")", 3, 0 },
    [SQL_FOLLOWUP_DESK] = {
        "SELECT " FOLLOWUP_F " FROM case_file c JOIN followup f ON f.case_id = c.id "
        "WHERE c.caseworker = $1 AND f.done_ms IS NULL AND f.due_on >= $2 AND f.due_on <= $3 "
        "AND ($4 = '' OR f.reason = $4) ORDER BY f.due_on, f.id LIMIT $5", 5, 11 },
    [SQL_FOLLOWUP_COUNT] = {
        "SELECT f.reason, COUNT(*) FROM case_file c JOIN followup f ON f.case_id = c.id "
        "WHERE c.caseworker = $1 AND f.done_ms IS NULL GROUP BY f.reason", 1, 2 },
    [SQL_FOLLOWUP_DUE] = {
        "SELECT " FOLLOWUP_F " FROM followup f JOIN case_file c ON c.id = f.case_id "
        "WHERE f.done_ms IS NULL AND f.due_on <= $1 ORDER BY f.due_on, f.id LIMIT $2", 2, 11 },
    [SQL_FOLLOWUP_DUE_USER] = {
        "SELECT " FOLLOWUP_F " FROM case_file c JOIN followup f ON f.case_id = c.id "
        "WHERE c.caseworker = $1 AND f.done_ms IS NULL AND f.due_on <= $2 "
        "ORDER BY f.due_on, f.id LIMIT $3", 3, 11 },
    [SQL_FOLLOWUP_DUE_CASE] = {
        "SELECT " FOLLOWUP_F " FROM followup f JOIN case_file c ON c.id = f.case_id "
        "WHERE f.case_id = $1 AND f.done_ms IS NULL AND f.due_on <= $2 "
        "ORDER BY f.due_on, f.id LIMIT $3", 3, 11 },

    [SQL_POSTING_OPEN] = {
        "SELECT " POSTING " WHERE c.caseworker = $1 AND p.event_id IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM event x WHERE x.voucher_id = e.voucher_id AND x.annuls = e.seq) AND "
        "(e.annuls = 0 OR EXISTS (SELECT 1 FROM posting q WHERE q.event_id = a.id)) "
        "ORDER BY e.id LIMIT $2", 2, 20 },
    [SQL_POSTING_DONE] = {
        "SELECT " POSTING " WHERE c.caseworker = $1 AND p.event_id IS NOT NULL "
        "ORDER BY p.posted_ms DESC, e.id DESC LIMIT $2", 2, 20 },
    [SQL_POSTING_EVENT] = { "SELECT " POSTING " WHERE e.id = $1", 1, 20 },
    [SQL_POSTING_INSERT] = {
        "INSERT INTO posting (event_id, posted_ms, posted_by) VALUES (" D3 ") "
        "ON CONFLICT DO NOTHING", 3, 0 },
    [SQL_POSTING_DELETE] = { "DELETE FROM posting WHERE event_id = $1", 1, 0 },

    [SQL_SEAL_INSERT] = {
        "INSERT INTO seal (" SEAL ") VALUES (" D9 ") ON CONFLICT DO NOTHING", 9, 0 },
    [SQL_SEAL_LAST] = { "SELECT " SEAL " FROM seal ORDER BY day DESC LIMIT 1", 0, 9 },
    [SQL_SEAL_PAGE] = { "SELECT " SEAL " FROM seal WHERE day > $1 ORDER BY day LIMIT $2", 2, 9 },

#include "sql_case.h"
#include "sql_people.h"
#include "sql_purge.h"
#include "sql_steer.h"
};
/* clang-format on */
