/*
 * exchange_test.c - to and from the office's other programs: profiles, posting list, imports.
 */
#include "export.h"
#include "office.h"
#include "posting.h"
#include "profile.h"
#include "rules.h"
#include "store_export.h"

/* ---- profiles ---- */

static const struct profile *
parse(struct office *office, const char *text)
{
    const struct profile *profile = NULL;

    office->err = (struct err){0};
    return profile_parse(&office->env, "own", text, strlen(text), &profile, &office->err)
               ? profile
               : NULL;
}

static void
every_built_in_profile_is_right_and_examples_say_so(void **state)
{
    struct office *office = *state;
    const struct value *list;

    assert_done(office, profile_list(&office->env, &office->doc, &office->err));
    list = value_get(office->doc, "profiles");
    assert_int_equal(value_len(list), 7);
    assert_string_equal(value_string(value_get(value_at(list, 0), "name")), "neutral");
    for (size_t i = 0; i < value_len(list); i++) {
        const char *name = value_string(value_get(value_at(list, i), "name"));
        const struct profile *profile;

        assert_done(office, profile_find(&office->env, name, &profile, &office->err));
        assert_int_equal(profile->example, !str_equal(name, "neutral"));
        assert_int_equal(profile->example,
                         strstr(profile->title, "Beispiel, bitte anpassen") != NULL);
    }
}

/* Whatever the office or a provider brings about has a word over there, whichever its outcome. */
static void
every_example_books_how_it_came_about_and_how_it_ended(void **state)
{
    static const char *const names[] = {"neutral", "verbis", "cosach", "laemmkom", "open",
                                        "sopart"};
    static const enum step steps[] = {STEP_ISSUE, STEP_ACCEPT, STEP_DECLINE, STEP_END,
                                      STEP_WITHDRAW, STEP_EXPIRE};
    struct office *office = *state;
    struct arena *arena = office->env.arena;

    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        const struct profile *profile;

        assert_done(office, profile_find(&office->env, names[n], &profile, &office->err));
        assert_true(profile_has(profile, "export posting"));
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
            struct posting_row row = {.step = steps[i]};

            for (row.outcome = OUTCOME_E1; row.outcome < OUTCOME__MAX; row.outcome++) {
                if (posting_booking(arena, profile, &row) == NULL) {
                    fail_msg("%s books no %s", names[n], step_name(steps[i]));
                }
            }
        }
        assert_non_null(posting_booking(
            arena, profile, &(struct posting_row){.step = STEP_ANNUL, .annulled = STEP_ACCEPT}));
    }
}

static void
a_fault_in_a_profile_is_named_by_line_and_cure(void **state)
{
    static const struct {
        const char *text, *line, *told;
    } faults[] = {
        {"title = X\nencodng = utf-8\n", "Zeile 2", "encoding"},
        {"encoding = latin1\n", "Zeile 1", "windows-1252"},
        {"date = TT.MM.JJ\n", "Zeile 1", "TT.MM.JJJJ"},
        {"separator = ,\n", "Zeile 1", "comma"},
        {"\n[import case]\nx = y\n", "Zeile 3", "import case"},
        {"[import cases]\nnumber = Nr\n", "Zeile 2", "profile export neutral"},
        {"[import cases]\ncase_number =\n", "Zeile 2", "Wert"},
        {"[posting]\nissue = A\nissue = B\n", "Zeile 3", "doppelt"},
        {"[posting]\nissue\n", "Zeile 2", "schlüssel = wert"},
        {"title = A\ntitle = B\n", "Zeile 2", "doppelt"},
    };
    struct office *office = *state;

    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct buf sentence = {0};

        assert_null(parse(office, faults[i].text));
        assert_int_equal(office->err.reason, REASON_INVALID);
        err_sentence(&office->err, NULL, &sentence);
        assert_non_null(strstr(buf_text(&sentence), faults[i].line));
        assert_non_null(strstr(buf_text(&sentence), faults[i].told));
        buf_finish(&sentence);
    }
}

/* ---- words to paste ---- */

static void
no_note_tells_a_stranger_what_kind_of_help_it_is(void **state)
{
    static const char *const words[] = {
        "sucht", "drog", "alkohol", "spiel", "schuld", "kredit", "insolvenz", "psych", "therap",
        "krank", "gesund", "diagnos", "behinder", "kind", "kita", "pflege", "familie", "gewalt",
        "frauenhaus", "schwanger", "obdach", "wohnung", "haft", "straf", "migra", "flucht",
        "träger", "beratung", "leistung", "klinik", "arzt", "gutachten", "sanktion", "nicht mit"};
    struct office *office = *state;
    size_t notes = 0;

    for (enum step step = STEP_NONE + 1; step < STEP__MAX; step++) {
        for (enum outcome outcome = OUTCOME_NONE; outcome < OUTCOME__MAX; outcome++) {
            struct posting_row row = {
                .slip_number = "2026-000001", .position = 2, .step = step, .outcome = outcome,
                .happened_on = 20577, .until = 20667, .annulled = STEP_ACCEPT,
                .annulled_on = 20570, .code = 2, .generation = 2, .caseworker = "sucht", .case_number = "schulden"};
            const char *note = posting_note(office->env.arena, &row);
            const char *folded = str_fold(office->env.arena, note, STR_FOLD_BASE);

            assert_non_null(strstr(note, "Laufzettel 2026-000001, Station 2: "));
            assert_non_null(strstr(note, "04.05.2026"));
            assert_null(strchr(note, '%'));
            for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
                const char *word = str_fold(office->env.arena, words[i], STR_FOLD_BASE);
                const char *at = strstr(folded, word);

                if (at != NULL && (at == folded || at[-1] == ' ')) {
                    fail_msg("%s: %s", words[i], note);
                }
            }
            notes++;
        }
    }
    assert_int_equal(notes, (STEP__MAX - 1) * OUTCOME__MAX);
}

static void
an_end_is_booked_by_its_outcome_where_the_profile_tells_them_apart(void **state)
{
    struct office *office = *state;
    const struct profile *profile =
        parse(office, "[posting]\nend = Ende\nend_E3 = Abbruch\nannul = Weg\n");
    struct posting_row row = {
        .step = STEP_END, .outcome = OUTCOME_E1, .code = 1, .generation = 1};
    struct arena *arena = office->env.arena;

    assert_non_null(profile);
    assert_string_equal(posting_booking(arena, profile, &row), "Ende");
    row.outcome = OUTCOME_E3;
    assert_string_equal(posting_booking(arena, profile, &row), "Abbruch");
    row.step = STEP_ACCEPT;
    assert_null(posting_booking(arena, profile, &row));
    row = (struct posting_row){.step = STEP_ANNUL, .annulled = STEP_END};
    assert_string_equal(posting_booking(arena, profile, &row), "Weg: Ende");
}

/* ---- ticks ---- */

static const struct value *
posting(struct office *office, const char *member)
{
    assert_done(office, posting_show(&office->env, "", &office->doc, &office->err));
    return value_find(office->doc, arena_printf(office->env.arena, "posting.%s", member));
}

static int64_t
event_at(const struct value *list, size_t index)
{
    return atoll(value_string(value_get(value_at(list, index), "event")));
}

static void
issue(struct office *office)
{
    struct slip_request request = {.case_number = "F-1", .station_count = 1, .language = "",
                                   .batch = ""};
    const char *number;

    request.station[0] = (struct slip_station){.service = "SB-1", .provider = "schulden"};
    assert_done(office, slip_issue(&office->env, &request, &number, NULL, &office->err));
}

/* Act as the caseworker of the client F-1, or of another team. */
static void
act_as(struct office *office, const char *name, const char *team)
{
    office->env.user = (struct user){
        .id = 7, .name = name, .role = ROLE_CASEWORKER, .team = team, .branch = "", .phone = ""};
}

static const char *
caseworker_of_client(struct office *office)
{
    const char *name;

    assert_done(office, case_show(&office->env, "F-1", &office->doc, &office->err));
    name = value_string(value_find(office->doc, "case.caseworker"));
    return arena_strdup(office->env.arena, name);
}

static void
what_is_ticked_leaves_the_list_and_comes_back_untouched(void **state)
{
    struct office *office = *state;
    const char *name = caseworker_of_client(office);
    const struct value *open;
    int64_t event;

    issue(office);
    office->env.user.name = name;
    open = posting(office, "open");
    assert_int_equal(value_len(open), 1);
    event = event_at(open, 0);
    assert_done(office, posting_tick(&office->env, &event, 1, true, &office->doc, &office->err));
    assert_done(office, posting_tick(&office->env, &event, 1, true, &office->doc, &office->err));
    assert_int_equal(value_len(posting(office, "open")), 0);
    assert_int_equal(value_len(posting(office, "done")), 1);
    assert_done(office, posting_tick(&office->env, &event, 1, false, &office->doc, &office->err));
    assert_int_equal(event_at(posting(office, "open"), 0), event);
    assert_int_equal(value_len(posting(office, "done")), 0);
}

static void
nobody_ticks_in_somebody_elses_cases(void **state)
{
    struct office *office = *state;
    const char *name = caseworker_of_client(office);
    int64_t events[2];

    issue(office);
    issue(office);
    office->env.user.name = name;
    events[0] = event_at(posting(office, "open"), 0);
    events[1] = event_at(posting(office, "open"), 1);
    act_as(office, "stranger", "elsewhere");
    assert_refused(office, REASON_NOT_FOUND,
                   posting_tick(&office->env, events, 2, true, &office->doc, &office->err));
    assert_done(office, posting_show(&office->env, name, &office->doc, &office->err));
    assert_int_equal(value_len(value_find(office->doc, "posting.open")), 0);
    office->env.user = (struct user){.name = name, .team = "", .branch = ""};
    assert_int_equal(value_len(posting(office, "open")), 2);
    events[1] = 1;
    assert_refused(office, REASON_NOT_FOUND,
                   posting_tick(&office->env, events, 2, true, &office->doc, &office->err));
    assert_int_equal(value_len(posting(office, "open")), 2);
}

static void
join(struct office *office, enum role role, const char *name, const char *team)
{
    struct user user = {.name = name, .display_name = "", .role = role, .team = team,
                        .branch = "", .phone = ""};

    office->env.user = (struct user){.name = ""};
    assert_done(office, upkeep_user_add(&office->env, &user, &office->doc, &office->err));
}

static size_t
open_of(struct office *office, const char *reader, const char *whose)
{
    assert_done(office, env_act_as(&office->env, reader, &office->err));
    assert_done(office, posting_show(&office->env, whose, &office->doc, &office->err));
    return value_len(value_find(office->doc, "posting.open"));
}

static void
a_deputy_and_the_lead_have_the_list_a_colleague_has_not(void **state)
{
    struct office *office = *state;
    const char *name = caseworker_of_client(office), *team;
    struct deputy_request request = {.user = name, .deputy = "deputy",
                                     .from = clock_today(&office->env.clock),
                                     .until = clock_today(&office->env.clock)};

    team = arena_strdup(office->env.arena,
                        value_string(value_find(office->doc, "case.team")));
    issue(office);
    join(office, ROLE_CASEWORKER, name, team);
    join(office, ROLE_CASEWORKER, "deputy", team);
    join(office, ROLE_CASEWORKER, "colleague", team);
    join(office, ROLE_TEAM_LEAD, "chief", team);
    assert_done(office, env_act_as(&office->env, name, &office->err));
    assert_done(office, deputy_add(&office->env, &request, &office->doc, &office->err));
    assert_int_equal(open_of(office, "colleague", name), 0);
    assert_int_equal(open_of(office, "deputy", name), 1);
    assert_string_equal(value_string(value_find(value_at(value_find(office->doc, "posting.open"),
                                                         0), "type")), "B");
    assert_int_equal(value_len(value_find(office->doc, "posting.team")), 1);
    assert_int_equal(open_of(office, "chief", name), 1);
    assert_string_equal(value_string(value_find(value_at(value_find(office->doc, "posting.open"),
                                                         0), "type")), "");
    assert_int_equal(value_len(value_find(office->doc, "posting.team")), 3);
}

/* ---- imports ---- */

static bool
import(struct office *office, const char *kind, const char *text, bool dry_run)
{
    struct import_request request = {.kind = kind, .profile = "", .bytes = text,
                                     .len = strlen(text), .dry_run = dry_run};

    office->err = (struct err){0};
    return import_csv(&office->env, &request, &office->doc, &office->err);
}

static void
a_dry_run_tells_old_and_new_and_writes_nothing(void **state)
{
    static const char file[] =
        "branch;name;street;postcode;city;phone;hours\n"
        "nord;Nord;Weg 1;26999;Moorstadt;030 1;\nsüd;Falsch;Weg 2;26999;Moorstadt;;\n"
        "west;West;Weg 3;26999;Moorstadt;;\n";
    struct office *office = *state;
    const struct value *rows;

    assert_true(import(office, "branches",
                       "branch;name;street;postcode;city;phone;hours\n"
                       "nord;Nord;Weg 1;26999;Moorstadt;030 0;\n",
                       false));
    assert_false(import(office, "branches", file, true));
    rows = value_get(office->doc, "rows");
    assert_int_equal(value_len(rows), 3);
    assert_string_equal(value_string(value_find(value_at(rows, 0), "what")), "changed");
    rows = value_get(value_at(rows, 0), "changes");
    assert_int_equal(value_len(rows), 1);
    assert_string_equal(value_string(value_get(value_at(rows, 0), "column")), "phone");
    assert_string_equal(value_string(value_get(value_at(rows, 0), "old")), "030 0");
    assert_string_equal(value_string(value_get(value_at(rows, 0), "new")), "030 1");
    rows = value_get(office->doc, "rows");
    assert_string_equal(value_string(value_find(value_at(rows, 1), "what")), "fault");
    assert_int_equal(value_number(value_find(value_at(rows, 1), "line")), 3);
    assert_string_equal(value_string(value_find(value_at(rows, 2), "what")), "added");
    assert_true(import(office, "branches",
                       "branch;name;street;postcode;city;phone;hours\n"
                       "nord;Nord;Weg 1;26999;Moorstadt;030 0;\n",
                       true));
    assert_int_equal(value_number(value_find(office->doc, "import.same")), 1);
}

#define BRANCH_HEADER "branch;name;street;postcode;city;phone;hours\n"
static const char mixed[] = BRANCH_HEADER
    "nord;Nord;Weg 1;26999;Moorstadt;;\n"
    "süd;Süd;Weg 2;26999;Moorstadt;;\n"
    "ost;Ost;Weg 3;26999\n"
    "west;=1+1;Weg 4;26999;Moorstadt;;\n"
    "mitte;Mi\"tte;Weg 5;26999;Moorstadt;;\n"
    "nord;Nord;Weg 1;26999;Moorstadt;;\n";

static bool
skip_bad(struct office *office, const char *text, bool dry_run, struct buf *bad)
{
    struct import_request request = {.kind = "branches", .profile = "", .bytes = text,
                                     .len = strlen(text), .dry_run = dry_run, .skip_bad = true,
                                     .bad_lines = bad};

    office->err = (struct err){0};
    return import_csv(&office->env, &request, &office->doc, &office->err);
}

static int64_t
counted(struct office *office, const char *member)
{
    return value_number(
        value_find(office->doc, arena_printf(office->env.arena, "import.%s", member)));
}

static void
bad_lines_keep_all_out_unless_they_are_to_be_skipped(void **state)
{
    struct office *office = *state;
    const struct value *lines;

    assert_false(import(office, "branches", mixed, false));
    lines = value_get(office->doc, "lines");
    assert_int_equal(value_len(lines), 3);
    assert_int_equal(value_number(value_find(value_at(lines, 0), "line")), 3);
    assert_int_equal(value_number(value_find(value_at(lines, 1), "line")), 4);
    assert_non_null(strstr(value_string(value_find(value_at(lines, 1), "message")),
                           "4 Zellen statt 7"));
    assert_int_equal(value_number(value_find(value_at(lines, 2), "line")), 6);
    assert_true(skip_bad(office, mixed, true, NULL));
    assert_int_equal(counted(office, "added"), 2);
    assert_int_equal(counted(office, "same"), 1);
    assert_int_equal(counted(office, "faulty"), 3);
    assert_int_equal(value_len(value_get(office->doc, "rows")), 6);
    assert_true(skip_bad(office, mixed, false, NULL));
    assert_int_equal(counted(office, "added"), 2);
    assert_int_equal(counted(office, "same"), 1);
    assert_int_equal(value_len(value_get(office->doc, "lines")), 3);
    assert_true(skip_bad(office, mixed, false, NULL));
    assert_int_equal(counted(office, "added"), 0);
    assert_int_equal(counted(office, "same"), 3);
}

/* What is told of a line goes to a terminal or a page, where such letters do things. */
static void
a_line_that_is_told_has_no_letters_that_do_something(void **state)
{
    struct office *office = *state;
    const struct value *rows;

    assert_true(skip_bad(office, "branch;name;street;postcode;city;phone;hours\n"
                                 "a\x1b[31m;Nord\xe2\x80\xae;Weg 1;26999;Moorstadt;;\n",
                         true, NULL));
    rows = value_get(office->doc, "rows");
    assert_int_equal(value_len(rows), 1);
    assert_string_equal(value_string(value_find(value_at(rows, 0), "key")), "\xef\xbf\xbd");
    assert_string_equal(value_string(value_find(value_at(rows, 0), "detail")),
                        "\xef\xbf\xbd · Weg 1 · 26999 · Moorstadt");
}

static void
bad_lines_come_back_to_be_mended_and_read_again(void **state)
{
    static const char header[] =
        "\xEF\xBB\xBF" "branch;name;street;postcode;city;phone;hours;Fehler\r\n";
    struct office *office = *state;
    struct buf bad = {0};
    char *mended, *at;

    assert_true(skip_bad(office, mixed, false, &bad));
    assert_true(str_starts(buf_text(&bad), header));
    assert_non_null(strstr(buf_text(&bad), "\r\nsüd;Süd;Weg 2;26999;Moorstadt;;;"));
    assert_non_null(strstr(buf_text(&bad), "\r\nost;Ost;Weg 3;26999;Zeile 4 hat"));
    assert_non_null(strstr(buf_text(&bad),
                           "\r\n\"mitte;Mi\"\"tte;Weg 5;26999;Moorstadt;;\";\"Zeile 6"));
    mended = strdup(buf_text(&bad));
    buf_finish(&bad);
    assert_non_null(mended);
    at = strstr(mended, "\r\n\"mitte");
    assert_non_null(at);
    at[2] = '\0';
    at = strstr(mended, "\nsüd;");
    assert_non_null(at);
    memcpy(at, "\nsuda", strlen("\nsuda"));
    assert_true(skip_bad(office, mended, false, NULL));
    assert_int_equal(counted(office, "added"), 1);
    assert_int_equal(counted(office, "faulty"), 1); /* its cells are still too few */
    free(mended);
}

static void
a_file_of_nothing_but_faults_changes_nothing_and_is_told(void **state)
{
    struct office *office = *state;

    assert_true(skip_bad(office, BRANCH_HEADER "a b;X;;;;;\n", false, NULL));
    assert_int_equal(counted(office, "added"), 0);
    assert_int_equal(counted(office, "faulty"), 1);
    assert_false(skip_bad(office, "branch;name\nnord;Nord\n", false, NULL));
    assert_string_equal(office->err.field, "header");
}

static void
encoding_and_separator_are_taken_as_told(void **state)
{
    static const char text[] = "branch,name,street,postcode,city,phone,hours\n"
                               "nord,N\xC3\xB6rd,Weg 1,26999,Moorstadt,,\n";
    struct office *office = *state;
    struct import_request request = {.kind = "branches", .profile = "", .bytes = text,
                                     .len = strlen(text), .encoding = "windows-1252",
                                     .separator = "comma", .dry_run = true};

    assert_done(office, import_csv(&office->env, &request, &office->doc, &office->err));
    assert_non_null(strstr(value_string(value_find(value_at(value_get(office->doc, "rows"), 0),
                                                   "detail")), "NÃ¶rd"));
    request.separator = "tab";
    assert_refused(office, REASON_INVALID,
                   import_csv(&office->env, &request, &office->doc, &office->err));
    assert_string_equal(office->err.field, "header");
    request.separator = ",";
    assert_refused(office, REASON_INVALID,
                   import_csv(&office->env, &request, &office->doc, &office->err));
    assert_string_equal(office->err.field, "separator");
    request.separator = "";
    request.encoding = "latin1";
    assert_refused(office, REASON_INVALID,
                   import_csv(&office->env, &request, &office->doc, &office->err));
    assert_string_equal(office->err.field, "encoding");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(every_built_in_profile_is_right_and_examples_say_so),
        OFFICE_TEST(every_example_books_how_it_came_about_and_how_it_ended),
        OFFICE_TEST(a_fault_in_a_profile_is_named_by_line_and_cure),
        OFFICE_TEST(no_note_tells_a_stranger_what_kind_of_help_it_is),
        OFFICE_TEST(an_end_is_booked_by_its_outcome_where_the_profile_tells_them_apart),
        OFFICE_TEST(what_is_ticked_leaves_the_list_and_comes_back_untouched),
        OFFICE_TEST(nobody_ticks_in_somebody_elses_cases),
        OFFICE_TEST(a_deputy_and_the_lead_have_the_list_a_colleague_has_not),
        OFFICE_TEST(a_dry_run_tells_old_and_new_and_writes_nothing),
        OFFICE_TEST(bad_lines_keep_all_out_unless_they_are_to_be_skipped),
        OFFICE_TEST(a_line_that_is_told_has_no_letters_that_do_something),
        OFFICE_TEST(bad_lines_come_back_to_be_mended_and_read_again),
        OFFICE_TEST(a_file_of_nothing_but_faults_changes_nothing_and_is_told),
        OFFICE_TEST(encoding_and_separator_are_taken_as_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
