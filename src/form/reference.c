/* The reference of the form language as Markdown, written from its tables. */
#include "form.h"

#include "buf.h"
#include "element.h"

static const char introduction[] =
    "# Die Formularsprache\n\n"
    "Ein Formular ist eine XML-Datei in UTF-8. Längen stehen in Millimetern, Schriftgrößen in\n"
    "Punkt. Unter `<values>` steht jeder Wert, den das Formular zeigen darf, mit einem Beispiel\n"
    "für die Vorschau. Im Text schreibt man Werte als `{{name}}` oder `{{gruppe.name}}`, fett als\n"
    "`<b>`, eine neue Zeile als `<br/>`. Immer bekannt sind `{{form.number}}`,\n"
    "`{{form.version}}` und `{{form.title}}`, in Kopf und Fuß auch `{{page.number}}` und\n"
    "`{{page.count}}`. Reicht der Platz nicht, werden Schrift und Abstände kleiner; reicht auch\n"
    "das nicht, wird das Blatt nicht gedruckt und der Wert genannt, der zu lang ist.\n";

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
}
