/* Unit tests of src/recur/zone with zone files made here, in a folder of their own: footers, broken files, changes. */
#include "recur.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "recur/zone.h"

enum { TOO_LARGE = 64 * 1024 + 1 };

static char folder[] = "/tmp/wsadmin-zone-XXXXXX";

/* A zone file in the making. */
struct file {
    unsigned char bytes[1024];
    size_t len;
};

static void put(struct file *f, uint64_t number, size_t size) {
    for (size_t i = size; i-- > 0;) f->bytes[f->len++] = (unsigned char)(number >> (8 * i));
}

static void put_text(struct file *f, const char *text, size_t len) {
    memcpy(f->bytes + f->len, text, len);
    f->len += len;
}

static void put_header(struct file *f, uint64_t leaps, uint64_t times, uint64_t types, uint64_t chars) {
    put_text(f, "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
    put(f, 0, 4);
    put(f, 0, 4);
    put(f, leaps, 4);
    put(f, times, 4);
    put(f, types, 4);
    put(f, chars, 4);
}

/* Version 2: +1 until `change`, then +2, then the footer's rule. */
static struct file make_file(int64_t change, const char *footer) {
    struct file f = {.len = 0};
    put_header(&f, 0, 0, 1, 1);
    put(&f, 0, 7);
    put_header(&f, 0, 1, 2, 8);
    put(&f, (uint64_t)change, 8);
    put(&f, 1, 1);
    put(&f, 3600, 4);
    put(&f, 0x0000, 2);
    put(&f, 7200, 4);
    put(&f, 0x0104, 2);
    put_text(&f, "AAA\0BBB", 8);
    put_text(&f, "\n", 1);
    put_text(&f, footer, strlen(footer));
    put_text(&f, "\n", 1);
    return f;
}

/* Writes a new file each time, so that the cache sees a change. */
static const struct zone *load(const char *name, const unsigned char *bytes, size_t len, struct err *e) {
    char path[256], fresh[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    snprintf(fresh, sizeof fresh, "%s/fresh", folder);
    FILE *f = fopen(fresh, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(rename(fresh, path), 0);
    return zone_get(name, e);
}

static void ask_everything(const struct zone *zone) {
    static const int64_t times[] = {INT64_MIN, -1, 0, 1000, 1771000000, 4000000000, 253402300799, INT64_MAX};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        int64_t next;
        zone_utc_to_local(zone, times[i]);
        zone_local_to_utc(zone, times[i], NULL);
        if (zone_next_transition(zone, times[i], &next)) assert_true(next > times[i]);
    }
}

static void footers_are_read_strictly(void **state) {
    (void)state;
    static const char *const good[] = {
        "", "AAA-1", "<+01>-1", "<-0130>1:30", "AAA-1BBB,M3.2.0,M11.1.0/-167", "AAA3BBB4,0/0,J365/23"};
    static const char *const bad[] = {"AA-1",
                                      "AAA",
                                      "AAA25",
                                      "AAA-1BBB",
                                      "AAA-1BBB,M3.2.0",
                                      "AAA-1BBB,M13.2.0,J1",
                                      "AAA-1BBB,M3.2.0,M11.1.0,J1",
                                      "AAA-1BBB,M3.2.0/168,J1",
                                      "AAA-1BBB,J0,J1",
                                      "AAA-1BBB,366,J1",
                                      "<AAA-1",
                                      "AAA-1:60",
                                      "AAA-1000",
                                      "AAAAAAAAAAAAAAAAAAAAAA-1"};
    struct err e = {0};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct file f = make_file(1000, good[i]);
        char name[16];
        snprintf(name, sizeof name, "Good%zu", i);
        const struct zone *zone = load(name, f.bytes, f.len, &e);
        if (!zone) fail_msg("%s: %s", good[i], e.text);
        ask_everything(zone);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct file f = make_file(1000, bad[i]);
        if (load("Bad", f.bytes, f.len, &e)) fail_msg("%s was taken", bad[i]);
        assert_non_null(strstr(e.text, "rule for later times"));
    }
    err_free(&e);
}

static void check_next(const char *footer, const char *from, const char *want) {
    struct file f = make_file(1000, footer);
    const struct zone *zone = load("Next", f.bytes, f.len, NULL);
    assert_non_null(zone);
    int64_t next;
    char text[CLOCK_DB_SIZE];
    clock_format_db(zone_next_transition(zone, at(from), &next) ? next : 0, text);
    assert_string_equal(text, want);
}

static void footers_give_the_days_of_a_year(void **state) {
    (void)state;
    check_next("AAA0BBB,M2.5.4/3,M11.1.0", "2024-01-01 00:00:00", "2024-02-29 03:00:00"); /* the last Thursday */
    check_next("AAA0BBB,M2.5.4/3,M11.1.0", "2027-01-01 00:00:00", "2027-02-25 03:00:00");
    check_next("AAA0BBB,J60/0,J300", "2027-01-01 00:00:00", "2027-03-01 00:00:00");
    check_next("AAA0BBB,J60/0,J300", "2028-01-01 00:00:00", "2028-03-01 00:00:00"); /* 29 February is not counted */
    check_next("AAA0BBB,J59/0,J300", "2028-01-01 00:00:00", "2028-02-28 00:00:00");
    check_next("AAA0BBB,59/0,J300", "2028-01-01 00:00:00", "2028-02-29 00:00:00");
    check_next("AAA0BBB,M3.1.0/-1,J300", "2026-01-01 00:00:00", "2026-02-28 23:00:00");
    check_next("AAA0BBB-2,M3.1.0,M11.1.0/0", "2026-03-02 00:00:00", "2026-10-31 22:00:00");
    check_next("AAA0", "2026-01-01 00:00:00", "1970-01-01 00:00:00");
    check_next("AAA3BBB4,0/0,J365/23", "2026-01-01 00:00:00", "1970-01-01 00:00:00"); /* daylight saving all year */
    struct file f = make_file(1000, "AAA3BBB4,0/0,J365/23");
    const struct zone *zone = load("AllYear", f.bytes, f.len, NULL);
    assert_int_equal(zone_utc_to_local(zone, at("2027-01-01 03:00:00")).offset, -4 * 3600);
}

static void hostile_files_are_refused(void **state) {
    (void)state;
    struct err e = {0};
    struct file f = make_file(1771000000, "AAA-1");
    for (size_t len = 0; len < f.len; len++)
        if (load("Cut", f.bytes, len, &e)) fail_msg("taken with %zu of %zu bytes", len, f.len);
    static const struct {
        size_t at; /* the second block's data begin at 95 */
        unsigned char byte;
        const char *reason;
    } cases[] = {{0, 't', "not a time zone file"},
                 {51, 't', "cut short"},
                 {51 + 20, 1, "cut short"},
                 {51 + 31, 1, "cut short"},
                 {51 + 39, 0, "time types"},
                 {103, 2, "a change in it"},
                 {104, 0x7f, "a time type"},
                 {108, 2, "a time type"},
                 {109, 8, "a time type"},
                 {116, '\n', "a time type"},
                 {123, 'B', "a time type"},
                 {124, ' ', "rule for later times"},
                 {125, '\0', "rule for later times"},
                 {130, ' ', "rule for later times"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct file broken = f;
        broken.bytes[cases[i].at] = cases[i].byte;
        if (load("Bad", broken.bytes, broken.len, &e)) fail_msg("byte %zu: taken", cases[i].at);
        if (!strstr(e.text, cases[i].reason)) fail_msg("byte %zu: %s", cases[i].at, e.text);
    }
    struct file leaps = f;
    leaps.bytes[51 + 31] = 1; /* with room for that second */
    assert_null(load("Bad", leaps.bytes, leaps.len + 12, &e));
    assert_non_null(strstr(e.text, "leap seconds"));
    unsigned char *large = mem_zero(1, TOO_LARGE);
    assert_null(load("Bad", large, TOO_LARGE, &e));
    assert_non_null(strstr(e.text, "too large"));
    free(large);
    char path[256];
    snprintf(path, sizeof path, "%s/Pipe", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(zone_get("Pipe", &e)); /* and does not wait for a writer */
    assert_non_null(strstr(e.text, "not a regular file"));
    err_free(&e);
}

/* Under the sanitizers this finds reads beyond the file. */
static void no_byte_can_do_harm(void **state) {
    (void)state;
    struct file f = make_file(1771000000, "AAA-1BBB,M3.2.0,M11.1.0");
    for (size_t i = 0; i < f.len; i++)
        for (int value = 0; value < 256; value += 15) {
            struct file broken = f;
            broken.bytes[i] = (unsigned char)value;
            char name[32];
            snprintf(name, sizeof name, "Broken%zu-%d", i, value);
            const struct zone *zone = load(name, broken.bytes, broken.len, NULL);
            if (zone) ask_everything(zone);
        }
}

static void a_changed_file_is_read_anew(void **state) {
    (void)state;
    struct file f = make_file(1000, "AAA-1");
    const struct zone *before = load("Moves", f.bytes, f.len, NULL);
    assert_non_null(before);
    assert_ptr_equal(zone_get("Moves", NULL), before);
    f = make_file(1000, "AAA-2");
    const struct zone *after = load("Moves", f.bytes, f.len, NULL);
    assert_ptr_not_equal(after, before);
    assert_int_equal(zone_utc_to_local(before, 5000).offset, 3600);
    assert_int_equal(zone_utc_to_local(after, 5000).offset, 7200);
    assert_ptr_equal(load("Moves", f.bytes, 10, NULL), after); /* broken since: what was read serves on */
}

static int set_up(void **state) {
    (void)state;
    zone_set_folder(folder);
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    char *command = mem_format("rm -rf '%s'", folder);
    int status = system(command);
    free(command);
    return status;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(footers_are_read_strictly),   cmocka_unit_test(footers_give_the_days_of_a_year),
        cmocka_unit_test(hostile_files_are_refused),   cmocka_unit_test(no_byte_can_do_harm),
        cmocka_unit_test(a_changed_file_is_read_anew),
    };
    return cmocka_run_group_tests_name("zone_file", tests, set_up, tear_down);
}
