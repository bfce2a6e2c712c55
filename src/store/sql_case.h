/*
 * sql_case.h - the statements of the case file: a part of the table in sql.c, which includes it.
 */

/* clang-format off */
    [SQL_CASE_INSERT] = { "INSERT INTO case_file (" CASE_FILE ") VALUES (" D16 ")", 16, 0 },
    [SQL_CASE_UPDATE] = {
        "UPDATE case_file SET case_number = $2, given_name = $3, family_name = $4, "
        "birth_date = $5, language = $6, caseworker = $7, team = $8, branch = $9, "
        "is_protected = $10, phone = $11, street = $12, postcode = $13, city = $14, "
        "version = $15, contact_days = $16 WHERE id = $1", 16, 0 },
    [SQL_CASE_GET] = { "SELECT " CASE_FILE " FROM case_file WHERE case_number = $1", 1, 16 },
    [SQL_CASE_BY_ID] = { "SELECT " CASE_FILE " FROM case_file WHERE id = $1", 1, 16 },
    [SQL_CASE_PAGE] = {
        "SELECT " CASE_FILE " FROM case_file WHERE id > $1 ORDER BY id LIMIT $2", 2, 16 },
    [SQL_NAME_PART_INSERT] = {
        "INSERT INTO name_part (part, case_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", 2, 0 },
    [SQL_NAME_PART_CLEAR] = { "DELETE FROM name_part WHERE case_id = $1", 1, 0 },
    [SQL_NAME_PART_COUNT] = {
        "SELECT count(*) FROM (SELECT 1 FROM name_part WHERE part >= $1 AND part < $2 "
        "LIMIT $3) AS few", 3, 1 },
    [SQL_CASE_SEARCH] = {
        "SELECT p.case_id FROM name_part p WHERE p.part >= $1 AND p.part < $2 "
        "AND " PART_WITHIN("$3", "$4") " AND " PART_WITHIN("$5", "$6")
        " AND " PART_WITHIN("$7", "$8") " ORDER BY p.part, p.case_id", 8, 1 },
    [SQL_CASE_CONTACT_DAYS] = { "SELECT contact_days FROM case_file WHERE id = $1", 1, 1 },
    [SQL_CASE_RECORDED] = {
        "SELECT MAX(id) FROM (SELECT id FROM case_file WHERE id = $1 UNION ALL "
        "SELECT id FROM need WHERE case_id = $1 UNION ALL "
        "SELECT id FROM consent WHERE case_id = $1 UNION ALL "
        "SELECT e.id FROM voucher v JOIN event e ON e.voucher_id = v.id "
        "WHERE v.case_id = $1 AND e.who <> 'tick') AS recorded", 1, 1 },
    [SQL_NEED_INSERT] = { "INSERT INTO need (" NEED ") VALUES (" D7 ")", 7, 0 },
    [SQL_NEED_UPDATE] = {
        "UPDATE need SET priority = $2, plan_ref = $3, aim = $4 WHERE id = $1", 4, 0 },
    [SQL_NEED_GET] = {
        "SELECT " NEED " FROM need WHERE case_id = $1 AND type = $2 AND agreed_on = $3", 3, 7 },
    [SQL_NEED_LIST] = {
        "SELECT " NEED " FROM need WHERE case_id = $1 ORDER BY priority, agreed_on, id", 1, 7 },
    [SQL_NEED_PAGE] = {
        "SELECT n.id, n.case_id, n.type, n.priority, n.agreed_on, n.plan_ref, n.aim, c.case_number "
        "FROM need n JOIN case_file c ON c.id = n.case_id WHERE n.id > $1 ORDER BY n.id "
        "LIMIT $2", 2, 8 },
    [SQL_CONSENT_INSERT] = { "INSERT INTO consent (" CONSENT ") VALUES (" D12 ")", 12, 0 },
    [SQL_CONSENT_GET] = {
        "SELECT " CONSENT " FROM consent WHERE case_id = $1 AND provider_id = $2 "
        "AND COALESCE(signed_on, '') = COALESCE($3, '')", 3, 12 },
    [SQL_CONSENT_LIST] = {
        "SELECT " CONSENT " FROM consent WHERE case_id = $1 "
        "ORDER BY COALESCE(signed_on, '') DESC, id DESC", 1, 12 },
    [SQL_CONSENT_WITHDRAW] = {
        "UPDATE consent SET state = 'withdrawn', withdrawn_on = $3 "
        "WHERE case_id = $1 AND provider_id = $2 AND state = 'signed'", 3, 0 },
    [SQL_CONSENT_ON_DAY] = {
        "SELECT MAX(level) FROM consent WHERE case_id = $1 AND provider_id = $2 "
        "AND state = 'signed' AND signed_on <= $3 "
        "AND (valid_until IS NULL OR valid_until >= $3)", 3, 1 },
    [SQL_CASE_OF_CASEWORKER] = {
        "SELECT c.id, c.case_number, (SELECT COUNT(*) FROM voucher v WHERE v.case_id = c.id "
        "AND v.state <> 'reviewed'), (SELECT COUNT(*) FROM followup f WHERE f.case_id = c.id "
        "AND f.done_ms IS NULL) FROM case_file c WHERE c.caseworker = $1 "
        "ORDER BY c.case_number LIMIT $2", 2, 4 },
    [SQL_ACCESS_SINCE] = {
        "SELECT COUNT(*) FROM access_log WHERE object = $1 AND object_id = $2 AND id >= $3 "
        "AND user_id = $4 AND purpose >= 'lead_' AND purpose < 'lead`'", 4, 1 },
    [SQL_AUDIT_ACCESS] = {
        "SELECT " AUDIT_ACCESS "WHERE a.id >= $1 AND a.id < $2 AND ($3 = '' OR u.name = $3) "
        "AND ($4 = '' OR a.purpose = $4) ORDER BY a.id DESC LIMIT $5", 5, 6 },
    [SQL_AUDIT_ACCESS_CASE] = {
        "SELECT " AUDIT_ACCESS "WHERE a.object = 'case' AND a.object_id = $6 AND a.id >= $1 "
        "AND a.id < $2 AND ($3 = '' OR u.name = $3) AND ($4 = '' OR a.purpose = $4) "
        "ORDER BY a.id DESC LIMIT $5", 6, 6 },
    [SQL_AUDIT_EVENT] = {
        "SELECT " AUDIT_EVENT "WHERE e.id >= $1 AND e.id < $2 AND e.who = 'office' "
        "AND ($3 = '' OR u.name = $3) AND ($4 = '' OR e.step = $4) "
        "ORDER BY e.id DESC LIMIT $5", 5, 6 },
    [SQL_AUDIT_EVENT_CASE] = {
        "SELECT " AUDIT_EVENT "JOIN voucher v ON v.id = e.voucher_id WHERE v.case_id = $6 "
        "AND e.id >= $1 AND e.id < $2 AND e.who = 'office' AND ($3 = '' OR u.name = $3) "
        "AND ($4 = '' OR e.step = $4) ORDER BY e.id DESC LIMIT $5", 6, 6 },
    [SQL_ACCESS_INSERT] = {
        "INSERT INTO access_log (id, user_id, object, object_id, purpose, accessed_ms) "
        "VALUES (" D6 ")", 6, 0 },
    [SQL_TIMELINE_PRINTS] = {
        "SELECT p.id, p.printed_at_ms, p.form, p.copy, s.slip_number, COALESCE(v.position, 0) "
        "FROM slip s JOIN print_record p ON p.slip_id = s.id "
        "LEFT JOIN voucher v ON v.id = p.voucher_id WHERE s.case_id = $1 "
        "ORDER BY p.id DESC LIMIT $2", 2, 6 },
    [SQL_TIMELINE_FOLLOWUPS] = {
        "SELECT id, due_on, note, done_ms FROM followup WHERE case_id = $1 "
        "AND reason = 'manual' ORDER BY due_on DESC, id DESC LIMIT $2", 2, 4 },
    [SQL_TIMELINE_READS] = {
        "SELECT a.id, a.accessed_ms, a.purpose, COALESCE(u.display_name, ''), "
        "COALESCE(u.name, ''), COALESCE(u.role, '') FROM access_log a "
        "LEFT JOIN office_user u ON u.id = a.user_id WHERE a.object = 'case' "
        "AND a.object_id = $1 ORDER BY a.id DESC LIMIT $2", 2, 6 },
    [SQL_DISPUTE_SET] = {
        "INSERT INTO dispute (event_id, since, set_by) VALUES (" D3 ") "
        "ON CONFLICT (event_id) DO UPDATE SET since = $2, set_by = $3, lifted_on = NULL, "
        "lifted_by = NULL WHERE dispute.lifted_on IS NOT NULL", 3, 0 },
    [SQL_DISPUTE_LIFT] = {
        "UPDATE dispute SET lifted_on = $2, lifted_by = $3 WHERE event_id = $1 "
        "AND lifted_on IS NULL", 3, 0 },
    [SQL_DISPUTE_VOUCHER] = {
        "UPDATE voucher SET disputed = CASE WHEN EXISTS (SELECT 1 FROM event e "
        "JOIN dispute d ON d.event_id = e.id WHERE e.voucher_id = $1 AND d.lifted_on IS NULL) "
        "THEN 1 ELSE 0 END WHERE id = $1", 1, 0 },
    [SQL_DISPUTE_STANDS] = { "SELECT disputed FROM voucher WHERE id = $1", 1, 1 },
    [SQL_DISPUTE_LIST] = {
        "SELECT d.event_id, d.since, d.set_by, d.lifted_on, d.lifted_by FROM event e "
        "JOIN dispute d ON d.event_id = e.id WHERE e.voucher_id = $1 ORDER BY e.seq", 1, 5 },
/* clang-format on */
