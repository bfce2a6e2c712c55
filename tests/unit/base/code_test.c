/* Codes: derived, checked, printed, and found in whatever a scanner sends. */
#include "test.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>

#include "code.h"
#include "str.h"

/* Blanks and marks nobody sees, as copied text brings them. */
#define NO_BREAK "\xC2\xA0"
#define NARROW "\xE2\x80\xAF"
#define ZERO_WIDTH "\xE2\x80\x8B"
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRSTUVWX";
static const char url[] = "https://v.example.de";

static struct keys
test_keys(void)
{
    uint8_t master[KEY_BYTES];
    struct keys keys;
    for (size_t i = 0; i < sizeof master; i++) {
        master[i] = (uint8_t)i;
    }
    key_derive(master, &keys);
    return keys;
}

static void
three_known_codes_are_valid(void **state)
{
    (void)state;
    assert_true(code_check("K7QM2F9D4XHAP3T0"));
    assert_true(code_check("123456789ABCDEFE"));
    assert_true(code_check("XWVUTSRQPNMLKJHR"));
    assert_true(code_check("0000000000000000"));
    assert_false(code_check("K7QM2F9D4XHAP3T1"));
    assert_false(code_check("K7QM2F9D4XHAP3T"));
    assert_false(code_check("K7QM2F9D4XHAP3T00"));
    assert_false(code_check("k7qm2f9d4xhap3t0"));
    assert_false(code_check("K7QM2F9D4XHAP3TO"));
    assert_false(code_check(""));
}

static void
every_wrong_symbol_is_caught(void **state)
{
    (void)state;
    char code[] = "K7QM2F9D4XHAP3T0";
    for (size_t i = 0; i < CODE_SYMBOLS; i++) {
        char right = code[i];
        for (const char *wrong = alphabet; *wrong; wrong++) {
            code[i] = *wrong;
            assert_int_equal(code_check(code), *wrong == right);
        }
        code[i] = right;
    }
}

static void
every_swap_of_two_symbols_is_caught(void **state)
{
    (void)state;
    struct keys keys = test_keys();
    for (uint32_t generation = 0; generation < 200; generation++) {
        char code[CODE_MAX];
        code_derive(&keys, CODE_VOUCHER, (const uint8_t *)"0123456789abcdef", generation, code);
        for (size_t i = 0; i < CODE_SYMBOLS; i++) {
            for (size_t k = i + 1; k < CODE_SYMBOLS; k++) {
                char a = code[i];
                char b = code[k];
                code[i] = b;
                code[k] = a;
                assert_int_equal(code_check(code), a == b);
                code[i] = a;
                code[k] = b;
            }
        }
    }
}

static void
a_code_is_the_same_for_ever_and_differs_in_everything(void **state)
{
    (void)state;
    struct keys keys = test_keys();
    uint8_t seed[CODE_SEED_BYTES] = {1, 2, 3};
    char code[4][CODE_MAX];
    code_derive(&keys, CODE_VOUCHER, seed, 1, code[0]);
    /* Frozen: papers in the field carry codes made this way. */
    assert_string_equal(code[0], "07CRWVG10JUEPPQ9");
    code_derive(&keys, CODE_VOUCHER, seed, 2, code[1]);
    code_derive(&keys, CODE_CLIENT, seed, 1, code[2]);
    seed[15] ^= 1;
    code_derive(&keys, CODE_VOUCHER, seed, 1, code[3]);
    for (size_t i = 0; i < 4; i++) {
        assert_true(code_check(code[i]));
        for (size_t k = i + 1; k < 4; k++) {
            assert_string_not_equal(code[i], code[k]);
        }
    }
}

static void
every_symbol_occurs_in_every_place(void **state)
{
    (void)state;
    struct keys keys = test_keys();
    unsigned seen[CODE_SYMBOLS] = {0};
    for (uint32_t generation = 0; generation < 1000; generation++) {
        char code[CODE_MAX];
        code_derive(&keys, CODE_VOUCHER, (const uint8_t *)"0123456789abcdef", generation, code);
        for (size_t i = 0; i < CODE_SYMBOLS; i++) {
            seen[i] |= 1U << (strchr(alphabet, code[i]) - alphabet);
        }
    }
    for (size_t i = 0; i < CODE_SYMBOLS; i++) {
        assert_int_equal(seen[i], UINT32_MAX);
    }
}

static void
a_lookup_depends_on_code_and_key(void **state)
{
    (void)state;
    struct keys keys = test_keys();
    uint8_t a[CODE_LOOKUP_BYTES];
    uint8_t b[CODE_LOOKUP_BYTES];
    code_lookup(&keys, "K7QM2F9D4XHAP3T0", a);
    code_lookup(&keys, "K7QM2F9D4XHAP3T0", b);
    assert_memory_equal(a, b, sizeof a);
    code_lookup(&keys, "123456789ABCDEFE", b);
    assert_memory_not_equal(a, b, sizeof a);
    keys.sub[KEY_LOOKUP][0] ^= 1;
    code_lookup(&keys, "K7QM2F9D4XHAP3T0", b);
    assert_memory_not_equal(a, b, sizeof a);
}

static void
codes_are_written_in_groups_and_as_payload(void **state)
{
    (void)state;
    char grouped[CODE_GROUPED_MAX];
    char payload[CODE_PAYLOAD_MAX];
    assert_string_equal(code_group(grouped, "K7QM2F9D4XHAP3T0"), "K7QM-2F9D-4XHA-P3T0");
    code_payload("https://v.example.de", CODE_CLIENT, "K7QM2F9D4XHAP3T0", payload);
    assert_string_equal(payload, "HTTPS://V.EXAMPLE.DE/K#K7QM2F9D4XHAP3T0");
    code_payload("https://abcdefghijklmnopqrstuvwxyz-12.de", CODE_VOUCHER, "K7QM2F9D4XHAP3T0",
                 payload);
    assert_int_equal(strlen(payload), CODE_PAYLOAD_MAX - 1);
}

static void
only_addresses_that_can_be_printed_are_accepted(void **state)
{
    (void)state;
    static const char *const good[] = {
        "https://v.example.de",      "https://beratungs-wege.example",
        "https://v.example.de:8443", "http://127.0.0.1:8080",
        "http://localhost:8080",     "http://127.0.0.1",
        "https://V.Example.DE",      "https://xyz.de",
    };
    static const char *const bad[] = {
        "",
        "v.example.de",
        "ftp://v.example.de",
        "https://",
        "https://v.example.de/",
        "https://v.example.de/pfad",
        "https://v.example.de?x",
        "https://v.example.de#x",
        "https://user@v.example.de",
        "https://v example.de",
        "https://v..example.de",
        "https://.example.de",
        "https://v.example.de.",
        "https://-v.example.de",
        "https://v-.example.de",
        "https://v_w.example.de",
        "https://bücher.example",
        "https://v.example.de:",
        "https://v.example.de:0",
        "https://v.example.de:65536",
        "https://v.example.de:99999999999999999999",
        "https://v.example.de:80x",
        "http://v.example.de",
        "http://127.0.0.2",
        "http://localhost.example.de",
        "HTTPS://v.example.de",
        "https://abcdefghijklmnopqrstuvwxyz-123.de",
        "https://v.example.de\n",
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct err err = {0};
        assert_true(code_public_url_check(good[i], &err));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err err = {0};
        assert_false(code_public_url_check(bad[i], &err));
        assert_error(&err, REASON_INVALID, "public_url");
        assert_string_equal(err.field, "public_url");
    }
}

/* Parse TEXT and expect the code, with KIND. */
static void
expect_found(const char *text, const char *public_url, const char *symbols, char kind)
{
    struct code_found found = {0};
    struct err err = {0};
    if (!code_parse(text, strlen(text), public_url, &found, &err)) {
        print_error("not found in: %s\n", text);
    }
    assert_int_equal(err.reason, REASON_NONE);
    assert_string_equal(found.symbols, symbols);
    assert_int_equal(found.kind, kind);
}

static void
expect_refused(const char *text, size_t len, enum reason reason)
{
    struct code_found found = {.symbols = "untouched"};
    struct err err = {0};
    if (code_parse(text, len, url, &found, &err) || err.reason != reason) {
        print_error("wrongly judged: %.*s\n", (int)len, text);
    }
    assert_int_equal(err.reason, reason);
    assert_string_equal(err.field, "code");
    assert_string_equal(found.symbols, "untouched");
}

static void
a_bare_code_is_found_however_it_is_typed(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "K7QM2F9D4XHAP3T0",
        "K7QM-2F9D-4XHA-P3T0",
        "k7qm-2f9d-4xha-p3t0",
        "k7qm 2f9d 4xha p3to",
        "  K7QM 2F9D\t4XHA P3TO\r\n",
        "K7QM–2F9D—4XHA−P3T0",
        "K7QM" NO_BREAK "2F9D" NARROW "4XHA" ZERO_WIDTH "P3T0",
        BYTE_ORDER_MARK "K7QM2F9D4XHAP3T0",
        "\x02K7QM2F9D4XHAP3T0\x03",
        "]Q1K7QM2F9D4XHAP3T0",
        "\\000026K7QM2F9D4XHAP3T0",
        "]Q3\\000026\\000003K7QM2F9D4XHAP3T0\x1D",
        "K-7-Q-M-2-F-9-D-4-X-H-A-P-3-T-0",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        expect_found(texts[i], url, "K7QM2F9D4XHAP3T0", 0);
    }
    expect_found("I234-5678-9ABC-DEFE", url, "123456789ABCDEFE", 0);
    expect_found("i234-5678-9abc-defe", url, "123456789ABCDEFE", 0);
    expect_found("OOOO-oooo-0000-OOOO", url, "0000000000000000", 0);
}

static void
our_address_is_found_in_any_case_with_its_kind(void **state)
{
    (void)state;
    expect_found("HTTPS://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0", url, "K7QM2F9D4XHAP3T0", 'S');
    expect_found("https://v.example.de/s#k7qm2f9d4xhap3t0", url, "K7QM2F9D4XHAP3T0", 'S');
    expect_found("HTTPS://V.EXAMPLE.DE/K#K7QM-2F9D-4XHA-P3T0\r\n", url, "K7QM2F9D4XHAP3T0", 'K');
    expect_found("]Q1HTTPS://V.EXAMPLE.DE/P#K7QM2F9D4XHAP3T0\t", url, "K7QM2F9D4XHAP3T0", 'P');
    expect_found("\\000026HTTPS://V.EXAMPLE.DE/S#XWVUTSRQPNMLKJHR", url, "XWVUTSRQPNMLKJHR", 'S');
    expect_found("HTTP://127.0.0.1:8080/S#K7QM2F9D4XHAP3T0", "http://127.0.0.1:8080",
                 "K7QM2F9D4XHAP3T0", 'S');
    expect_found(" https://V.example.de/S# K7QM 2F9D 4XHA P3T0", url, "K7QM2F9D4XHAP3T0", 'S');
}

static void
without_an_address_only_bare_codes_are_ours(void **state)
{
    (void)state;
    struct code_found found;
    struct err err = {0};
    static const char address[] = "HTTPS://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0";
    expect_found("K7QM-2F9D-4XHA-P3T0", "", "K7QM2F9D4XHAP3T0", 0);
    assert_false(code_parse(address, strlen(address), "", &found, &err));
    assert_int_equal(err.reason, REASON_FOREIGN_CODE);
}

static void
a_wrong_or_short_code_is_malformed(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "   \r\n",
        "---",
        "K7QM2F9D4XHAP3T1",
        "7KQM2F9D4XHAP3T0",
        "K7QM2F9D4XHAP3T",
        "K7QM2F9D4XHAP3T00",
        "Y7QM2F9D4XHAP3T0",
        "K7QM",
        "4006381333931",
        "HTTPS://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T1",
        "HTTPS://V.EXAMPLE.DE/S#",
        "HTTPS://V.EXAMPLE.DE/S",
        "HTTPS://V.EXAMPLE.DE/",
        "HTTPS://V.EXAMPLE.DE",
        "HTTPS://V.EXAMPLE.DE/X#K7QM2F9D4XHAP3T0",
        "HTTPS://V.EXAMPLE.DE/S?K7QM2F9D4XHAP3T0",
        "HTTPS://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0HTTPS://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0",
        "HTTPS://V.EXAMPLE.DE/S#<SCRIPT>ALERT(1)</SCRIPT>",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        expect_refused(texts[i], strlen(texts[i]), REASON_MALFORMED);
    }
    expect_refused("\0\0\0", 3, REASON_MALFORMED);
}

static void
everything_else_is_a_foreign_code(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "HTTPS://V.EXAMPLE.DE.EVIL.COM/S#K7QM2F9D4XHAP3T0",
        "HTTPS://V.EXAMPLE.DE@EVIL.COM/S#K7QM2F9D4XHAP3T0",
        "HTTPS://V.EXAMPLE.DE:81/S#K7QM2F9D4XHAP3T0",
        "HTTP://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0",
        "HTTPS://EVIL.COM/?HTTPS://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0",
        "https://www.example.org/",
        "WIFI:T:WPA;S:netz;P:geheim;;",
        "BEGIN:VCARD\nN:Muster;Max\nEND:VCARD",
        "mailto:info@example.org",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "../../etc/passwd",
        "K7QM2F9D4XHAP3T0K7QM2F9D4XHAP3T0",
        "Bitte den Zettel am Empfang zeigen, danke schön",
        "😀",
        "\xFF\xFE\xFD",
        "K7QM2F9D4XHAP3T\xC3",
        "K7QM2F9D4XHAP3\xC0\xB0",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        expect_refused(texts[i], strlen(texts[i]), REASON_FOREIGN_CODE);
    }
}

static void
a_huge_payload_is_foreign_without_looking(void **state)
{
    (void)state;
    static char text[4096];
    memset(text, ' ', sizeof text);
    memcpy(text, "K7QM2F9D4XHAP3T0", 16);
    struct code_found found;
    struct err err = {0};
    assert_true(code_parse(text, 512, url, &found, &err));
    expect_refused(text, 513, REASON_FOREIGN_CODE);
    expect_refused(text, sizeof text, REASON_FOREIGN_CODE);
    memset(text, '\x01', sizeof text);
    expect_refused(text, sizeof text, REASON_FOREIGN_CODE);
}

static void
a_code_cut_anywhere_is_never_found(void **state)
{
    (void)state;
    static const char text[] = "HTTPS://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0";
    for (size_t len = 0; len < strlen(text); len++) {
        struct code_found found;
        struct err err = {0};
        assert_false(code_parse(text, len, url, &found, &err));
    }
}

/*
 * The two keyboards, typed off from two real ones: the same place in the four
 * strings is the same key. Independent of the table under test.
 */
static const char us_plain[] = "1234567890-qwertyuiop]\\asdfghjkl;'zxcvbnm,./";
static const char us_shift[] = "!@#$%^&*()_QWERTYUIOP}|ASDFGHJKL:\"ZXCVBNM<>?";
static const char german_plain[] = "1234567890ßqwertzuiop+#asdfghjklöäyxcvbnm,.-";
static const char german_shift[] = "!\"§$%&/()=?QWERTZUIOP*'ASDFGHJKLÖÄYXCVBNM;:_";

enum lit { DARK, LETTERS_ONLY, SHIFT_LOCK };

/* The letter at PLACE of valid UTF-8. */
static uint32_t
at(const char *text, size_t place)
{
    uint32_t c = 0;
    for (size_t i = 0; i <= place; i++) {
        c = str_next(&text);
    }
    return c;
}

static bool
is_letter(uint32_t c)
{
    return (c < 0x80 && isalpha((int)c)) || c == 0xF6 || c == 0xE4 || c == 0xD6 || c == 0xC4;
}

/* What a PC shows when a scanner, thinking of the other keyboard, sends TEXT. */
static void
type(const char *text, bool german_scanner, bool german_pc, enum lit caps, char *out)
{
    const char *from[2] = {german_scanner ? german_plain : us_plain,
                           german_scanner ? german_shift : us_shift};
    const char *to[2] = {german_pc ? german_plain : us_plain, german_pc ? german_shift : us_shift};
    for (; *text; text++) {
        size_t count = str_count(from[0]);
        size_t place = 0;
        bool shift = false;
        while (place < count && at(from[0], place) != (uint32_t)*text) {
            place++;
        }
        if (place == count) {
            shift = true;
            for (place = 0; place < count && at(from[1], place) != (uint32_t)*text;) {
                place++;
            }
        }
        assert_true(place < count);
        uint32_t plain = at(to[0], place);
        /* The key with the hyphen ignores Caps Lock even on German Windows. */
        bool turned = caps != DARK && (is_letter(plain) || (caps == SHIFT_LOCK && plain != '-'));
        out += str_put(out, at(to[shift != turned], place));
    }
    *out = '\0';
}

static void
lower(char *text)
{
    for (; *text; text++) {
        *text = (char)tolower((unsigned char)*text);
    }
}

static const struct {
    bool german_scanner;
    bool german_pc;
    enum lit caps;
} ways[] = {
    {false, true, DARK},          {false, true, LETTERS_ONLY}, {false, true, SHIFT_LOCK},
    {true, false, DARK},          {true, false, LETTERS_ONLY}, {true, true, DARK},
    {true, true, LETTERS_ONLY},   {true, true, SHIFT_LOCK},    {false, false, DARK},
    {false, false, LETTERS_ONLY},
};

static void
each_symbol_survives_each_wrong_keyboard(void **state)
{
    (void)state;
    static const char *const addresses[] = {
        "https://v.example.de",
        "http://127.0.0.1:8080",
        "https://beratungs-wege.example",
        "https://xyz-9876543210.io:8443",
        "https://abcdefghijklmnopqrstuvwxyz.de",
    };
    static const char *const codes[] = {"123456789ABCDEFE", "XWVUTSRQPNMLKJHR", "K7QM2F9D4XHAP3T0",
                                        "0000000000000000"};
    for (size_t a = 0; a < sizeof addresses / sizeof *addresses; a++) {
        for (size_t c = 0; c < sizeof codes / sizeof *codes; c++) {
            for (size_t w = 0; w < sizeof ways / sizeof *ways * 2; w++) {
                char payload[CODE_PAYLOAD_MAX];
                char shown[CODE_PAYLOAD_MAX * 4];
                code_payload(addresses[a], CODE_VOUCHER, codes[c], payload);
                if (w % 2 == 1) {
                    lower(payload);
                }
                type(payload, ways[w / 2].german_scanner, ways[w / 2].german_pc, ways[w / 2].caps,
                     shown);
                expect_found(shown, addresses[a], codes[c], 'S');
            }
        }
    }
}

static void
a_bare_code_survives_each_wrong_keyboard(void **state)
{
    (void)state;
    static const char *const codes[] = {"1234-5678-9ABC-DEFE", "xwvu-tsrq-pnml-kjhr",
                                        "K7QM-2F9D-4XHA-P3T0", "k7qm2f9d4xhap3t0"};
    static const char *const symbols[] = {"123456789ABCDEFE", "XWVUTSRQPNMLKJHR",
                                          "K7QM2F9D4XHAP3T0", "K7QM2F9D4XHAP3T0"};
    for (size_t c = 0; c < sizeof codes / sizeof *codes; c++) {
        for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
            char shown[128];
            type(codes[c], ways[w].german_scanner, ways[w].german_pc, ways[w].caps, shown);
            expect_found(shown, url, symbols[c], 0);
        }
    }
}

static void
scanner_prefixes_survive_a_us_scanner_on_a_german_pc(void **state)
{
    (void)state;
    static const char sent[] = "]Q1\\000026HTTPS://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T0";
    char shown[256];
    type(sent, false, true, DARK, shown);
    assert_string_equal(shown, "+Q1#000026HTTPSÖ--V.EXAMPLE.DE-S§K7QM2F9D4XHAP3T0");
    expect_found(shown, url, "K7QM2F9D4XHAP3T0", 'S');
    type(sent, false, true, SHIFT_LOCK, shown);
    expect_found(shown, url, "K7QM2F9D4XHAP3T0", 'S');
}

static void
a_wrong_keyboard_makes_no_wrong_code_right(void **state)
{
    (void)state;
    static const char sent[] = "HTTPS://V.EXAMPLE.DE/S#K7QM2F9D4XHAP3T1";
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
        char shown[256];
        type(sent, ways[w].german_scanner, ways[w].german_pc, ways[w].caps, shown);
        expect_refused(shown, strlen(shown), REASON_MALFORMED);
        type("https://evil.example.com/S#K7QM2F9D4XHAP3T0", ways[w].german_scanner,
             ways[w].german_pc, ways[w].caps, shown);
        expect_refused(shown, strlen(shown), REASON_FOREIGN_CODE);
    }
}

static void
receipts_are_random_and_read_as_typed(void **state)
{
    (void)state;
    char first[CODE_RECEIPT_MAX];
    char out[CODE_RECEIPT_MAX];
    unsigned differ = 0;
    struct err err = {0};
    code_receipt(first);
    for (int i = 0; i < 50; i++) {
        char next[CODE_RECEIPT_MAX];
        code_receipt(next);
        assert_int_equal(strspn(next, alphabet), CODE_RECEIPT_SYMBOLS);
        differ += strcmp(first, next) != 0;
        assert_true(code_receipt_parse(next, out, &err));
        assert_string_equal(out, next);
    }
    assert_true(differ > 45);
    assert_true(code_receipt_parse(" k7q-moi ", out, &err));
    assert_string_equal(out, "K7QM01");
}

static void
other_texts_are_no_receipt(void **state)
{
    (void)state;
    static const char *const texts[] = {"",       "K7QM2",  "K7QM2FF", "K7QM2Y",
                                        "K7QM2!", "K7QM2ß", "      ",  "K7QM2F9D4XHAP3T0"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char out[CODE_RECEIPT_MAX] = "same";
        struct err err = {0};
        assert_false(code_receipt_parse(texts[i], out, &err));
        assert_error(&err, REASON_INVALID, "Quittung");
        assert_string_equal(err.field, "event");
        assert_string_equal(out, "same");
    }
}

/* The scan page reads codes too when there is no line: both read the same list. */
static void
the_list_shared_with_the_scan_page_reads_alike(void **state)
{
    FILE *file = fopen("tests/unit/base/codes.txt", "r");
    char line[200];
    size_t count = 0;

    (void)state;
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        char *wanted = strchr(line, '\t');
        struct code_found found;
        struct err err = {0};

        assert_non_null(wanted);
        *wanted++ = '\0';
        wanted[strcspn(wanted, "\n")] = '\0';
        if (code_parse(line, strlen(line), url, &found, &err) != (*wanted != '-') ||
            (*wanted != '-' && strcmp(found.symbols, wanted) != 0)) {
            fail_msg("%s", line);
        }
        count++;
    }
    fclose(file);
    assert_true(count > 15);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_known_codes_are_valid),
        cmocka_unit_test(every_wrong_symbol_is_caught),
        cmocka_unit_test(every_swap_of_two_symbols_is_caught),
        cmocka_unit_test(a_code_is_the_same_for_ever_and_differs_in_everything),
        cmocka_unit_test(every_symbol_occurs_in_every_place),
        cmocka_unit_test(a_lookup_depends_on_code_and_key),
        cmocka_unit_test(codes_are_written_in_groups_and_as_payload),
        cmocka_unit_test(only_addresses_that_can_be_printed_are_accepted),
        cmocka_unit_test(a_bare_code_is_found_however_it_is_typed),
        cmocka_unit_test(our_address_is_found_in_any_case_with_its_kind),
        cmocka_unit_test(without_an_address_only_bare_codes_are_ours),
        cmocka_unit_test(a_wrong_or_short_code_is_malformed),
        cmocka_unit_test(everything_else_is_a_foreign_code),
        cmocka_unit_test(a_huge_payload_is_foreign_without_looking),
        cmocka_unit_test(a_code_cut_anywhere_is_never_found),
        cmocka_unit_test(each_symbol_survives_each_wrong_keyboard),
        cmocka_unit_test(a_bare_code_survives_each_wrong_keyboard),
        cmocka_unit_test(scanner_prefixes_survive_a_us_scanner_on_a_german_pc),
        cmocka_unit_test(a_wrong_keyboard_makes_no_wrong_code_right),
        cmocka_unit_test(receipts_are_random_and_read_as_typed),
        cmocka_unit_test(other_texts_are_no_receipt),
        cmocka_unit_test(the_list_shared_with_the_scan_page_reads_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
