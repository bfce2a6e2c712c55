/* What a form file may do wrong, as sentences with fault and cure. */
#include "rule.h"

#include "err.h"

static const char *const sentences[RULE__MAX] = {
    [RULE_NOT_XML] =
        N_("Zeile %1: Das ist kein richtiges XML: %3."),
    [RULE_DOCTYPE] =
        N_("Zeile %1: Ein DOCTYPE ist nicht erlaubt. Bitte diese Angabe löschen."),
    [RULE_INSTRUCTION] =
        N_("Zeile %1: Eine Verarbeitungsanweisung (<?...?>) ist nicht erlaubt. Bitte "
           "löschen."),
    [RULE_TOO_MANY_ELEMENTS] =
        N_("Zeile %1: Das Formular hat mehr als 5000 Elemente. Bitte kürzen."),
    [RULE_TOO_DEEP] =
        N_("Zeile %1: Die Elemente sind tiefer als 32 ineinander verschachtelt. Bitte "
           "vereinfachen."),
    [RULE_UNKNOWN_ELEMENT] =
        N_("Zeile %1: Das Element <%2> gibt es nicht. Bitte eines der Formularsprache "
           "verwenden."),
    [RULE_WRONG_ROOT] =
        N_("Zeile %1: Das äußerste Element muss <form> sein, nicht <%2>."),
    [RULE_WRONG_PLACE] =
        N_("Zeile %1: <%2> darf nicht in <%3> stehen. Erlaubt ist es in: %4."),
    [RULE_UNKNOWN_ATTRIBUTE] =
        N_("Zeile %1: <%2> hat kein Attribut „%3“. Möglich sind: %4."),
    [RULE_WRONG_ATTRIBUTE] =
        N_("Zeile %1: In <%2> erwartet „%3“: %4."),
    [RULE_MISSING_ATTRIBUTE] =
        N_("Zeile %1: In <%2> fehlt das Attribut „%3“."),
    [RULE_NO_TEXT_HERE] =
        N_("Zeile %1: In <%2> darf kein Text stehen. Bitte in ein <p> setzen."),
    [RULE_TEXT_AFTER_ELEMENTS] =
        N_("Zeile %1: In <%2> muss der Text vor den Elementen stehen."),
    [RULE_WRONG_TEXT] =
        N_("Zeile %1: Der Text von <%2> ist länger als 2000 Zeichen oder enthält Zeichen, "
           "die nicht erlaubt sind."),
    [RULE_TEXT_SYNTAX] =
        N_("Zeile %1: Der Text von <%2> hat einen Fehler bei „%3“. Werte schreibt man "
           "{{name}}; die Zeichen <, { und } sind sonst nicht möglich."),
    [RULE_MISSING_PART] =
        N_("Zeile %1: In <%2> fehlt <%3>."),
    [RULE_PART_TWICE] =
        N_("Zeile %1: In <%2> darf <%3> nur einmal stehen."),
    [RULE_CELLS] =
        N_("Zeile %1: <%2> hat %3 Zellen. Die Tabelle hat %4 Spalten."),
    [RULE_NO_HEAD_CELL] =
        N_("Zeile %1: In <%2> fehlt eine Kopfzelle. Die erste Zeile muss aus <th> "
           "bestehen, oder jede Zeile ein <th scope=\"row\"> haben."),
    [RULE_HEADING_SKIPPED] =
        N_("Zeile %1: <%2> überspringt eine Stufe. Davor muss auf dem Blatt <%3> stehen."),
    [RULE_NO_ALT] =
        N_("Zeile %1: In <%2> ist „alt“ leer. Bitte sagen, was das Bild zeigt; ein "
           "<icon>, das nur schmückt, hat kein „alt“."),
    [RULE_PLACE_NOT_HERE] =
        N_("Zeile %1: Einen festen Ort kann <%2> nur direkt in <front> oder <back> haben."),
    [RULE_PLACE_INCOMPLETE] =
        N_("Zeile %1: Für einen festen Ort braucht <%2> x und y, ein <box> auch width und "
           "height."),
    [RULE_MIN_SIZE] =
        N_("Zeile %1: In <%2> darf „min-size“ nicht größer sein als „size“."),
    [RULE_NAME_TAKEN] =
        N_("Zeile %1: Der Name „%3“ ist hier schon vergeben."),
    [RULE_TOO_MANY_VALUES] =
        N_("Zeile %1: In <%2> stehen mehr als 500 Werte. Bitte kürzen."),
    [RULE_TOO_MANY_EXAMPLES] =
        N_("Zeile %1: <%2> ergibt mehr als 5000 Beispielwerte. Bitte „examples“ "
           "verkleinern."),
    [RULE_UNKNOWN_VALUE] =
        N_("Zeile %1: <%2> nennt den Wert „%3“. Hier ist er nicht bekannt; bitte in "
           "<values> eintragen oder den Namen berichtigen."),
    [RULE_PAGE_VALUE] =
        N_("Zeile %1: In <%2> ist der Wert „%3“ nicht bekannt. Seitenzahlen gibt es nur "
           "in <header> und <footer>."),
    [RULE_NOT_SHOWN] =
        N_("Zeile %1: <%2> zeigt „%3“. Zeigen kann man nur ein <value>."),
    [RULE_NOT_ASKED] =
        N_("Zeile %1: <%2> fragt nach „%3“. Das geht nur bei <value>, <flag> und "
           "<records>."),
    [RULE_NOT_REPEATED] =
        N_("Zeile %1: <%2> wiederholt „%3“. Wiederholen kann man nur <records>."),
    [RULE_NO_GLYPH] =
        N_("Zeile %1: <%2> enthält das Zeichen „%3“ (%4), das keine Schrift hat. Bitte "
           "ersetzen."),
    [RULE_NO_MEMORY] =
        N_("Für das Formular reicht der Speicher nicht."),
};

const char *
rule_sentence(enum form_rule rule)
{
    return sentences[rule];
}
