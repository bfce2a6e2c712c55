/*
 * schema_test.c - the statement table and the schema keep what they promise.
 */
#include <sqlite3.h>

#include "../../src/store/inner.h"
#include "asset.h"
#include "followup.h"
#include "seam.h"
#include "store_contradiction.h"

#define SCHEMA "src/store/schema/sqlite.sql"

/* A connection of the test's own, beside the store. */
static sqlite3 *
raw_open(const struct seam *seam)
{
    char path[SEAM_PATH_MAX];
    sqlite3 *db;
    assert_int_equal(sqlite3_open(seam_path(seam, DB_NAME, path), &db), SQLITE_OK);
    sqlite3_extended_result_codes(db, 1);
    return db;
}

static void
raw_exec(sqlite3 *db, const char *text)
{
    if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", text, sqlite3_errmsg(db));
    }
}

/* ---- statements ------------------------------------------------------------------------ */

static void
every_statement_prepares_with_the_stated_counts(void **state)
{
    sqlite3 *db = raw_open(*state);
    for (size_t i = SQL_NONE + 1; i < SQL__MAX; i++) {
        sqlite3_stmt *statement;
        const struct sql *sql = &sql_table[i];
        if (sql->text == NULL) {
            fail_msg("statement %zu is missing", i);
        }
        if (sqlite3_prepare_v2(db, sql->text, -1, &statement, NULL) != SQLITE_OK) {
            fail_msg("%s: %s", sql->text, sqlite3_errmsg(db));
        }
        if (sqlite3_bind_parameter_count(statement) != (int)sql->params ||
            sqlite3_column_count(statement) != (int)sql->columns) {
            fail_msg("%s: %d parameters, %d columns", sql->text,
                     sqlite3_bind_parameter_count(statement), sqlite3_column_count(statement));
        }
        for (unsigned n = 1; n <= sql->params; n++) {
            char name[8];
            snprintf(name, sizeof name, "$%u", n);
            if (sqlite3_bind_parameter_index(statement, name) == 0) {
                fail_msg("%s: no %s", sql->text, name);
            }
        }
        assert_true(sql->params <= SQL_PARAMS_MAX && sql->columns <= SQL_COLUMNS_MAX);
        sqlite3_finalize(statement);
    }
    sqlite3_close(db);
}

static void
no_statement_uses_what_engines_disagree_on(void **state)
{
    static const char *const words[] = {"LIKE", "RETURNING", "INSERT OR", "REPLACE", "rowid",
                                        "datetime(", "GLOB", "lower("};
    (void)state;
    for (size_t i = SQL_NONE + 1; i < SQL__MAX; i++) {
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            if (strstr(sql_table[i].text, words[k]) != NULL) {
                fail_msg("%s: %s", sql_table[i].text, words[k]);
            }
        }
    }
}

/* Statements that may look at a whole table, and why. */
static const struct { enum sql_id id; const char *why; } may_scan[] = {
    {SQL_PROVIDER_LIST, "all providers of the office are asked for, some dozens"},
    {SQL_DEVICE_LIST, "all devices of the office are asked for"},
    {SQL_USER_OF_TEAM, "all users of the office are looked at, some dozens"},
    {SQL_OFFICE_KEY_LIST, "all keys of the office's programs are asked for, a handful"},
    {SQL_BRANCH_LIST, "all branches of the office are asked for, a handful"},
    {SQL_USER_ADMINS, "counts the administrators among some hundreds of users"},
    {SQL_TEAM_LIST, "all teams of the office are asked for, by the index of the cases"},
    {SQL_TEAM_MOVE_USERS, "a team is renamed once in a while, among some hundreds of users"},
    {SQL_TEAM_ADD_TARGETS, "the same, of plan figures"},
    {SQL_TEAM_DROP_TARGETS, "the same, of plan figures"},
    {SQL_TEAM_MOVE_TARGETS, "the same, of plan figures"},
    {SQL_TEAM_ADD_TALLY, "the same, of counters"},
    {SQL_TEAM_DROP_TALLY, "the same, of counters"},
    {SQL_RESTRICTION_LIST, "all restricted cases are asked for, a handful"},
    {SQL_USER_LIST, "all users of the office are asked for, some hundreds"},
    {SQL_REPORT_VOUCHERS, "the year's report counts every voucher of the year, once, in one pass"},
    {SQL_EVENT_ORPHANS, "verify looks at every event"},
    {SQL_PRINT_FIRST_PROVED, "reads one row from the start of the key, but for prints of old"},
    {SQL_EVENT_LAST, "reads one row from the end of the key"},
    {SQL_SEAL_LAST, "reads one row from the end of the key"},
    {SQL_PURGE_DEVICE, "some dozens of devices, once a day"},
    {SQL_PURGE_DEPUTY, "some dozens of deputies, once a day"},
    {SQL_NAME_PART_COUNT, "the scan is of its own subquery, which has a limit"},
};

static bool
may_scan_table(size_t id)
{
    for (size_t i = 0; i < sizeof may_scan / sizeof *may_scan; i++) {
        if (may_scan[i].id == id) {
            return true;
        }
    }
    return false;
}

/* The plan of a statement, one line per step. */
static void
plan(sqlite3 *db, const char *text, struct buf *out)
{
    sqlite3_stmt *statement;
    struct buf query = {0};
    buf_printf(&query, "EXPLAIN QUERY PLAN %s", text);
    assert_int_equal(sqlite3_prepare_v2(db, buf_text(&query), -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        buf_printf(out, "%s\n", (const char *)sqlite3_column_text(statement, 3));
    }
    sqlite3_finalize(statement);
    buf_finish(&query);
}

static void
no_statement_scans_a_table(void **state)
{
    sqlite3 *db = raw_open(*state);
    for (size_t i = SQL_NONE + 1; i < SQL__MAX; i++) {
        struct buf steps = {0};
        plan(db, sql_table[i].text, &steps);
        bool scans = strstr(buf_text(&steps), "SCAN ") != NULL &&
                     strstr(buf_text(&steps), "SCAN CONSTANT ROW") == NULL;
        if (scans != may_scan_table(i)) {
            fail_msg("%s\n%s", sql_table[i].text, buf_text(&steps));
        }
        buf_finish(&steps);
    }
    sqlite3_close(db);
}

static void
lists_that_may_be_long_come_sorted_from_an_index(void **state)
{
    static const struct { enum sql_id id; const char *index; } rows[] = {
        {SQL_CASE_SEARCH, "PRIMARY KEY"},      {SQL_VOUCHER_DUE, "voucher_open"},
        {SQL_VOUCHER_PAGE, "PRIMARY KEY"},     {SQL_EVENT_PAGE, "PRIMARY KEY"},
        {SQL_FOLLOWUP_DUE, "followup_due"},    {SQL_FOLLOWUP_DUE_CASE, "followup_of_case"},
        {SQL_FEED_PAGE, "PRIMARY KEY (rowid>?)"},
        {SQL_CASE_PAGE, "PRIMARY KEY (rowid>?)"}, {SQL_NEED_PAGE, "PRIMARY KEY (rowid>?)"},
        {SQL_VOUCHER_EXPORT, "PRIMARY KEY (rowid>?)"},
        {SQL_SEAL_OF_EVENT, "seal_by_event"},  {SQL_VOUCHER_AGED, "PRIMARY KEY"},
        {SQL_CASE_AGED, "PRIMARY KEY"},
        {SQL_SEAL_PAGE, "PRIMARY KEY"},        {SQL_SLIP_OF_CASE, "slip_of_case"},
        {SQL_WORKLIST_NAMED, "voucher_waiting_for"},
        {SQL_WORKLIST_WORKING, "voucher_working_at"},
        {SQL_WORKLIST_CLOSED, "voucher_closed_at"},
        {SQL_WORKLIST_DECLINED, "voucher_named_closed"},
        {SQL_WORKLIST_COURSES, "COVERING INDEX voucher_accepted_at"},
        {SQL_WORKLIST_ISSUED, "COVERING INDEX voucher_issued_to"},
        {SQL_VOUCHER_WAITS, "COVERING INDEX voucher_accepted_at"},
        {SQL_VOUCHER_IN_WORK, "voucher_working_at"},
        {SQL_TIMELINE_READS, "access_of_object"},
        {SQL_TIMELINE_FOLLOWUPS, "followup_of_case"},
        {SQL_DISPUTE_LIST, "PRIMARY KEY"},
    };
    sqlite3 *db = raw_open(*state);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf steps = {0};
        plan(db, sql_table[rows[i].id].text, &steps);
        /* What the tick is due is few, so it may be sorted. */
        bool sorts = strstr(buf_text(&steps), "TEMP B-TREE") != NULL;
        if (strstr(buf_text(&steps), rows[i].index) == NULL ||
            (sorts && rows[i].id != SQL_VOUCHER_DUE)) {
            fail_msg("%s\n%s", sql_table[rows[i].id].text, buf_text(&steps));
        }
        buf_finish(&steps);
    }
    sqlite3_close(db);
}

/* Retention deletes vouchers, slips, cases, needs and consents with all that hangs on them: each
   table that refers to one needs its statement, and an index to be found by. */
static void
what_hangs_on_what_retention_deletes_goes_as_well(void **state)
{
    static const char query[] =
        "SELECT m.name, f.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f "
        "WHERE m.type = 'table' AND f.\"table\" IN ('voucher', 'event', 'slip', 'case_file', "
        "'need', 'consent')";
    sqlite3 *db = raw_open(*state);
    sqlite3_stmt *rows;
    size_t found = 0;
    assert_int_equal(sqlite3_prepare_v2(db, query, -1, &rows, NULL), SQLITE_OK);
    for (; sqlite3_step(rows) == SQLITE_ROW; found++) {
        const char *table = (const char *)sqlite3_column_text(rows, 0);
        char statement[128], lookup[128];
        struct buf steps = {0};
        bool deletes = false;
        snprintf(statement, sizeof statement, "DELETE FROM %s WHERE", table);
        for (size_t i = SQL_NONE + 1; i < SQL__MAX; i++) {
            deletes |= strncmp(sql_table[i].text, statement, strlen(statement)) == 0;
        }
        if (!deletes) {
            fail_msg("nothing deletes from %s: see store/purge.c", table);
        }
        snprintf(lookup, sizeof lookup, "SELECT 1 FROM %s WHERE %s = 1", table,
                 (const char *)sqlite3_column_text(rows, 1));
        plan(db, lookup, &steps);
        if (strstr(buf_text(&steps), "SCAN") != NULL) {
            fail_msg("%s: a deletion would read the whole table; it needs an index", lookup);
        }
        buf_finish(&steps);
    }
    assert_true(found >= 15);
    sqlite3_finalize(rows);
    sqlite3_close(db);
}

/* ---- schema ---------------------------------------------------------------------------- */

static void
every_column_says_what_it_means(void **state)
{
    const struct asset *schema = asset_find(SCHEMA);
    char *text, *rest = NULL, open[64] = "";
    size_t columns = 0;
    (void)state;
    assert_non_null(schema);
    text = strdup((const char *)schema->bytes);
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        bool column = strncmp(line, "    ", 4) == 0 && line[4] >= 'a' && line[4] <= 'z';
        if ((column || line[0] == ')') && open[0] != '\0') {
            fail_msg("column %s has no comment", open);
        }
        if (column) {
            columns++;
            snprintf(open, sizeof open, "%.*s", (int)strcspn(line + 4, " "), line + 4);
        }
        const char *comment = strstr(line, "-- ");
        if (comment != NULL && strlen(comment) > 4) {
            open[0] = '\0';
        }
    }
    free(text);
    assert_true(columns > 200);
}

static bool
fill_provider_side(struct db *db, void *arg, struct err *err)
{
    struct office office;
    (void)arg;
    struct device device = {.role = WHO_RECEPTION, .pairing_seed = {1}};
    struct user user = {.name = "keller", .role = ROLE_CASEWORKER};
    struct consent consent = {.state = CONSENT_SIGNED, .signed_on = 20000, .valid_until = DAY_NONE,
                              .withdrawn_on = DAY_NONE};
    struct followup row = {FOLLOWUP_NOT_PRINTED, 20000};
    enum put done;
    if (!seam_fill(db, &office, err)) {
        return false;
    }
    struct followup_subject subject = {.case_id = office.client.id, .voucher = office.voucher.id};
    device.provider = consent.provider = office.provider.id;
    consent.case_id = office.client.id;
    struct contradiction late = {.step = STEP_START, .source = SOURCE_SCAN, .happened_on = 20000,
                                 .reason = REASON_WRONG_STEP};
    late.voucher = office.voucher.id;
    late.provider = office.provider.id;
    struct late mark = {.day = 20000};
    const struct stored_event *events;
    size_t count;
    struct arena arena = {0};
    bool marked = store_event_list(db, &arena, office.voucher.id, &events, &count, err) &&
                  count > 0 && store_late_add(db, events[0].id, &mark, err) &&
                  store_device_add(db, &device, err);
    arena_finish(&arena);
    late.device = device.id;
    return marked && store_contradiction_add(db, &late, err) && store_user_add(db, &user, err) &&
           store_consent_put(db, &consent, &done, err) &&
           store_followup_replace(db, &subject, &row, 1, err) &&
           store_refusal_add(db, office.voucher.id, 0, device.id, STEP_ACCEPT, REASON_EXPIRED,
                             err) &&
           store_count(db, "device", device.id, 1, REASON_UNKNOWN, err);
}

static void
prose_has_no_place_on_the_side_of_providers(void **state)
{
    static const char *const tables[] = {"event",   "refusal", "counter",
                                         "device",  "late_event", "contradiction"};
    struct seam *seam = *state;
    size_t columns = 0;
    assert_done(seam, store_write(seam->store, fill_provider_side, NULL, &seam->err));
    sqlite3 *db = raw_open(seam);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        sqlite3_stmt *info;
        char text[256];
        snprintf(text, sizeof text, "SELECT name FROM pragma_table_info('%s')", tables[i]);
        assert_int_equal(sqlite3_prepare_v2(db, text, -1, &info, NULL), SQLITE_OK);
        while (sqlite3_step(info) == SQLITE_ROW) {
            const char *column = (const char *)sqlite3_column_text(info, 0);
            bool is_name = strcmp(tables[i], "device") == 0 && strcmp(column, "name") == 0;
            for (int blob = 0; blob < 2; blob++) {
                snprintf(text, sizeof text, "UPDATE %s SET %s = CAST('kam betrunken' AS %s)",
                         tables[i], column, blob ? "BLOB" : "TEXT");
                int code = sqlite3_exec(db, text, NULL, NULL, NULL);
                if (!is_name && code != SQLITE_CONSTRAINT_CHECK && code != SQLITE_MISMATCH) {
                    fail_msg("%s: not refused (%d)", text, code);
                }
            }
            columns++;
        }
        sqlite3_finalize(info);
    }
    assert_true(columns > 60);
    raw_exec(db, "UPDATE device SET name = 'Empfang 1'");
    assert_int_equal(sqlite3_exec(db, "UPDATE device SET name = "
                                      "'Herr Meier kam heute wieder einmal betrunken her.'",
                                  NULL, NULL, NULL),
                     SQLITE_CONSTRAINT_CHECK);
    sqlite3_close(db);
}

WORD_OF(step_word, step_name, step)
WORD_OF(who_word, who_name, who)
WORD_OF(source_word, source_name, source)
WORD_OF(outcome_word, outcome_name, outcome)
WORD_OF(cause_word, cause_name, cause)
WORD_OF(goal_word, goal_name, goal)
WORD_OF(state_word, state_name, state)
WORD_OF(type_word, service_type_name, service_type)
WORD_OF(order_word, order_name, order)
WORD_OF(consent_word, consent_state_name, consent_state)
WORD_OF(role_word, role_name, role)
WORD_OF(decision_word, decision_name, decision)
WORD_OF(followup_word, followup_name, followup_reason)

static const char *
reason_word(int value)
{
    return reason_row((enum reason)value)->name;
}

static void
the_schema_takes_every_word_of_the_rules_and_no_other(void **state)
{
    static const struct {
        const char *table, *column;
        const char *(*word)(int value);
        int first, end;
    } lists[] = {
        {"event", "step", step_word, STEP_NONE + 1, STEP__MAX},
        {"event", "who", who_word, WHO_NONE + 1, WHO__MAX},
        {"event", "source", source_word, SOURCE_NONE + 1, SOURCE__MAX},
        {"event", "outcome", outcome_word, OUTCOME_NONE + 1, OUTCOME__MAX},
        {"event", "cause", cause_word, CAUSE_NONE + 1, CAUSE__MAX},
        {"event", "goal", goal_word, GOAL_NONE + 1, GOAL__MAX},
        {"voucher", "state", state_word, STATE_NONE + 1, STATE__MAX},
        {"voucher", "before_state", state_word, STATE_NONE + 1, STATE__MAX},
        {"voucher", "before_expiry", state_word, STATE_ISSUED, STATE_WAITLISTED + 1},
        {"voucher", "outcome", outcome_word, OUTCOME_NONE + 1, OUTCOME__MAX},
        {"voucher", "cause", cause_word, CAUSE_NONE + 1, CAUSE__MAX},
        {"voucher", "goal", goal_word, GOAL_NONE + 1, GOAL__MAX},
        {"voucher", "type", type_word, TYPE_NONE + 1, TYPE__MAX},
        {"need", "type", type_word, TYPE_NONE + 1, TYPE__MAX},
        {"service", "type", type_word, TYPE_NONE + 1, TYPE__MAX},
        {"slip", "station_order", order_word, ORDER_FREE, ORDER__MAX},
        {"consent", "state", consent_word, CONSENT_NONE + 1, CONSENT__MAX},
        {"office_user", "role", role_word, ROLE_NONE + 1, ROLE__MAX},
        {"followup", "reason", followup_word, FOLLOWUP_NONE + 1, FOLLOWUP__MAX},
        {"refusal", "step", step_word, STEP_NONE + 1, STEP__MAX},
        {"refusal", "reason", reason_word, REASON_NONE + 1, REASON__MAX},
        {"contradiction", "decision", decision_word, DECISION_NONE + 1, DECISION__MAX},
        {"counter", "reason", reason_word, REASON_NONE + 1, REASON__MAX},
    };
    struct seam *seam = *state;
    char text[256];
    assert_done(seam, store_write(seam->store, fill_provider_side, NULL, &seam->err));
    sqlite3 *db = raw_open(seam);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        for (int value = lists[i].first; value < lists[i].end; value++) {
            snprintf(text, sizeof text, "UPDATE %s SET %s = '%s'", lists[i].table,
                     lists[i].column, lists[i].word(value));
            raw_exec(db, text);
            assert_true(sqlite3_changes(db) > 0);
        }
        snprintf(text, sizeof text, "UPDATE %s SET %s = 'none'", lists[i].table, lists[i].column);
        assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_CONSTRAINT_CHECK);
    }
    sqlite3_close(db);
}

/* ---- migrations -------------------------------------------------------------------------- */

static char *
read_text(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        fail_msg("%s: run from the top of the repository", path);
    }
    char *text = calloc(1, 200000);
    assert_non_null(text);
    assert_true(fread(text, 1, 199999, file) > 0);
    fclose(file);
    return text;
}

/* All columns of all tables and all indexes, as text. */
static void
describe(sqlite3 *db, struct buf *out)
{
    static const char *const queries[] = {
        "SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM sqlite_master m, "
        "pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.name",
        "SELECT name, tbl_name, '', '', '', '' FROM sqlite_master WHERE type = 'index' "
        "ORDER BY name"};
    for (size_t i = 0; i < 2; i++) {
        sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(db, queries[i], -1, &statement, NULL), SQLITE_OK);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            for (int k = 0; k < 6; k++) {
                const unsigned char *value = sqlite3_column_text(statement, k);
                buf_printf(out, "%s|", value == NULL ? (const unsigned char *)"" : value);
            }
            buf_putc(out, '\n');
        }
        sqlite3_finalize(statement);
    }
}

static struct db
alone(struct seam *seam, const char *path)
{
    struct db db = {.driver = &sqlite_driver, .keys = &seam->keys, .clock = &seam->clock};
    assert_done(seam, db.driver->open(path, DRIVER_ALONE, &db.link, &seam->err));
    return db;
}

static void
the_first_schema_upgrades_to_todays(void **state)
{
    struct seam *seam = *state;
    char path[SEAM_PATH_MAX];
    struct buf upgraded = {0}, fresh = {0};
    sqlite3 *raw;
    int to;
    char *text = read_text("tests/contract/schema-1.sql");
    assert_int_equal(sqlite3_open(seam_path(seam, "old.db", path), &raw), SQLITE_OK);
    raw_exec(raw, text);
    raw_exec(raw, "PRAGMA user_version = 1; PRAGMA application_id = 1280988209");
    sqlite3_close(raw);
    free(text);

    struct db db = alone(seam, path);
    assert_done(seam, migrate_run(&db, migrations, 1, &to, &seam->err));
    assert_int_equal(to, STORE_SCHEMA_VERSION);
    db.driver->close(db.link);

    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    describe(raw, &upgraded);
    sqlite3_close(raw);
    raw = raw_open(seam);
    describe(raw, &fresh);
    sqlite3_close(raw);
    assert_string_equal(buf_text(&upgraded), buf_text(&fresh));
    assert_true(upgraded.len > 5000);
    buf_finish(&upgraded);
    buf_finish(&fresh);
}

/* A directory whose database has the first schema. */
static void
make_first(struct seam *seam)
{
    char path[SEAM_PATH_MAX], insert[256];
    sqlite3 *raw;
    char *text = read_text("tests/contract/schema-1.sql");
    seam_close(seam);
    unlink(seam_path(seam, DB_NAME, path));
    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    raw_exec(raw, text);
    snprintf(insert, sizeof insert, "INSERT INTO meta VALUES (1, 'test', '%s', 1, 1, 0, 0)",
             seam->keys.fingerprint);
    raw_exec(raw, insert);
    raw_exec(raw, "PRAGMA user_version = 1; PRAGMA application_id = 1280988209");
    sqlite3_close(raw);
    free(text);
}

static void
an_upgrade_keeps_a_copy_of_the_old_state(void **state)
{
    struct seam *seam = *state;
    struct office office;
    char path[SEAM_PATH_MAX];
    int version;
    make_first(seam);
    assert_refused(seam, REASON_STORE, store_open(&seam->options, &seam->store, &seam->err));
    seam_says(seam, "laufzettel migrate");
    seam->options.migrate = true;
    seam_open(seam);
    assert_done(seam, store_write(seam->store, fill_provider_side, &office, &seam->err));
    seam_is_sound(seam);
    struct db old = alone(seam, seam_path(seam, DB_NAME ".before-1", path));
    assert_done(seam, old.driver->version(old.link, &version, &seam->err));
    assert_int_equal(version, 1);
    old.driver->close(old.link);
}

static void
an_upgrade_waits_until_nobody_has_the_database_open(void **state)
{
    struct seam *seam = *state;
    int lock, from, to;
    make_first(seam);
    assert_done(seam, lock_open(seam->dir, &lock, &seam->err));
    assert_done(seam, lock_take(lock, OPEN_LOCK, true, 0, &seam->err));
    assert_refused(seam, REASON_STORE, store_migrate(&seam->options, &from, &to, &seam->err));
    seam_says(seam, "Ein anderes Programm");
    close(lock);
    assert_done(seam, store_migrate(&seam->options, &from, &to, &seam->err));
    assert_int_equal(from, 1);
    assert_int_equal(to, STORE_SCHEMA_VERSION);
}

static int
column_count(const struct seam *seam, const char *table)
{
    char text[128];
    sqlite3_stmt *statement;
    sqlite3 *db = raw_open(seam);
    snprintf(text, sizeof text, "SELECT count(*) FROM pragma_table_info('%s')", table);
    assert_int_equal(sqlite3_prepare_v2(db, text, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

static const struct migration good[] = {
    {STORE_SCHEMA_VERSION + 1, "ALTER TABLE branch ADD COLUMN fax TEXT NOT NULL DEFAULT ''"},
    {STORE_SCHEMA_VERSION + 2, "ALTER TABLE branch ADD COLUMN room TEXT NOT NULL DEFAULT '';"
        "CREATE INDEX branch_room ON branch (room)"},
    {0, NULL}};
static const struct migration bad[] = {
    {STORE_SCHEMA_VERSION + 1, "ALTER TABLE branch ADD COLUMN fax TEXT NOT NULL DEFAULT ''"},
    {STORE_SCHEMA_VERSION + 2,
     "ALTER TABLE branch ADD COLUMN room TEXT NOT NULL DEFAULT ''; DROP TABLE nowhere"},
    {0, NULL}};

static void
all_missing_migrations_run_in_order(void **state)
{
    struct seam *seam = *state;
    char path[SEAM_PATH_MAX];
    int to, version, before = column_count(seam, "branch");
    seam_close(seam);
    struct db db = alone(seam, seam_path(seam, DB_NAME, path));
    assert_done(seam, migrate_run(&db, good, STORE_SCHEMA_VERSION, &to, &seam->err));
    assert_int_equal(to, STORE_SCHEMA_VERSION + 2);
    assert_done(seam, migrate_run(&db, good, to, &to, &seam->err));
    assert_done(seam, db.driver->version(db.link, &version, &seam->err));
    assert_int_equal(version, STORE_SCHEMA_VERSION + 2);
    db.driver->close(db.link);
    assert_int_equal(column_count(seam, "branch"), before + 2);
    assert_refused(seam, REASON_STORE, store_open(&seam->options, &seam->store, &seam->err));
    seam_says(seam, "neuer als dieses Programm");
    assert_refused(seam, REASON_STORE, store_migrate(&seam->options, &to, &version, &seam->err));
    seam_says(seam, "neuer als dieses Programm");
}

static void
a_migration_that_fails_leaves_the_old_state(void **state)
{
    struct seam *seam = *state;
    char path[SEAM_PATH_MAX];
    int to = 7, version, before = column_count(seam, "branch");
    seam_close(seam);
    struct db db = alone(seam, seam_path(seam, DB_NAME, path));
    assert_refused(seam, REASON_STORE,
                   migrate_run(&db, bad, STORE_SCHEMA_VERSION, &to, &seam->err));
    assert_int_equal(to, 7);
    assert_done(seam, db.driver->version(db.link, &version, &seam->err));
    assert_int_equal(version, STORE_SCHEMA_VERSION);
    db.driver->close(db.link);
    assert_int_equal(column_count(seam, "branch"), before);
    seam_open(seam);
    seam_is_sound(seam);
}

static void
an_older_database_asks_for_its_migration(void **state)
{
    struct seam *seam = *state;
    int from, to;
    seam_close(seam);
    assert_done(seam, store_migrate(&seam->options, &from, &to, &seam->err));
    assert_int_equal(from, STORE_SCHEMA_VERSION);
    assert_int_equal(to, STORE_SCHEMA_VERSION);
    sqlite3 *raw = raw_open(seam);
    raw_exec(raw, "PRAGMA user_version = 0");
    sqlite3_close(raw);
    assert_refused(seam, REASON_STORE, store_open(&seam->options, &seam->store, &seam->err));
    seam_says(seam, "laufzettel migrate");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SEAM_TEST(every_statement_prepares_with_the_stated_counts),
        SEAM_TEST(no_statement_uses_what_engines_disagree_on),
        SEAM_TEST(no_statement_scans_a_table),
        SEAM_TEST(lists_that_may_be_long_come_sorted_from_an_index),
        SEAM_TEST(what_hangs_on_what_retention_deletes_goes_as_well),
        SEAM_TEST(every_column_says_what_it_means),
        SEAM_TEST(prose_has_no_place_on_the_side_of_providers),
        SEAM_TEST(the_schema_takes_every_word_of_the_rules_and_no_other),
        SEAM_TEST(the_first_schema_upgrades_to_todays),
        SEAM_TEST(an_upgrade_keeps_a_copy_of_the_old_state),
        SEAM_TEST(an_upgrade_waits_until_nobody_has_the_database_open),
        SEAM_TEST(all_missing_migrations_run_in_order),
        SEAM_TEST(a_migration_that_fails_leaves_the_old_state),
        SEAM_TEST(an_older_database_asks_for_its_migration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
