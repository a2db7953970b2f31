/* Agora: the platform's variables, and tokens against those of the npm package agora-token. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/mem.h"
#include "files.h"
#include "op/agora.h"

static const char hex[] = "0123456789abcdefABCDEF0123456789";

static void forget_environment(void) {
    for (size_t i = 0; i < AGORA_VARIABLES; i++) unsetenv(agora_names[i]);
}

static void load(struct agora *a, const char *env_file) {
    struct settings settings = {0};
    struct err err = {0};
    if (!agora_load(a, env_file, &settings, &err)) fail_msg("%s", err.text);
}

static void the_environment_wins_over_the_file(void **state) {
    (void)state;
    struct agora a;
    forget_environment();
    files_write("agora.env", 0600, "AGORA_APP_ID=file\nexport AGORA_CUSTOMER_ID='also file'\nAGORA_CUSTOMER_SECRET=\n");
    setenv("AGORA_APP_ID", "own", 1);
    load(&a, "agora.env");
    assert_string_equal(a.values[AGORA_APP_ID], "own");
    assert_string_equal(a.values[AGORA_CUSTOMER_ID], "also file");
    assert_null(a.values[AGORA_CUSTOMER_SECRET]); /* empty is not set */
    assert_null(a.values[AGORA_PUBLIC_APP_ID]);
    assert_string_equal(a.url, "https://api.agora.io");
    agora_free(&a);
    forget_environment();
}

static void what_is_missing_is_named_but_never_shown(void **state) {
    (void)state;
    struct agora a;
    struct err err = {0};
    forget_environment();
    setenv("AGORA_APP_ID", hex, 1);
    load(&a, NULL);
    assert_false(agora_need_token(&a, &err));
    assert_int_equal(err.code, WS_CONFIG);
    assert_string_equal(err.text, "AGORA_APP_CERTIFICATE is not set");
    agora_free(&a);
    setenv("AGORA_APP_CERTIFICATE", "hush", 1);
    setenv("AGORA_CUSTOMER_ID", hex, 1);
    load(&a, NULL);
    assert_false(agora_need_token(&a, &err));
    assert_string_equal(err.text, "AGORA_APP_CERTIFICATE is not 32 hexadecimal digits");
    assert_null(strstr(err.hint, "hush"));
    assert_false(agora_need_close(&a, &err));
    assert_string_equal(err.text, "AGORA_CUSTOMER_SECRET is not set");
    agora_free(&a);
    assert_false(agora_need_close(NULL, &err));
    err_free(&err);
    forget_environment();
}

static void the_secret_is_not_sent_in_the_clear(void **state) {
    (void)state;
    static const char *const bad[] = {"http://api.agora.io",   "http://127.0.0.1.evil",     "ftp://127.0.0.1",
                                      "http://127.0.0.1@evil", "https://someone@elsewhere", "https://"};
    static const char *const good[] = {"https://api.sd-rtn.com", "http://127.0.0.1:8080/", "http://[::1]:8080"};
    struct agora a;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct settings settings = {0};
        struct err err = {0};
        assert_true(settings_set(&settings, SETTING_AGORA_URL, bad[i], "x.conf:1", &err));
        assert_false(agora_load(&a, NULL, &settings, &err));
        assert_int_equal(err.code, WS_CONFIG);
        agora_free(&a);
        err_free(&err);
        settings_free(&settings);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct settings settings = {0};
        struct err err = {0};
        assert_true(settings_set(&settings, SETTING_AGORA_URL, good[i], "x.conf:1", &err));
        assert_true(agora_load(&a, NULL, &settings, &err));
        assert_int_not_equal(a.url[strlen(a.url) - 1], '/');
        agora_free(&a);
        settings_free(&settings);
    }
}

/* What a token holds, unpacked: two libraries may pack the same content in different bytes. */
static size_t unpack(const char *token, unsigned char out[512]) {
    unsigned char packed[512];
    assert_true(strncmp(token, "007", 3) == 0 && strlen(token) < sizeof packed);
    int len = EVP_DecodeBlock(packed, (const unsigned char *)token + 3, (int)strlen(token + 3));
    uLongf unpacked = 512;
    assert_true(len > 0);
    assert_int_equal(uncompress(out, &unpacked, packed, (uLong)len), Z_OK);
    return unpacked;
}

static void tokens_are_those_of_npm(void **state) {
    (void)state;
    char *path = mem_format("%s/agora_tokens.txt", getenv("WSADMIN_TEST_DATA"));
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    char line[1024], app[40], certificate[40], channel[80], role[16], token[512];
    unsigned uid, issued, ttl, salt, cases = 0;
    while (fgets(line, sizeof line, f)) {
        if (sscanf(line, "%39s %39s %79s %u %15s %u %u %u %511s", app, certificate, channel, &uid, role, &issued, &ttl,
                   &salt, token) != 9)
            continue;
        struct agora a = {.values = {[AGORA_APP_ID] = app, [AGORA_APP_CERTIFICATE] = certificate}};
        struct agora_token t = {channel, uid, !strcmp(role, "host"), issued, ttl, salt};
        unsigned char ours[512], theirs[512];
        struct err err = {0};
        char *made;
        assert_true(agora_need_token(&a, &err));
        assert_true(agora_make_token(&a, &t, &made, &err));
        size_t len = unpack(made, ours);
        assert_int_equal(len, unpack(token, theirs));
        assert_memory_equal(ours, theirs, len);
        free(made);
        cases++;
    }
    assert_int_equal(cases, 4);
    fclose(f);
    free(path);
}

static void channels_have_an_end(void **state) {
    (void)state;
    char channel[AGORA_CHANNEL_MAX + 2] = {0}, *made;
    struct agora a = {.values = {[AGORA_APP_ID] = (char *)hex, [AGORA_APP_CERTIFICATE] = (char *)hex}};
    struct agora_token t = {.channel = channel, .uid = 1, .issued_at = 1, .ttl = 1, .salt = agora_salt()};
    struct err err = {0};
    assert_in_range(t.salt, 1, 99999999);
    memset(channel, 'a', AGORA_CHANNEL_MAX + 1);
    assert_false(agora_make_token(&a, &t, &made, &err));
    assert_int_equal(err.code, WS_DATA);
    err_free(&err);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_environment_wins_over_the_file),
        cmocka_unit_test(what_is_missing_is_named_but_never_shown),
        cmocka_unit_test(the_secret_is_not_sent_in_the_clear),
        cmocka_unit_test(tokens_are_those_of_npm),
        cmocka_unit_test(channels_have_an_end),
    };
    return cmocka_run_group_tests_name("agora", tests, files_make_folder, files_remove_folder);
}
