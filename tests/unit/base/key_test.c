/* The master key and what comes from it. */
#include "folder.h"

#include <stdbool.h>
#include <sys/stat.h>

#include "arena.h"
#include "file.h"
#include "key.h"

static const char hex[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";

static void
a_new_key_is_read_back(void **state)
{
    (void)state;
    char path[PATH_BYTES];
    struct keys made;
    struct keys read;
    struct stat status;
    struct err err = {0};
    assert_true(key_create(in_folder(path, "new.key"), &made, &err));
    assert_true(key_load(path, &read, &err));
    assert_memory_equal(&made, &read, sizeof made);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(status.st_size, 65);
    unlink(path);
}

static void
an_existing_key_is_never_replaced(void **state)
{
    (void)state;
    char path[PATH_BYTES];
    struct keys first;
    struct keys again;
    struct err err = {0};
    assert_true(key_create(in_folder(path, "twice.key"), &first, &err));
    assert_false(key_create(path, &again, &err));
    assert_error(&err, REASON_CONFLICT, path);
    err = (struct err){0};
    assert_true(key_load(path, &again, &err));
    assert_memory_equal(&first, &again, sizeof first);
    unlink(path);
}

static void
two_new_keys_differ(void **state)
{
    (void)state;
    char path[PATH_BYTES];
    struct keys a;
    struct keys b;
    struct err err = {0};
    assert_true(key_create(in_folder(path, "a.key"), &a, &err));
    unlink(path);
    assert_true(key_create(path, &b, &err));
    unlink(path);
    assert_string_not_equal(a.fingerprint, b.fingerprint);
    assert_memory_not_equal(a.sub[KEY_CODE], b.sub[KEY_CODE], KEY_BYTES);
}

static void
a_known_key_gives_known_subkeys(void **state)
{
    (void)state;
    /* From an independent computation of BLAKE2b with salt and personalisation. */
    static const uint8_t lookup[] = {0xe6, 0xc9, 0x4d, 0xac, 0x63, 0x00, 0x12, 0xa0};
    char path[PATH_BYTES];
    struct keys keys;
    struct err err = {0};
    assert_true(file_write(in_folder(path, "known.key"), hex, 65, 0600, &err));
    assert_true(key_load(path, &keys, &err));
    assert_string_equal(keys.fingerprint, "74e867f2821c86bf");
    assert_memory_equal(keys.sub[KEY_LOOKUP], lookup, sizeof lookup);
    for (size_t i = 0; i < KEY__MAX; i++) {
        for (size_t k = i + 1; k < KEY__MAX; k++) {
            assert_memory_not_equal(keys.sub[i], keys.sub[k], KEY_BYTES);
        }
    }
    key_forget(&keys);
    assert_int_equal(keys.sub[0][0] | keys.sub[KEY__MAX - 1][31] | keys.fingerprint[0], 0);
    unlink(path);
}

static void
a_key_others_can_read_is_refused_with_the_cure(void **state)
{
    (void)state;
    static const unsigned modes[] = {0640, 0604, 0620, 0602, 0644, 0610};
    char path[PATH_BYTES];
    in_folder(path, "open.key");
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        struct keys keys = {.fingerprint = "untouched"};
        struct err err = {0};
        assert_true(file_write(path, hex, 65, 0600, &err));
        assert_int_equal(chmod(path, modes[i]), 0);
        assert_false(key_load(path, &keys, &err));
        assert_error(&err, REASON_STORE, "chmod 600", path);
        assert_string_equal(keys.fingerprint, "untouched");
    }
    unlink(path);
}

static void
what_is_no_key_file_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
    } rows[] = {
        {"", 0},
        {"\n", 1},
        {hex, 63},
        {"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g\n", 65},
        {"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n\n", 66},
        {"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fab", 66},
        {"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f ", 65},
        {" 00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n", 65},
    };
    char path[PATH_BYTES];
    in_folder(path, "bad.key");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct keys keys = {.fingerprint = "untouched"};
        struct err err = {0};
        assert_true(file_write(path, rows[i].bytes, rows[i].len, 0600, &err));
        assert_false(key_load(path, &keys, &err));
        assert_error(&err, REASON_STORE, "keine Schlüsseldatei");
        assert_string_equal(keys.fingerprint, "untouched");
    }
    unlink(path);
}

static void
a_missing_key_or_a_folder_is_refused(void **state)
{
    (void)state;
    char path[PATH_BYTES];
    struct keys keys;
    struct err err = {0};
    assert_false(key_load(in_folder(path, "none.key"), &keys, &err));
    assert_error(&err, REASON_STORE, "none.key");
    err = (struct err){0};
    assert_false(key_load(folder, &keys, &err));
    assert_error(&err, REASON_STORE, folder);
    err = (struct err){0};
    assert_false(key_create(in_folder(path, "none/x.key"), &keys, &err));
    assert_error(&err, REASON_STORE, "x.key");
}

static void
a_hash_depends_on_key_bytes_and_length(void **state)
{
    (void)state;
    static const uint8_t key[KEY_BYTES] = {1};
    static const uint8_t other[KEY_BYTES] = {2};
    uint8_t a[16];
    uint8_t b[16];
    key_hash(key, "abc", 3, a, sizeof a);
    key_hash(key, "abc", 3, b, sizeof b);
    assert_memory_equal(a, b, 16);
    key_hash(key, "abd", 3, b, sizeof b);
    assert_memory_not_equal(a, b, 16);
    key_hash(other, "abc", 3, b, sizeof b);
    assert_memory_not_equal(a, b, 16);
    key_hash(key, NULL, 0, b, sizeof b);
    assert_memory_not_equal(a, b, 16);
}

static void
a_sha256_is_the_one_common_tools_print(void **state)
{
    (void)state;
    /* printf abc | sha256sum */
    static const uint8_t abc[] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea};
    uint8_t out[KEY_SHA256_BYTES];
    key_sha256("abc", 3, out);
    assert_memory_equal(out, abc, sizeof abc);
    assert_int_equal(out[31], 0xad);
}

static void
random_bytes_fill_the_whole_length(void **state)
{
    (void)state;
    unsigned seen[24] = {0};
    for (int round = 0; round < 64; round++) {
        uint8_t bytes[24] = {0};
        key_random(bytes, sizeof bytes);
        for (size_t i = 0; i < sizeof bytes; i++) {
            seen[i] |= bytes[i];
        }
    }
    for (size_t i = 0; i < 24; i++) {
        assert_int_equal(seen[i], 0xFF);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_key_is_read_back),
        cmocka_unit_test(an_existing_key_is_never_replaced),
        cmocka_unit_test(two_new_keys_differ),
        cmocka_unit_test(a_known_key_gives_known_subkeys),
        cmocka_unit_test(a_key_others_can_read_is_refused_with_the_cure),
        cmocka_unit_test(what_is_no_key_file_is_refused),
        cmocka_unit_test(a_missing_key_or_a_folder_is_refused),
        cmocka_unit_test(a_hash_depends_on_key_bytes_and_length),
        cmocka_unit_test(a_sha256_is_the_one_common_tools_print),
        cmocka_unit_test(random_bytes_fill_the_whole_length),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
