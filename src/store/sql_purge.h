/*
 * sql_purge.h - the statements of retention: a part of the table in sql.c, which includes it.
 */

/* clang-format off */
    [SQL_SEAL_OF_EVENT] = {
        "SELECT " SEAL " FROM seal WHERE through_id >= $1 ORDER BY through_id, day LIMIT 1", 1,
        9 },
    [SQL_SEAL_BEFORE] = {
        "SELECT " SEAL " FROM seal WHERE day < $1 ORDER BY day DESC LIMIT 1", 1, 9 },
    [SQL_SEAL_TOMBSTONE] = {
        "UPDATE seal SET purged_vouchers = $2, purged_events = $3, sealed_events = $4, "
        "tombstone = $5 WHERE day = $1", 5, 0 },
    [SQL_FOLLOWUP_PAST] = {
        "SELECT " FOLLOWUP_F " FROM followup f JOIN case_file c ON c.id = f.case_id "
        "WHERE f.case_id = $1 AND f.done_ms IS NOT NULL ORDER BY f.due_on, f.id", 1, 11 },
    [SQL_RETENTION_GET] = {
        "SELECT seen_on, not_before, wipe_due FROM retention WHERE id = 1", 0, 3 },
    [SQL_RETENTION_PUT] = {
        "INSERT INTO retention (id, seen_on, not_before, wipe_due) VALUES (1, $1, $2, 0) "
        "ON CONFLICT (id) DO UPDATE SET seen_on = $1, not_before = $2", 2, 0 },
    [SQL_RETENTION_WIPE] = { "UPDATE retention SET wipe_due = $1 WHERE id = 1", 1, 0 },
    [SQL_RESTRICTION_GET] = { "SELECT since FROM restriction WHERE case_id = $1", 1, 1 },
    [SQL_RESTRICTION_LIST] = {
        "SELECT c.case_number FROM restriction r JOIN case_file c ON c.id = r.case_id "
        "ORDER BY c.case_number", 0, 1 },
    [SQL_RESTRICTION_SET] = {
        "INSERT INTO restriction (case_id, since, set_by) VALUES (" D3 ") "
        "ON CONFLICT DO NOTHING", 3, 0 },
    [SQL_RESTRICTION_LIFT] = { "DELETE FROM restriction WHERE case_id = $1", 1, 0 },
    [SQL_VOUCHER_AGED] = {
        "SELECT " VOUCHER " FROM voucher WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3", 3, 36 },
    [SQL_EVENT_RECORDED] = {
        "SELECT recorded_at_ms FROM event WHERE voucher_id = $1 AND seq = $2", 2, 1 },
    [SQL_CASE_AGED] = {
        "SELECT " CASE_FILE " FROM case_file WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3", 3,
        16 },
    [SQL_CASE_AWAITED] = {
        "SELECT count(*) FROM followup WHERE case_id = $1 AND due_on >= $2 AND done_ms IS NULL "
        "AND reason <> 'contact'", 2, 1 },
    [SQL_NEED_USED] = { "SELECT count(*) FROM voucher WHERE need_id = $1", 1, 1 },
    [SQL_CONSENT_USED] = {
        "SELECT count(*) FROM voucher WHERE case_id = $1 AND (bound_provider = $2 "
        "OR named_provider = $2 OR (bound_provider IS NULL AND named_provider IS NULL))", 2, 1 },
    [SQL_PURGE_POSTING] = {
        "DELETE FROM posting WHERE event_id IN (SELECT id FROM event WHERE voucher_id = $1)", 1,
        0 },
    [SQL_PURGE_LATE] = {
        "DELETE FROM late_event WHERE event_id IN (SELECT id FROM event WHERE voucher_id = $1)",
        1, 0 },
    [SQL_PURGE_DISPUTE] = {
        "DELETE FROM dispute WHERE event_id IN (SELECT id FROM event WHERE voucher_id = $1)", 1,
        0 },
    [SQL_PURGE_CONTRADICTION] = { "DELETE FROM contradiction WHERE voucher_id = $1", 1, 0 },
    [SQL_PURGE_REFUSAL] = { "DELETE FROM refusal WHERE voucher_id = $1", 1, 0 },
    [SQL_PURGE_FOLLOWUP] = { "DELETE FROM followup WHERE voucher_id = $1", 1, 0 },
    [SQL_PURGE_PRINT] = { "DELETE FROM print_record WHERE voucher_id = $1", 1, 0 },
    [SQL_PURGE_PRINT_DATA] = { "UPDATE print_record SET data = '', proof = $2 WHERE id = $1", 2,
        0 },
    [SQL_PURGE_CODE] = { "DELETE FROM code WHERE kind = $1 AND owner = $2", 2, 0 },
    [SQL_PURGE_EVENT] = { "DELETE FROM event WHERE voucher_id = $1", 1, 0 },
    [SQL_PURGE_VOUCHER] = { "DELETE FROM voucher WHERE id = $1", 1, 0 },
    [SQL_PURGE_SLIP_PRINT] = { "DELETE FROM print_record WHERE slip_id = $1", 1, 0 },
    [SQL_PURGE_SLIP] = {
        "DELETE FROM slip WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM voucher WHERE slip_id = $1)",
        1, 0 },
    [SQL_PURGE_NEED_FOLLOWUP] = { "DELETE FROM followup WHERE need_id = $1", 1, 0 },
    [SQL_PURGE_NEED] = { "DELETE FROM need WHERE id = $1", 1, 0 },
    [SQL_PURGE_CONSENT_FOLLOWUP] = { "DELETE FROM followup WHERE consent_id = $1", 1, 0 },
    [SQL_PURGE_CONSENT] = { "DELETE FROM consent WHERE id = $1", 1, 0 },
    [SQL_PURGE_CASE_FOLLOWUP] = { "DELETE FROM followup WHERE case_id = $1", 1, 0 },
    [SQL_PURGE_CASE] = { "DELETE FROM case_file WHERE id = $1", 1, 0 },
    [SQL_PURGE_READS] = { "DELETE FROM access_log WHERE id < $1", 1, 0 },
    [SQL_PURGE_DONE] = { "DELETE FROM followup WHERE done_ms < $1", 1, 0 },
    [SQL_PURGE_COUNTER] = { "DELETE FROM counter WHERE scope = $1 AND hour < $2", 2, 0 },
    [SQL_PURGE_DEPUTY] = { "DELETE FROM deputy WHERE until_day < $1", 1, 0 },
    [SQL_PURGE_DEVICE] = {
        "UPDATE device SET name = '', last_seen_ms = NULL, key_hash = NULL "
        "WHERE revoked_ms < $1 AND name <> ''", 1, 0 },
    [SQL_PURGED_ADD] = {
        "INSERT INTO purged_month (month, last_on, vouchers, slips, cases, others) "
        "VALUES (" D6 ") ON CONFLICT (month) DO UPDATE SET last_on = $2, "
        "vouchers = purged_month.vouchers + $3, slips = purged_month.slips + $4, "
        "cases = purged_month.cases + $5, others = purged_month.others + $6", 6, 0 },
    [SQL_PURGED_LIST] = {
        "SELECT month, last_on, vouchers, slips, cases, others FROM purged_month "
        "WHERE month >= $1 ORDER BY month DESC", 1, 6 },
    [SQL_TALLY_ADD] = {
        "INSERT INTO tally (" TALLY ") VALUES (" D13 ") "
        "ON CONFLICT (month, branch, team, type, service, state, outcome, goal) DO UPDATE SET "
        "amount = tally.amount + $9, accepted = tally.accepted + $10, "
        "wait_days = tally.wait_days + $11, attended = tally.attended + $12, "
        "referred = tally.referred + $13", 13, 0 },
/* clang-format on */
