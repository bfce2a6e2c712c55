/*
 * foreign_device_test.c - every route of a provider's devices, with a voucher, an entry or a device
 * of another provider: it tells nothing, changes nothing, and the try is on record.
 */
#include "case.h"
#include "code.h"
#include "date.h"
#include "reception.h"
#include "reception_world.h"
#include "str.h"

#define FORBIDDEN 403

struct world {
    struct office office;
    const char *own, *foreign;  /* codes: of nordtor, taken on by hafen */
    const char *voucher;        /* number of the foreign one */
    const char *receipt;        /* of its entry */
    const char *device;         /* number of hafen's device */
    char key[RECEPTION_KEY_MAX]; /* of nordtor's lead, who tries */
    int nonces;
};

static long
count_rows(struct world *w, const char *what)
{
    char command[400], line[32] = "";
    FILE *shell;

    snprintf(command, sizeof command, "sqlite3 '%s/laufzettel.db' \"SELECT %s\"", w->office.dir,
             what);
    shell = popen(command, "r");
    assert_non_null(shell);
    assert_non_null(fgets(line, sizeof line, shell));
    assert_int_equal(pclose(shell), 0);
    return strtol(line, NULL, 10);
}

static void
pair(struct world *w, const char *provider, enum who role, char key[RECEPTION_KEY_MAX])
{
    struct office *o = &w->office;
    struct pairing_request request = {.provider = provider, .role = role};
    const struct value *doc;
    struct err err = {0};

    assert_true(provider_pair(&o->env, &request, "", &doc, &err));
    assert_true(reception_pair(&o->env, value_string(value_find(doc, "pairing.code")), "Tresen",
                               true, key, &doc, &err));
}

/* hafen takes SERVICE on; what it wrote down is what nordtor will try to reach. */
static void
take_on(struct world *w, const char *provider, const char *service)
{
    struct office *o = &w->office;
    struct reception_event event = {.step = STEP_ACCEPT, .source = SOURCE_SCAN,
                                    .happened_on = DAY_NONE, .until = DAY_NONE, .receipt = "",
                                    .nonce = "nonce-0123456789"};
    char key[RECEPTION_KEY_MAX];
    const struct value *doc;
    struct device device;
    struct err err = {0};
    bool fresh;

    w->foreign = event.code = issue(o, service, provider, "", NULL);
    pair(w, provider, WHO_LEAD, key);
    assert_true(reception_device(&o->env, key, &device, &err));
    assert_true(reception_record(&o->env, &device, &event, &doc, &fresh, &err));
    w->receipt = value_string(value_find(doc, "event.receipt"));
    w->voucher = arena_printf(&o->arena, "%ld", count_rows(w, "max(id) FROM voucher"));
    w->device = arena_printf(&o->arena, "%lld", (long long)device.id);
}

/* ---- the routes ---- */

enum form { PAGE, SCRIPT, API };
static const struct trial {
    enum http_method method;
    const char *path;   /* as in the route table */
    enum form form;
    const char *fields; /* as a page sends them: %o own code, %f foreign, %r receipt, %n nonce,
                           %d device, %c moment */
    int status;
    const char *record; /* what has a row more afterwards */
} trials[] = {
    {HTTP_POST, "/s", PAGE, "code=%f&how=typed", 403, "refusal"},
    {HTTP_POST, "/s/schritt", PAGE, "code=%f&command=accept&nonce=%n", 403, "refusal"},
    {HTTP_POST, "/s/schritt", PAGE, "code=%f&command=annul&event=%r&nonce=%n", 403, "refusal"},
    {HTTP_POST, "/s/schritt", PAGE, "code=%o&command=annul&event=%r&nonce=%n", 404, "refusal"},
    {HTTP_POST, "/s/einwilligung", PAGE, "code=%f", 403, "refusal"},
    {HTTP_GET, "/s/liste/{voucher}", PAGE, "", 404, "refusal"},
    {HTTP_POST, "/s/liste/{voucher}/schritt", PAGE, "command=start&nonce=%n", 404, "refusal"},
    {HTTP_POST, "/s/liste/{voucher}/schritt", PAGE, "command=annul&event=%r&nonce=%n", 404,
     "refusal"},
    {HTTP_POST, "/s/geraete/sperren", PAGE, "device=%d", 404, "access_log"},
    {HTTP_POST, "/s/nachtrag", SCRIPT,
     "{\"code\":\"%f\",\"command\":\"accept\",\"nonce\":\"%n\",\"happened_at\":%c,\"sent_at\":%c}",
     202, "contradiction"}, /* the office settles it */
    {HTTP_POST, "/api/v1/lookup", API, "{\"code\":\"%f\"}", 403, "refusal"},
    {HTTP_POST, "/api/v1/events", API,
     "{\"code\":\"%f\",\"command\":\"accept\",\"nonce\":\"%n\"}", 403, "refusal"},
    {HTTP_POST, "/api/v1/events", API,
     "{\"code\":\"%f\",\"command\":\"annul\",\"event\":\"%r\",\"nonce\":\"%n\"}", 403, "refusal"},
    {HTTP_POST, "/api/v1/events", API,
     "{\"code\":\"%o\",\"command\":\"annul\",\"event\":\"%r\",\"nonce\":\"%n\"}", 404, "refusal"},
};
#define TRIALS (sizeof trials / sizeof *trials)

/* Routes of a device that name nothing of anybody's. */
static const char *const silent[] = {
    "/S", "/koppeln/abmelden", "/koppeln/hinweise", "/s/geraete", "/s/kontakt", "/s/liste",
    "/s/liste.csv",
    "/s/foto", /* the code it finds goes the way of POST /s */
};

static const char *
fill_in(struct world *w, const char *text)
{
    struct arena *arena = &w->office.arena;
    const char *out = "";

    for (const char *at; (at = strchr(text, '%')) != NULL; text = at + 2) {
        const char *word = at[1] == 'o'   ? w->own
                           : at[1] == 'f' ? w->foreign
                           : at[1] == 'r' ? w->receipt
                           : at[1] == 'd' ? w->device
                           : at[1] == 'c' ? arena_printf(arena, "%lld",
                                                         (long long)clock_now_ms(
                                                             &w->office.env.clock))
                                          : arena_printf(arena, "nonce-%010d", w->nonces++);

        out = arena_printf(arena, "%s%.*s%s", out, (int)(at - text), text, word);
    }
    return arena_printf(arena, "%s%s", out, text);
}

static void
send_trial(struct world *w, const struct trial *trial)
{
    struct office *o = &w->office;
    const char *path = trial->path, *brace = strchr(path, '{');
    const char *fields = fill_in(w, trial->fields);

    if (brace != NULL) {
        path = arena_printf(&o->arena, "%.*s%s%s", (int)(brace - path), path, w->voucher,
                            strchr(brace, '}') + 1);
    }
    o->cookie = arena_printf(&o->arena, "lz-device=%s", w->key);
    office_plain_request(o);
    o->request.language = "de";
    if (trial->form == PAGE) {
        o->request.cookie = o->cookie;
        (void)(trial->method == HTTP_POST ? post(o, path, fields) : ask(o, HTTP_GET, path));
        return;
    }
    if (trial->form == API) {
        o->request.authorization = arena_printf(&o->arena, "Bearer %s", w->key);
    } else {
        o->request.cookie = o->cookie;
        o->request.fetch_site = "same-origin";
        o->request.origin = "http://127.0.0.1:8080";
    }
    o->request.body = fields;
    o->request.body_len = strlen(fields);
    o->request.content_type = "application/json";
    (void)ask(o, HTTP_POST, path);
}

/* What is there of it now; COUNTED: of such a voucher only the day's tries are counted. */
static long
on_record(struct world *w, const struct trial *trial, bool counted)
{
    bool counts = counted && !str_equal(trial->record, "access_log");

    return count_rows(w, counts ? "coalesce(sum(amount), 0) FROM counter WHERE scope = 'level0'"
                                : arena_printf(&w->office.arena, "count(*) FROM %s",
                                               trial->record));
}

static void
try_all(struct world *w, bool counted)
{
    long events = count_rows(w, "count(*) FROM event");

    for (size_t i = 0; i < TRIALS; i++) {
        bool counts = counted && strstr(trials[i].fields, "%o") == NULL;
        long before = on_record(w, &trials[i], counts);

        send_trial(w, &trials[i]);
        /* What is told late of such a voucher is not kept either. */
        if (w->office.response.status !=
            (counts && trials[i].form == SCRIPT ? FORBIDDEN : trials[i].status)) {
            fail_msg("%s %s: %d %s", trials[i].path, trials[i].fields, w->office.response.status,
                     body(&w->office));
        }
        if (strstr(body(&w->office), "Testfall") != NULL ||
            strstr(body(&w->office), "hafen") != NULL ||
            strstr(body(&w->office), "stiller") != NULL) {
            fail_msg("%s tells too much: %s", trials[i].path, body(&w->office));
        }
        if (on_record(w, &trials[i], counts) <= before) {
            fail_msg("%s %s: not on record", trials[i].path, trials[i].fields);
        }
    }
    assert_int_equal(count_rows(w, "count(*) FROM event"), events);
    assert_int_equal(count_rows(w, "count(*) FROM device WHERE revoked_ms IS NOT NULL"), 0);
}

static void
another_providers_voucher_entry_and_device_are_out_of_reach(void **state)
{
    struct world *w = *state;

    w->own = issue(&w->office, "SB-1", "nordtor", "", NULL);
    take_on(w, "hafen", "SB-1");
    try_all(w, false);
}

static void
so_are_those_of_type_c_and_the_tries_are_counted_by_the_day(void **state)
{
    struct world *w = *state;
    struct consent_request consent = {.case_number = "F-1", .provider = "stiller", .level = 2,
                                      .signed_on = DAY_NONE, .valid_until = DAY_NONE};
    const struct value *doc;
    struct err err = {0};

    assert_true(consent_add(&w->office.env, &consent, &doc, &err));
    w->own = issue(&w->office, "SB-1", "nordtor", "", NULL);
    take_on(w, "stiller", "PS-1");
    try_all(w, true);
}

static void
every_route_of_a_device_is_tried_or_names_nothing(void **state)
{
    const struct web_route *route;
    size_t count;
    (void)state;

    route = web_routes(&count);
    for (size_t i = 0; i < count; i++) {
        bool known = (route[i].who & (WEB_DEVICE | WEB_LEAD)) == 0 ||
                     (route[i].method == HTTP_GET && (route[i].who & WEB_PUBLIC) != 0);

        for (size_t k = 0; k < TRIALS; k++) {
            known = known || str_equal(route[i].path, trials[k].path);
        }
        for (size_t k = 0; k < sizeof silent / sizeof *silent; k++) {
            known = known || str_equal(route[i].path, silent[k]);
        }
        if (!known) {
            fail_msg("%s is not tried", route[i].path);
        }
    }
}

static int
set_up(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    struct err err = {0};

    office_open(&w->office, "http://127.0.0.1:8080");
    assert_true(store_write(w->office.env.store, reception_fill, NULL, &err));
    pair(w, "nordtor", WHO_LEAD, w->key);
    *state = w;
    return 0;
}

static int
tear_down(void **state)
{
    struct world *w = *state;

    office_close(&w->office);
    free(w);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            another_providers_voucher_entry_and_device_are_out_of_reach, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            so_are_those_of_type_c_and_the_tries_are_counted_by_the_day, set_up, tear_down),
        cmocka_unit_test(every_route_of_a_device_is_tried_or_names_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
