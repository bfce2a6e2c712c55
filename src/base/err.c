/*
 * err.c - the table of reasons with what people read, and filling in sentences.
 */
#include "err.h"

#include <string.h>

#include "buf.h"
#include "catalog.h"

/*
 * What is the matter, and what to do next. A reception reads these beside a
 * waiting client: short, no blame, and nothing about whom the paper is for.
 */
/* clang-format off */
#define TEXT_MALFORMED \
    N_("Dieser Code ist unvollständig oder enthält einen Tippfehler."), \
    N_("Bitte noch einmal scannen oder den Code genau abtippen.")
#define TEXT_FOREIGN_CODE \
    N_("Das ist kein Code dieses Jobcenters."), \
    N_("Bitte den QR-Code auf dem Gutschein scannen.")
#define TEXT_NOT_ALLOWED \
    N_("Dafür fehlt die Berechtigung."), \
    N_("Bitte die Auskunft anrufen.")
#define TEXT_RATE_LIMITED \
    N_("Zu viele Versuche in kurzer Zeit."), \
    N_("Bitte etwas warten und dann noch einmal versuchen.")
#define TEXT_UNKNOWN \
    N_("Diesen Code gibt es nicht."), \
    N_("Bitte den Code prüfen oder die Auskunft anrufen.")
#define TEXT_WRONG_PROVIDER \
    N_("Dieser Gutschein gehört nicht zu Ihrer Einrichtung."), \
    N_("Bitte die Adresse auf dem Zettel prüfen.")
#define TEXT_IN_WORK_ELSEWHERE \
    N_("Dieser Gutschein wird schon von einer anderen Stelle bearbeitet."), \
    N_("Bitte die Auskunft anrufen.")
#define TEXT_SUPERSEDED \
    N_("Es gibt einen neueren Zettel."), \
    N_("Bitte den neuen Zettel verlangen.")
#define TEXT_WITHDRAWN \
    N_("Dieser Gutschein wurde zurückgezogen."), \
    N_("Bitte an das Jobcenter verweisen.")
#define TEXT_ALREADY_RECORDED \
    N_("Das ist schon eingetragen."), \
    N_("Es ist nichts weiter zu tun.")
#define TEXT_EXPIRED \
    N_("Die Frist dieses Gutscheins ist abgelaufen."), \
    N_("Bitte an das Jobcenter verweisen. Es kann die Frist verlängern.")
#define TEXT_CLOSED \
    N_("Dieser Gutschein ist abgeschlossen."), \
    N_("Es ist nichts weiter zu tun.")
#define TEXT_NOT_YET_VALID \
    N_("Dieser Gutschein ist noch nicht freigegeben."), \
    N_("Bitte die Auskunft anrufen.")
#define TEXT_WRONG_STEP \
    N_("Dieser Schritt passt nicht zum Stand des Gutscheins."), \
    N_("Bitte einen der angebotenen Schritte wählen.")
#define TEXT_CONSENT_MISSING \
    N_("Es liegt keine unterschriebene Einwilligung vor. Nichts wurde übermittelt."), \
    N_("Bitte den Rücklaufabschnitt stempeln und mitgeben.")
#define TEXT_LEVEL_TOO_LOW \
    N_("Diese Meldung ist hier nicht vorgesehen. Nichts wurde übermittelt."), \
    N_("Bitte den Rücklaufabschnitt stempeln und mitgeben.")
#define TEXT_DATE_OUT_OF_RANGE \
    N_("Dieses Datum ist hier nicht möglich."), \
    N_("Bitte das Datum prüfen.")
#define TEXT_INVALID \
    N_("Eine Angabe stimmt nicht."), \
    N_("Bitte die genannte Angabe prüfen und berichtigen.")
#define TEXT_CONFLICT \
    N_("Das widerspricht einem früheren Eintrag."), \
    N_("Bitte neu laden und den Stand prüfen.")
#define TEXT_NOT_FOUND \
    N_("Das wurde nicht gefunden."), \
    N_("Bitte die Angabe prüfen.")
#define TEXT_TOO_LARGE \
    N_("Das ist zu groß."), \
    N_("Bitte eine kleinere Datei oder weniger Text senden.")
#define TEXT_STORE \
    N_("Der Speicher ist gerade nicht erreichbar. Nichts wurde eingetragen."), \
    N_("Bitte gleich noch einmal versuchen. Bis dahin den Zettel stempeln.")
#define TEXT_PRINT \
    N_("Der Druck ist nicht gelungen."), \
    N_("Bitte noch einmal drucken. Bleibt der Fehler, bitte der Technik melden.")
#define TEXT_INTERNAL \
    N_("Das hat wegen eines Programmfehlers nicht geklappt."), \
    N_("Bitte der Technik melden.")
/* clang-format on */

static const struct reason_row rows[REASON__MAX] = {
    [REASON_NONE] = {"internal", 500, 1, TEXT_INTERNAL},
#define REASON_ROW(id, name, http, exit_status) \
    [REASON_##id] = {name, http, exit_status, TEXT_##id},
    REASON_MAP(REASON_ROW)
#undef REASON_ROW
};

const struct reason_row *
reason_row(enum reason reason)
{
    if ((unsigned)reason >= REASON__MAX) {
        return &rows[REASON_NONE];
    }
    return &rows[reason];
}

enum reason
reason_from_name(const char *name)
{
    for (int i = REASON_NONE + 1; i < REASON__MAX; i++) {
        if (strcmp(rows[i].name, name) == 0) {
            return (enum reason)i;
        }
    }
    return REASON_NONE;
}

/* Copy TEXT into SIZE bytes; what does not fit is cut between two letters. */
static void
copy_cut(char *out, size_t size, const char *text)
{
    size_t len = strlen(text);
    if (len >= size) {
        len = size - 1;
        while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80) {
            len--;
        }
    }
    memcpy(out, text, len);
    out[len] = '\0';
}

bool
err_set_list(struct err *err, enum reason reason, const char *field,
             const char *const *key_and_args)
{
    if (err->reason != REASON_NONE) {
        return false;
    }
    memset(err, 0, sizeof *err);
    err->reason = reason;
    copy_cut(err->field, sizeof err->field, field);
    err->key = key_and_args[0];
    for (size_t i = 0; err->key && i < ERR_ARGS && key_and_args[i + 1]; i++) {
        copy_cut(err->arg[i], sizeof err->arg[i], key_and_args[i + 1]);
    }
    return false;
}

const char *
err_number(char out[ERR_NUMBER_MAX], long long number)
{
    unsigned long long rest = number < 0 ? 0ULL - (unsigned long long)number
                                         : (unsigned long long)number;
    char digits[ERR_NUMBER_MAX];
    char *at = digits + sizeof digits - 1;
    *at = '\0';
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) {
        *--at = '-';
    }
    return memcpy(out, at, (size_t)(digits + sizeof digits - at));
}

void
err_sentence(const struct err *err, const struct catalog *catalog, struct buf *out)
{
    const char *key = err->key ? err->key : reason_row(err->reason)->sentence;
    for (const char *p = catalog_text(catalog, key); *p; p++) {
        bool is_word = p[0] == '%' && p[1] == '_';
        char hole = p[0] != '%' ? '\0' : is_word ? p[2] : p[1];

        if (err->key && hole >= '1' && hole <= '0' + ERR_ARGS) {
            const char *arg = err->arg[hole - '1'];

            buf_puts(out, is_word ? catalog_text(catalog, arg) : arg);
            p += is_word ? 2 : 1;
        } else {
            buf_putc(out, *p);
        }
    }
}
