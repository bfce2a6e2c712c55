/*
 * form_check_test.c - a form is refused before anybody prints it: what the file says, what
 * its letters are, what comes out when it is laid out in every way a print may meet.
 */
#include "office.h"

#include <sys/stat.h>

#include "asset.h"
#include "file.h"
#include "form.h"
#include "paper.h"

/* A front in a whole form; the front begins on line 4. */
static const char *
form_with(struct office *office, const char *front)
{
    return arena_printf(&office->arena,
                        "<form name='test' number='T-1' version='1' valid-from='2026-01-01' "
                        "title='Probe'>\n<values><value name='name' example='Jana'/><value "
                        "name='day' example='04.05.2026'/><value name='spare' optional='yes' "
                        "example='mehr'/><record name='group'/><flag name='on'/><value name='url' "
                        "example='HTTPS://WEG.DE/S#123456789ABCDEFE'/>"
                        "<records name='items' item='item' examples='2'><value name='title' "
                        "example='a|b' longest='3'/></records></values>\n<sheet>\n%s\n"
                        "</sheet></form>",
                        front);
}

static const struct form_fault *
faults_of(struct office *office, const char *xml, size_t *count)
{
    const struct form *form;
    const struct form_fault *fault;
    bool passed;

    office->err = (struct err){0};
    passed = paper_check(&office->env, xml, strlen(xml), &form, &fault, count, &office->err);
    assert_int_equal(passed, *count == 0);
    return fault;
}

static const char *
sentence_of(struct office *office, const struct form_fault *fault)
{
    struct buf text = {0};
    const char *kept;

    err_sentence(&fault->err, NULL, &text);
    kept = arena_strdup(&office->arena, buf_text(&text));
    buf_finish(&text);
    return kept;
}

/* A front, the line its only fault is on, the element, words of the sentence; NULL: sound. */
static const struct fault_row {
    const char *front;
    size_t line;
    const char *element, *words;
} fault_rows[] = {
    {"<front><h1>A</h1><p>{{name}} {{day}}</p><qr value='{{url}}' alt='a'/></front>", 0, "", NULL},
    {"<front><h1>A</h1><p>x</p>\n<h3>B</h3></front>", 5, "h3", "Davor muss auf dem Blatt <h2>"},
    {"<front><h2>A</h2></front>", 4, "h2", "Davor muss auf dem Blatt <h1> stehen"},
    {"<front><table widths='*'><row><td/></row></table></front>", 4, "row", "fehlt eine Kopfzelle"},
    {"<front><table widths='9,*'><row><th/><th/></row><row><td/><td/></row></table></front>",
     0, "", NULL},
    {"<front><qr value='{{url}}' alt=''/></front>", 4, "qr", "„alt“ leer"},
    {"<front><icon name='lock' alt=' '/></front>", 4, "icon", "„alt“ leer"},
    {"<front><p if='group'>x</p></front>", 4, "p", "fragt nach „group“"},
    {"<front><p>ein 😀</p></front>", 4, "p", "das Zeichen „😀“ (U+1F600)"},
    {"<front><field label='漢'/></front>", 4, "field", "das Zeichen „漢“ (U+6F22)"},
    {"<front><p if='on'>ein 😀</p></front>", 4, "p", "das Zeichen „😀“"},
    {"<front><p lines='1' if='on'>{{name}}</p></front>", 4, "p", "„name“ mit 200 Buchstaben"},
    {"<front><p lines='1'>{{day}}</p></front>", 0, "", NULL},
    {"<front><box x='20' y='20' width='60' height='20'><p>{{name}}</p></box></front>", 4, "box",
     "„name“ mit 200 Buchstaben"},
    {"<front><box x='20' y='20' width='60' height='9'><p>{{name}}</p><p>fest</p></box></front>",
     4, "box", "mit den Beispielen. Auf dem Blatt ist zu wenig Platz"},
    {"<front pages='1' top='200' bottom='60'><p each='items'>{{item.title}}</p></front>", 4,
     "front", "„items“ mit 12 Einträgen"},
    {"<front><qr value='{{url}}' width='13' alt='a'/></front>", 4, "qr", "den Beispielen. Der QR-"},
    {"<front><qr value='{{url}}' width='16' alt='a'/></front>", 4, "qr", "59 Buchstaben"},
    {"<front><qr value='{{url}}' quiet='1' alt='a'/>\n<p above='0'>{{name}}</p></front>", 4, "qr",
     "Im freien Rand des QR-Codes"},
    {"<front><qr value='{{url}}' alt='a' x='170' y='20'/></front>", 4, "qr", "zu nah am Rand"},
    {"<front><icon name='lock' x='207' y='20'/></front>", 4, "icon", "über den Rand"},
    {"<front><rule x='20' y='296' width='191'/></front>", 4, "rule", "über den Rand"},
    {"<front><columns><column width='90'/><column width='90'/></columns></front>", 4, "columns",
     "breiter als ihr Platz"},
    {"<front unless='on'><p unless='spare' lines='1'>Eine Zeile, die ohne den Wert viel zu lang "
     "ist, denn sie soll ja gerade nur dann zu sehen sein, wenn er fehlt, und dann passt sie "
     "nicht mehr auf diese eine Zeile.</p></front>", 4, "p", "mit fehlenden Werten"},
};

static void
every_fault_of_a_form_is_found_before_it_is_printed(void **state)
{
    struct office *office = *state;

    for (size_t i = 0; i < sizeof fault_rows / sizeof *fault_rows; i++) {
        const struct fault_row *row = &fault_rows[i];
        size_t count;
        const struct form_fault *fault = faults_of(office, form_with(office, row->front), &count);

        if (row->words == NULL) {
            if (count > 0) {
                fail_msg("%s\n%s", row->front, sentence_of(office, fault));
            }
            continue;
        }
        if (count == 0 || fault->line != row->line || !str_equal(fault->element, row->element) ||
            strstr(sentence_of(office, fault), row->words) == NULL) {
            fail_msg("%s\nwanted line %zu <%s> ... %s\ngot %zu: %s", row->front, row->line,
                     row->element, row->words, count,
                     count > 0 ? sentence_of(office, fault) : "nothing");
        }
        assert_int_equal(office->err.reason, REASON_INVALID);
    }
}

static void
faults_of_different_places_are_listed_together(void **state)
{
    struct office *office = *state;
    size_t count;
    const struct form_fault *fault = faults_of(
        office, form_with(office, "<front><p lines='1'>{{name}}</p>\n"
                                  "<box x='20' y='90' width='60' height='9'><p>{{name}}</p></box>\n"
                                  "<icon name='lock' x='207' y='20'/>\n"
                                  "<qr value='{{url}}' width='13' alt='a'/></front>"),
        &count);
    bool seen[8] = {false};

    for (size_t i = 0; i < count; i++) {
        assert_in_range(fault[i].line, 4, 7);
        seen[fault[i].line] = true;
    }
    assert_true(seen[4] && seen[5] && seen[6] && seen[7]);
}

static void
there_are_never_more_than_fifty_faults(void **state)
{
    struct office *office = *state;
    struct buf front = {0};
    size_t count;

    buf_puts(&front, "<front>");
    for (int i = 0; i < 80; i++) {
        buf_puts(&front, "<p lines='1'>{{name}}</p>\n");
    }
    buf_puts(&front, "</front>");
    (void)faults_of(office, form_with(office, buf_text(&front)), &count);
    buf_finish(&front);
    assert_in_range(count, 10, 50);
}

static void
every_form_of_the_house_passes(void **state)
{
    struct office *office = *state;
    size_t forms = 0, rows;
    const struct asset *asset = asset_table(&rows);

    for (size_t i = 0; i < rows; i++, asset++) {
        const struct form *form;
        const struct form_fault *fault;
        size_t count;

        if (!str_starts(asset->name, "forms/") || strstr(asset->name, ".xml") == NULL) {
            continue;
        }
        forms++;
        office->err = (struct err){0};
        if (!paper_check(&office->env, (const char *)asset->bytes, asset->len, &form, &fault,
                         &count, &office->err)) {
            fail_msg("%s: %s", asset->name,
                     count > 0 ? sentence_of(office, fault) : office->err.field);
        }
    }
    assert_true(forms >= 3);
}

static void
the_example_of_the_reference_passes(void **state)
{
    struct office *office = *state;
    struct buf reference = {0};
    const char *start, *end;
    const struct form_fault *fault;
    size_t count;

    form_reference(&reference);
    start = strstr(buf_text(&reference), "```xml\n");
    assert_non_null(start);
    end = strstr(start + 7, "```");
    assert_non_null(end);
    fault = faults_of(office,
                      arena_strndup(&office->arena, start + 7, (size_t)(end - start - 7)), &count);
    buf_finish(&reference);
    if (count > 0) {
        fail_msg("%s", sentence_of(office, fault));
    }
}

static void
a_translation_too_long_for_its_place_is_found_in_its_language(void **state)
{
    struct office *office = *state;
    const char *texts = env_path(&office->env, "forms/texts");
    const char *file = env_path(&office->env, "forms/texts/tr.po");
    const char *word = "uzun bir kelime ";
    const char *xml = form_with(office, "<front><box x='20' y='20' width='40' height='14'>"
                                          "<p>Kurz</p></box></front>");
    const struct form_fault *fault;
    const char *po = "";
    size_t count;

    (void)faults_of(office, xml, &count);
    assert_int_equal(count, 0);
    for (int i = 0; i < 20; i++) {
        po = arena_printf(&office->arena, "%s%s", po, word);
    }
    po = arena_printf(&office->arena,
                      "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                      "\"Language: tr\\n\"\n\nmsgid \"Kurz\"\nmsgstr \"%s\"\n", po);
    assert_int_equal(mkdir(env_path(&office->env, "forms"), 0755), 0);
    assert_int_equal(mkdir(texts, 0755), 0);
    assert_done(office, file_write(file, po, strlen(po), 0644, &office->err));
    fault = faults_of(office, xml, &count);
    assert_int_equal(count, 1);
    assert_non_null(strstr(sentence_of(office, fault), "den Beispielen, Sprache tr"));
    unlink(file);
    rmdir(texts);
    rmdir(env_path(&office->env, "forms"));
}

static void
write_own(struct office *office, const char *xml)
{
    assert_done(office, file_write(env_path(&office->env, "forms/gutschein.xml"), xml,
                                   strlen(xml), 0644, &office->err));
}

static void
a_form_of_the_office_is_refused_by_its_file_name_until_it_passes(void **state)
{
    struct office *office = *state;
    uint8_t sha256[PAPER_SHA256_BYTES];
    const struct form *form;
    struct form_fault fault;

    assert_int_equal(mkdir(env_path(&office->env, "forms"), 0755), 0);
    write_own(office, form_with(office, "<front><p lines='1'>{{name}}</p></front>"));
    assert_refused(office, REASON_INVALID,
                   paper_form(&office->env, "gutschein", &form, sha256, &office->err));
    assert_string_equal(office->err.field, "forms/gutschein.xml");
    fault.err = office->err;
    assert_non_null(strstr(sentence_of(office, &fault), "Zeile 4: <p> hat zu wenig Platz"));
    assert_non_null(strstr(sentence_of(office, &fault), "laufzettel form check gutschein"));
    assert_done(office, paper_form(&office->env, "laufzettel", &form, sha256, &office->err));
    write_own(office, form_with(office, "<front><p>{{name}}</p></front>"));
    assert_done(office, paper_form(&office->env, "gutschein", &form, sha256, &office->err));
    assert_string_equal(form_name(form), "test");
    unlink(env_path(&office->env, "forms/gutschein.xml"));
    rmdir(env_path(&office->env, "forms"));
    assert_done(office, paper_form(&office->env, "gutschein", &form, sha256, &office->err));
    assert_string_equal(form_name(form), "gutschein");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_of_a_form_is_found_before_it_is_printed),
        cmocka_unit_test(faults_of_different_places_are_listed_together),
        cmocka_unit_test(there_are_never_more_than_fifty_faults),
        cmocka_unit_test(every_form_of_the_house_passes),
        cmocka_unit_test(the_example_of_the_reference_passes),
        cmocka_unit_test(a_translation_too_long_for_its_place_is_found_in_its_language),
        cmocka_unit_test(a_form_of_the_office_is_refused_by_its_file_name_until_it_passes),
    };

    return cmocka_run_group_tests(tests, office_setup, office_teardown);
}
