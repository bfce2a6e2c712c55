/*
 * form_hostile_test.c - form files made to hurt are refused by a named rule, soon and in
 * little memory.
 */
#include "office.h"

#include <sys/resource.h>
#include <time.h>

#include "form.h"
#include "paper.h"

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define SLOWER 20
#else
#define SLOWER 1
#endif
/* About a second; a slow or busy machine takes several, an attack that works takes minutes. */
#define SECONDS_MAX (10.0 * SLOWER)
#define MEMORY_MAX_KB ((128L << 10) * SLOWER)

#define HEAD                                                                          \
    "<form name='f' number='1' version='1' valid-from='2026-01-01' title='t'><values>" \
    "<value name='name' example='Jana'/><records name='items' item='item' examples='99'>" \
    "<value name='title' example='x'/></records>"
#define FRONT "</values><sheet><front>"
#define TAIL "</front></sheet></form>"

/* BEFORE, MIDDLE many times, AFTER many times, TAIL: the file; and what is said of it. */
static const struct hostile {
    const char *name;
    const char *before, *middle;
    size_t times;
    const char *after;
    size_t after_times;
    const char *end;
    enum reason reason;
    const char *words; /* NULL: the file is harmless and passes */
} hostile[] = {
    {"ten megabytes of text", HEAD FRONT "<p>", "0123456789", 1 << 20, "</p>", 1, TAIL,
     REASON_TOO_LARGE, "256 KiB"},
    {"a hundred thousand elements", HEAD FRONT, "<rule/>", 100000, "", 0, TAIL, REASON_TOO_LARGE,
     "256 KiB"},
    {"thirty thousand elements", HEAD FRONT, "<rule/>", 30000, "", 0, TAIL, REASON_INVALID,
     "mehr als 5000 Elemente"},
    {"ten thousand levels", HEAD FRONT, "<section>", 10000, "</section>", 10000, TAIL,
     REASON_INVALID, "tiefer als 32"},
    {"ten thousand unknown levels", HEAD FRONT, "<x>", 10000, "</x>", 10000, TAIL, REASON_INVALID,
     "<x> gibt es nicht"},
    {"an attribute of a megabyte", HEAD FRONT "<qr value='a' alt='", "x", 1 << 20, "'/>", 1, TAIL,
     REASON_TOO_LARGE, "256 KiB"},
    {"an attribute of two hundred kilobytes", HEAD FRONT "<qr value='a' alt='", "x", 200000,
     "'/>", 1, TAIL, REASON_INVALID, "erwartet „alt“"},
    {"two thousand attributes", HEAD FRONT "<p", " size='10'", 2000, ">a</p>", 1, TAIL,
     REASON_INVALID, "ein Attribut steht zweimal da"},
    {"a billion laughs",
     "<!DOCTYPE f [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c "
     "'&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>]>" HEAD FRONT
     "<p>&d;", "&d;", 1000, "</p>", 1, TAIL, REASON_INVALID, "DOCTYPE ist nicht erlaubt"},
    {"an external entity", "<!DOCTYPE f [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" HEAD FRONT
     "<p>&x;</p>", "", 0, "", 0, TAIL, REASON_INVALID, "DOCTYPE ist nicht erlaubt"},
    {"a parameter entity", "<!DOCTYPE f [<!ENTITY % x SYSTEM 'http://127.0.0.1/'>%x;]>" HEAD FRONT,
     "", 0, "", 0, TAIL, REASON_INVALID, "DOCTYPE ist nicht erlaubt"},
    {"an external DTD", "<!DOCTYPE f SYSTEM 'http://127.0.0.1/f.dtd'>" HEAD FRONT, "", 0, "", 0,
     TAIL, REASON_INVALID, "DOCTYPE ist nicht erlaubt"},
    {"an entity of its own", HEAD FRONT "<p>&x;</p>", "", 0, "", 0, TAIL, REASON_INVALID,
     "erlaubt sind nur &amp;"},
    {"a line break by number", HEAD FRONT "<p>a&#10;b&#x202E;c</p>", "", 0, "", 0, TAIL,
     REASON_INVALID, "Zeichen, die nicht erlaubt sind"},
    {"a zero by number", HEAD FRONT "<p>&#0;</p>", "", 0, "", 0, TAIL, REASON_INVALID,
     "kein richtiges XML"},
    {"repeats in repeats", HEAD FRONT, "<section each='items'>", 20, "</section>", 20, TAIL,
     REASON_INVALID, "wiederholt sich zu oft"},
    {"letters in repeats in repeats",
     HEAD FRONT "<section each='items'><section each='items'><section each='items'>"
     "<p>{{item.title}} {{name}}</p>", "", 0, "</section>", 3, TAIL, REASON_INVALID,
     "wiederholt sich zu oft"},
    {"many letters in repeats",
     HEAD FRONT "<section each='items'><section each='items'><p>{{item.title}} {{name}}</p>"
     "<p>{{name}} {{name}} {{name}} {{name}} {{name}} {{name}} {{name}} {{name}} {{name}}</p>", "",
     0, "</section>", 2, TAIL, REASON_INVALID, "Das Formular"},
    {"lists in lists of values", HEAD, "<records name='a' item='b' examples='99'>", 20,
     "</records>", 20, FRONT TAIL, REASON_INVALID, "mehr als 5000 Beispielwerte"},
    {"three thousand values of one name", HEAD, "<value name='a' example='b'/>", 3000, "", 0,
     FRONT TAIL, REASON_INVALID, "„a“ ist hier schon vergeben"},
    {"a value that names itself", HEAD "<value name='self' example='{{self}} {{name}}'/>" FRONT
     "<p>{{self}}</p>", "", 0, "", 0, TAIL, REASON_NONE, NULL},
    {"two thousand texts", HEAD FRONT, "<p>{{name}} {{name}} {{name}} {{name}}</p>", 2000, "", 0,
     TAIL, REASON_NONE, NULL},
    {"two thousand braces", HEAD FRONT "<p>", "{{", 900, "</p>", 1, TAIL, REASON_INVALID,
     "hat einen Fehler bei „{{"},
    {"open braces", HEAD FRONT "<p>{{name</p>", "", 0, "", 0, TAIL, REASON_INVALID,
     "hat einen Fehler bei „{{name"},
    {"open braces in an attribute", HEAD FRONT "<qr value='{{name' alt='a'/>", "", 0, "", 0, TAIL,
     REASON_INVALID, "hat einen Fehler bei „{{name"},
    {"a negative length", HEAD FRONT "<p above='-1'>x</p>", "", 0, "", 0, TAIL, REASON_INVALID,
     "von 0 bis 1000"},
    {"no number as a length", HEAD FRONT "<p above='NaN'>x</p>", "", 0, "", 0, TAIL,
     REASON_INVALID, "von 0 bis 1000"},
    {"infinity as a length", HEAD FRONT "<p above='inf'>x</p>", "", 0, "", 0, TAIL, REASON_INVALID,
     "von 0 bis 1000"},
    {"a huge length", HEAD FRONT "<box height='99999999999999999999'/>", "", 0, "", 0, TAIL,
     REASON_INVALID, "von 0 bis 1000"},
    {"a length by exponent", HEAD FRONT "<box height='1e3'/>", "", 0, "", 0, TAIL, REASON_INVALID,
     "von 0 bis 1000"},
    {"an icon of no size", HEAD FRONT "<icon name='lock' size='0'/>", "", 0, "", 0, TAIL,
     REASON_NONE, NULL},
    {"a scale of a metre", HEAD FRONT "<figure alt='a' length='1000'/>", "", 0, "", 0, TAIL,
     REASON_INVALID, "über den Rand"},
    {"bytes that are no letters", HEAD FRONT "<p>\xC3\x28\xF0\x82\x82\xAC</p>", "", 0, "", 0, TAIL,
     REASON_INVALID, "nicht UTF-8"},
    {"nothing", "", "", 0, "", 0, "", REASON_INVALID, "endet zu früh"},
};

static double
seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static long
peak_kb(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* Check BYTES and see that it is refused as ROW says, within the limits. */
static void
expect(struct office *office, const struct hostile *row, const char *bytes, size_t len)
{
    const struct form *form;
    const struct form_fault *fault;
    struct buf sentence = {0};
    size_t count;
    const double start = seconds();
    const long peak = peak_kb();
    bool passed;

    office->err = (struct err){0};
    passed = paper_check(&office->env, bytes, len, &form, &fault, &count, &office->err);
    err_sentence(&office->err, NULL, &sentence);
    if (passed != (row->words == NULL) || office->err.reason != row->reason ||
        (row->words != NULL && strstr(buf_text(&sentence), row->words) == NULL)) {
        fail_msg("%s: %s", row->name, passed ? "passed" : buf_text(&sentence));
    }
    if (seconds() - start > SECONDS_MAX || peak_kb() - peak > MEMORY_MAX_KB || count > 50) {
        fail_msg("%s: %.2f s, %ld KB more, %zu faults", row->name, seconds() - start,
                 peak_kb() - peak, count);
    }
    buf_finish(&sentence);
    arena_reset(&office->arena);
}

static void
every_hostile_file_is_refused_by_name_soon_and_in_little_memory(void **state)
{
    struct office *office = *state;

    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        const struct hostile *row = &hostile[i];
        struct buf file = {.limit = 64 << 20};

        buf_puts(&file, row->before);
        for (size_t k = 0; k < row->times; k++) {
            buf_puts(&file, row->middle);
        }
        for (size_t k = 0; k < row->after_times; k++) {
            buf_puts(&file, row->after);
        }
        buf_puts(&file, row->end);
        expect(office, row, file.data, file.len);
        buf_finish(&file);
    }
}

static void
a_zero_byte_is_refused_wherever_it_stands(void **state)
{
    static const struct hostile row = {.name = "a zero byte", .reason = REASON_INVALID,
                                       .words = "kein richtiges XML"};
    static const char whole[] = HEAD FRONT "<p above='1'>x</p>" TAIL;
    struct office *office = *state;

    for (size_t at = 0; at < sizeof whole - 1; at++) {
        char bytes[sizeof whole];

        memcpy(bytes, whole, sizeof whole);
        bytes[at] = '\0';
        expect(office, &row, bytes, sizeof whole - 1);
    }
}

/* COUNT values and flags, each value in a text. */
static void
expect_values(struct office *office, int count, const char *words)
{
    const struct hostile row = {.name = "many values", .reason = REASON_INVALID, .words = words};
    struct buf file = {.limit = 1 << 20};

    buf_puts(&file, HEAD);
    for (int i = 0; i < count; i++) {
        buf_printf(&file, "<value name='v%d' example='wort'/><flag name='f%d'/>", i, i);
    }
    buf_puts(&file, FRONT);
    for (int i = 0; i < count; i++) {
        buf_printf(&file, "<p>{{v%d}}</p>", i);
    }
    buf_puts(&file, TAIL);
    expect(office, &row, file.data, file.len);
    buf_finish(&file);
}

static void
more_values_than_can_be_tried_are_refused(void **state)
{
    struct office *office = *state;

    expect_values(office, 1500, "mehr als 500 Werte");
    expect_values(office, 247, "zu umfangreich");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_hostile_file_is_refused_by_name_soon_and_in_little_memory),
        cmocka_unit_test(a_zero_byte_is_refused_wherever_it_stands),
        cmocka_unit_test(more_values_than_can_be_tried_are_refused),
    };

    return cmocka_run_group_tests(tests, office_setup, office_teardown);
}
