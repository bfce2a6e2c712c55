/* The reference of the form language as Markdown, written from its tables. */
#include "form.h"

#include "buf.h"
#include "element.h"
#include "rule.h"
#include "str.h"

static const char introduction[] =
    "# Die Formularsprache\n\n"
    "Ein Formular ist eine XML-Datei in UTF-8. Längen stehen in Millimetern, Schriftgrößen in\n"
    "Punkt. Unter `<values>` steht jeder Wert, den das Formular zeigen darf, mit einem Beispiel\n"
    "für die Vorschau. Im Text schreibt man Werte als `{{name}}` oder `{{gruppe.name}}`, fett als\n"
    "`<b>`, eine neue Zeile als `<br/>`. Immer bekannt sind `{{form.number}}`,\n"
    "`{{form.version}}` und `{{form.title}}`, in Kopf und Fuß auch `{{page.number}}` und\n"
    "`{{page.count}}`. Reicht der Platz nicht, werden Schrift und Abstände kleiner; reicht auch\n"
    "das nicht, wird das Blatt nicht gedruckt und der Wert genannt, der zu lang ist.\n";

static const char example[] =
    "\n## Ein Beispiel\n\n"
    "Ein eigenes Formular beginnt man mit einem vorhandenen: `laufzettel form export gutschein\n"
    "-o forms/gutschein.xml`. Welche Werte es nennen darf, zeigt `laufzettel form values\n"
    "gutschein`. Nach jeder Änderung: `laufzettel form check forms/gutschein.xml`, dann\n"
    "`laufzettel form preview gutschein -o probe.pdf`. So sieht ein kleines Formular aus:\n\n"
    "```xml\n"
    "<form name=\"termin\" number=\"T-1\" version=\"1\" valid-from=\"2026-01-01\" "
    "title=\"Terminzettel\">\n"
    "  <values>\n"
    "    <record name=\"client\">\n"
    "      <value name=\"name\" example=\"Jana Kołodziej\" help=\"Vor- und Nachname\"/>\n"
    "    </record>\n"
    "    <value name=\"hint\" optional=\"yes\" example=\"Bitte klingeln\"/>\n"
    "    <records name=\"visits\" item=\"visit\" examples=\"2\" most=\"8\">\n"
    "      <value name=\"day\" example=\"04.05.2026|11.05.2026\"/>\n"
    "      <value name=\"place\" example=\"Nordtor 5|Markt 3\"/>\n"
    "    </records>\n"
    "  </values>\n"
    "  <sheet>\n"
    "    <footer y=\"285\"><p size=\"8\">Seite {{page.number}} von {{page.count}}</p></footer>\n"
    "    <front pages=\"1\">\n"
    "      <h1>Ihre Termine</h1>\n"
    "      <p>Für <b>{{client.name}}</b>.</p>\n"
    "      <columns gap=\"1.5\" if=\"hint\">\n"
    "        <column width=\"4.5\"><icon name=\"info\"/></column>\n"
    "        <column><p>{{hint}}</p></column>\n"
    "      </columns>\n"
    "      <table widths=\"30,*\">\n"
    "        <row><th>Tag</th><th>Ort</th></row>\n"
    "        <row each=\"visits\"><td>{{visit.day}}</td><td>{{visit.place}}</td></row>\n"
    "      </table>\n"
    "    </front>\n"
    "  </sheet>\n"
    "</form>\n"
    "```\n";

static const char proof[] =
    "\n## Was die Prüfung sagt\n\n"
    "Jeder Fehler nennt Zeile, Element und Abhilfe; höchstens 50 auf einmal. Zuerst wird die\n"
    "Datei gelesen:\n\n```\n";

static const char layout[] =
    "```\n\n"
    "Dann wird das Formular ausgefüllt und gesetzt: mit den Beispielen in jeder Sprache, mit\n"
    "fehlenden Werten, mit allen `<flag>` an und aus, mit keinem, einem und den meisten Einträgen\n"
    "jeder Liste, mit jedem Text so lang, wie er sein darf, mit der längsten Adresse im QR-Code.\n"
    "Ein Fehler nennt die Probe, bei der er auftrat: ein Text, ein Kasten oder eine Seite hat zu\n"
    "wenig Platz; ein QR-Code hat Module unter 0,5 mm, steht zu nah am Rand oder hat etwas in\n"
    "seinem freien Rand; etwas ragt über das Blatt hinaus. Ein eigenes Formular mit Fehlern wird\n"
    "nicht gedruckt.\n";

/* The sentence of RULE with … where the checker fills something in. */
static void
write_rule(struct buf *out, enum form_rule rule)
{
    static const char line[] = "Zeile %1: ";
    const char *at = rule_sentence(rule);
    at += str_starts(at, line) ? sizeof line - 1 : 0;
    for (; *at != '\0'; at++) {
        if (*at == '%') {
            buf_puts(out, "…");
            at++;
        } else {
            buf_putc(out, *at);
        }
    }
    buf_putc(out, '\n');
}

static void
write_parents(struct buf *out, uint64_t parents)
{
    const char *between = "";
    for (int kind = 0; kind < FORM_KIND__MAX; kind++) {
        if ((parents & FORM_BIT(kind)) == 0) {
            continue;
        }
        buf_printf(out, "%s`%s`", between, element_row((enum form_kind)kind)->name);
        between = ", ";
    }
}

static void
write_attribute(struct buf *out, const struct attribute_use *use)
{
    const struct attribute_row *row = attribute_row(use->attribute);
    buf_printf(out, "- `%s`: %s. Erwartet: %s%s.", row->name, row->help,
               row->type == TYPE_IS_CHOICE ? "eines von " : "", form_type_text(row));
    if (use->required) {
        buf_puts(out, " Pflicht.");
    } else if (use->standard != NULL) {
        buf_printf(out, " Sonst: %s.", use->standard);
    }
    buf_putc(out, '\n');
}

void
form_reference(struct buf *out)
{
    buf_puts(out, introduction);
    for (int kind = 0; kind < FORM_KIND__MAX; kind++) {
        const struct element_row *row = element_row((enum form_kind)kind);
        buf_printf(out, "\n## `<%s>`\n\n%s.", row->name, row->help);
        if (row->text) {
            buf_puts(out, " Enthält Text.");
        }
        if (row->parents != 0) {
            buf_puts(out, " Steht in ");
            write_parents(out, row->parents);
            buf_putc(out, '.');
        }
        buf_puts(out, row->use_count > 0 ? "\n\n" : "\n");
        for (size_t i = 0; i < row->use_count; i++) {
            write_attribute(out, &row->use[i]);
        }
    }
    buf_puts(out, example);
    buf_puts(out, proof);
    for (int rule = 0; rule < RULE__MAX; rule++) {
        write_rule(out, (enum form_rule)rule);
    }
    buf_puts(out, layout);
}
