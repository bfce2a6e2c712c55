/*
 * sql_people.h - the statements of teams and of the instruction of people: a part of the table in
 * sql.c, which includes it.
 *
 * A team is its name: on people, cases, plan figures and what is counted of deleted vouchers.
 */

/* The plan figures of one team for the same as those of another. */
#define SAME_TARGET                                                                              \
    "o.service = target.service AND o.branch = target.branch AND o.year = target.year "          \
    "AND o.month = target.month"

/* clang-format off */
    [SQL_INSTRUCTION_INSERT] = {
        "INSERT INTO instruction (version, since, text) VALUES (" D3 ") ON CONFLICT DO NOTHING",
        3, 0 },
    [SQL_ACKNOWLEDGEMENT_INSERT] = {
        "INSERT INTO acknowledgement (version, user_id, day) VALUES (" D3 ") "
        "ON CONFLICT DO NOTHING", 3, 0 },
    [SQL_ACKNOWLEDGEMENT_LIST] = {
        "SELECT user_id, day FROM acknowledgement WHERE version = $1", 1, 2 },
    [SQL_TEAM_LIST] = {
        "SELECT t.team, (SELECT COUNT(*) FROM case_file c WHERE c.team = t.team) FROM "
        "(SELECT team FROM office_user UNION SELECT team FROM case_file UNION "
        "SELECT team FROM target) AS t WHERE t.team <> '' ORDER BY t.team LIMIT $1", 1, 2 },
    [SQL_TEAM_MOVE_USERS] = { "UPDATE office_user SET team = $2 WHERE team = $1", 2, 0 },
    [SQL_TEAM_MOVE_CASES] = {
        "UPDATE case_file SET team = $2, version = version + 1 WHERE team = $1", 2, 0 },
    [SQL_TEAM_ADD_TARGETS] = {
        "UPDATE target SET amount = amount + (SELECT o.amount FROM target o WHERE o.team = $1 AND "
        SAME_TARGET ") WHERE team = $2 AND EXISTS (SELECT 1 FROM target o WHERE o.team = $1 AND "
        SAME_TARGET ")", 2, 0 },
    [SQL_TEAM_DROP_TARGETS] = {
        "DELETE FROM target WHERE team = $1 AND EXISTS (SELECT 1 FROM target o WHERE o.team = $2 "
        "AND " SAME_TARGET ")", 2, 0 },
    [SQL_TEAM_MOVE_TARGETS] = { "UPDATE target SET team = $2 WHERE team = $1", 2, 0 },
    [SQL_TEAM_ADD_TALLY] = {
        "INSERT INTO tally (" TALLY ") SELECT month, branch, $2, type, service, state, outcome, "
        "goal, amount, accepted, wait_days, attended, referred FROM tally WHERE team = $1 "
        "ON CONFLICT (month, branch, team, type, service, state, outcome, goal) DO UPDATE SET "
        "amount = tally.amount + excluded.amount, accepted = tally.accepted + excluded.accepted, "
        "wait_days = tally.wait_days + excluded.wait_days, "
        "attended = tally.attended + excluded.attended, "
        "referred = tally.referred + excluded.referred", 2, 0 },
    [SQL_TEAM_DROP_TALLY] = { "DELETE FROM tally WHERE team = $1", 1, 0 },
/* clang-format on */
