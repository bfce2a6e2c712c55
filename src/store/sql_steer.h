/*
 * sql_steer.h - what the office's steps leave beside their events: a part of the table in sql.c,
 * which includes it.
 */

/* clang-format off */
    [SQL_SLIP_CLIENT_CODE] = { "UPDATE slip SET client_generation = $2 WHERE id = $1", 2, 0 },
    [SQL_VOUCHER_TOLD] = {
        "SELECT (SELECT COUNT(*) FROM print_record WHERE voucher_id = $1 AND form = 'mitteilung' "
        "AND id > (SELECT id FROM event WHERE voucher_id = $1 AND seq = $2)) + "
        "(SELECT COUNT(*) FROM followup WHERE voucher_id = $1 AND reason = 'letter_due' "
        "AND done_ms IS NOT NULL "
        "AND id > (SELECT id FROM event WHERE voucher_id = $1 AND seq = $2))", 2, 1 },
    [SQL_FOLLOWUP_DROP_LETTER] = {
        "DELETE FROM followup WHERE voucher_id = $1 AND done_ms IS NULL "
        "AND reason = 'letter_due'", 1, 0 },
    [SQL_FOLLOWUP_TOLD] = {
        "UPDATE followup SET done_ms = $2, done_by = $3 WHERE voucher_id = $1 "
        "AND reason = 'letter_due' AND done_ms IS NULL", 3, 0 },
    [SQL_FOLLOWUP_DROP_TASKS] = {
        "DELETE FROM followup WHERE voucher_id = $1 AND done_ms IS NULL AND reason IN "
        REVIEW_TASKS, 1, 0 },
    [SQL_REVIEW_INSERT] = {
        "INSERT INTO review_step (event_id, next_step, done, left_open) VALUES (" D4 ")", 4, 0 },
    [SQL_REVIEW_GET] = {
        "SELECT next_step, done, left_open FROM review_step WHERE event_id = $1", 1, 3 },
    [SQL_PURGE_REVIEW] = {
        "DELETE FROM review_step WHERE event_id IN (SELECT id FROM event WHERE voucher_id = $1)",
        1, 0 },
/* clang-format on */
