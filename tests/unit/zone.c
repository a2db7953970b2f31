/* Unit tests of src/recur/zone: the zones of this machine, and files made here in a folder of their own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/mem.h"
#include "recur/zone.h"

enum { TOO_LARGE = 64 * 1024 + 1 };

static char folder[] = "/tmp/wsadmin-zone-XXXXXX";

static int64_t at(const char *text) {
    int64_t t;
    assert_true(clock_parse_db(text, &t));
    return t;
}

static const struct zone *zone_of(const char *name) {
    struct err e = {0};
    const struct zone *zone = zone_get(name, &e);
    if (!zone) fail_msg("%s", e.text);
    return zone;
}

static void check_instant(const char *name, const char *local, enum zone_kind kind, const char *utc) {
    enum zone_kind got;
    char text[CLOCK_DB_SIZE];
    clock_format_db(zone_local_to_utc(zone_of(name), at(local), &got), text);
    assert_string_equal(text, utc);
    assert_int_equal(got, kind);
}

static void wall_clock_becomes_an_instant(void **state) {
    (void)state;
    check_instant("America/New_York", "2026-11-30 19:00:00", ZONE_PLAIN, "2026-12-01 00:00:00");
    check_instant("America/New_York", "2027-03-14 01:59:59", ZONE_PLAIN, "2027-03-14 06:59:59");
    check_instant("America/New_York", "2027-03-14 02:00:00", ZONE_GAP, "2027-03-14 07:00:00");
    check_instant("America/New_York", "2027-03-14 02:59:59", ZONE_GAP, "2027-03-14 07:59:59");
    check_instant("America/New_York", "2027-03-14 03:00:00", ZONE_PLAIN, "2027-03-14 07:00:00");
    check_instant("America/New_York", "2026-11-01 00:59:59", ZONE_PLAIN, "2026-11-01 04:59:59");
    check_instant("America/New_York", "2026-11-01 01:00:00", ZONE_OVERLAP, "2026-11-01 05:00:00");
    check_instant("America/New_York", "2026-11-01 01:59:59", ZONE_OVERLAP, "2026-11-01 05:59:59");
    check_instant("America/New_York", "2026-11-01 02:00:00", ZONE_PLAIN, "2026-11-01 07:00:00");
    check_instant("Australia/Lord_Howe", "2025-10-05 02:15:00", ZONE_GAP, "2025-10-04 15:45:00"); /* half an hour */
    check_instant("Australia/Lord_Howe", "2025-04-06 01:45:00", ZONE_OVERLAP, "2025-04-05 14:45:00");
    check_instant("Pacific/Apia", "2011-12-30 12:00:00", ZONE_GAP, "2011-12-30 22:00:00"); /* a day that never was */
    check_instant("America/Santiago", "2025-09-07 00:30:00", ZONE_GAP, "2025-09-07 04:30:00");
    check_instant("UTC", "2026-03-29 02:30:00", ZONE_PLAIN, "2026-03-29 02:30:00");
    check_instant("Asia/Kathmandu", "2026-03-29 02:30:00", ZONE_PLAIN, "2026-03-28 20:45:00");
}

static void the_footer_serves_the_far_future(void **state) {
    (void)state;
    check_instant("America/New_York", "2040-03-11 02:30:00", ZONE_GAP, "2040-03-11 07:30:00");
    check_instant("America/New_York", "2100-07-01 12:00:00", ZONE_PLAIN, "2100-07-01 16:00:00");
    check_instant("America/New_York", "2500-11-07 01:30:00", ZONE_OVERLAP, "2500-11-07 05:30:00");
    check_instant("Australia/Sydney", "2100-01-01 00:00:00", ZONE_PLAIN, "2099-12-31 13:00:00");
    check_instant("Europe/Dublin", "2100-01-01 00:00:00", ZONE_PLAIN, "2100-01-01 00:00:00");
    check_instant("America/Nuuk", "2060-03-28 12:00:00", ZONE_PLAIN, "2060-03-28 13:00:00"); /* time of -1 hours */
    check_instant("Europe/Paris", "9999-12-31 23:59:59", ZONE_PLAIN, "9999-12-31 22:59:59");
    const struct zone *zone = zone_of("Europe/Paris");
    assert_int_equal(zone_utc_to_local(zone, INT64_MAX).seconds, at("9999-12-31 23:59:59") + 3600);
    assert_int_equal(zone_local_to_utc(zone, INT64_MIN, NULL),
                     at("0000-01-01 00:00:00") - 561); /* mean time of Paris */
    int64_t next;
    assert_false(zone_next_transition(zone, INT64_MAX, &next));
    assert_true(zone_next_transition(zone, INT64_MIN, &next));
    assert_true(zone_next_transition(zone, at("2026-10-25 00:59:59"), &next));
    assert_int_equal(next, at("2026-10-25 01:00:00"));
    assert_true(zone_next_transition(zone, next, &next));
    assert_int_equal(next, at("2027-03-28 01:00:00"));
    assert_false(zone_next_transition(zone_utc(), 0, &next));
    assert_false(zone_next_transition(zone_of("Asia/Tokyo"), 0, &next));
}

/* Compares a block of zone_changes.txt with one zone. */
static bool block_agrees(const char *name, char lines[][64], size_t count) {
    const struct zone *zone = zone_of(name);
    int64_t next = 0;
    for (size_t i = 0; i < count; i++) {
        long long instant;
        int offset, dst;
        char abbrev[16];
        assert_int_equal(sscanf(lines[i], "%lld %d %d %15s", &instant, &offset, &dst, abbrev), 4);
        struct zone_local local = zone_utc_to_local(zone, instant);
        if (local.offset != offset || local.is_dst != dst || strcmp(local.abbrev, abbrev) != 0) return false;
        if (i > 0 && next != instant) return false;
        if (!zone_next_transition(zone, instant, &next)) next = INT64_MAX;
    }
    return next >= at("2041-01-01 00:00:00");
}

/* Countries change their rules: with other zone data than the list was made from, a few zones may differ. */
static void all_zones_do_as_zdump_says(void **state) {
    (void)state;
    char path[4096], line[8192], names[8192] = "", version[64], lines[64][64], here[64] = "# version ?";
    FILE *f = fopen("/usr/share/zoneinfo/tzdata.zi", "r");
    if (f) {
        assert_non_null(fgets(here, sizeof here, f));
        fclose(f);
    }
    snprintf(path, sizeof path, "%s/zone_changes.txt", getenv("WSADMIN_TEST_DATA"));
    f = fopen(path, "r");
    assert_non_null(f);
    assert_non_null(fgets(version, sizeof version, f));
    version[strcspn(version, ";")] = '\0';
    here[strcspn(here, "\n")] = '\0';
    bool same = !strcmp(version + strlen("# tzdata "), here + strlen("# version "));
    size_t count = 0, zones = 0, different = 0;
    for (bool more = true; more;) {
        more = fgets(line, sizeof line, f) != NULL;
        if (more && line[0] >= '0' && line[0] <= '9') {
            assert_true(count < 64);
            snprintf(lines[count++], sizeof lines[0], "%.63s", line);
            continue;
        }
        char *rest;
        for (char *name = strtok_r(names, " \n", &rest); name; name = strtok_r(NULL, " \n", &rest), zones++) {
            if (block_agrees(name, lines, count)) continue;
            print_message("# %s differs (%s, here %s)\n", name, version, here);
            different++;
        }
        count = 0;
        snprintf(names, sizeof names, "%s", line);
    }
    fclose(f);
    assert_true(zones > 400);
    assert_true(same ? different == 0 : different * 10 < zones);
}

static void check_refused(const char *name, const char *reason) {
    struct err e = {0};
    assert_null(zone_get(name, &e));
    assert_int_equal(e.code, WS_DATA);
    if (!strstr(e.text, reason)) fail_msg("%s: %s", name, e.text);
    assert_non_null(e.hint);
    err_free(&e);
}

static void only_names_of_zones_are_opened(void **state) {
    (void)state;
    static const char *const bad[] = {"",
                                      "../../../etc/passwd",
                                      "/usr/share/zoneinfo/UTC",
                                      "America/../UTC",
                                      "America//New_York",
                                      "America/New_York/",
                                      "-05",
                                      "right/UTC",
                                      "posix/UTC",
                                      "posixrules",
                                      "localtime",
                                      "zone.tab",
                                      "Europe/Paris\n",
                                      "Europe/Par\xc3\xads",
                                      "EST5EDT,M3.2.0,M11.1.0",
                                      "A123456789012345678901234567890123456789012345678901234567890123"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) check_refused(bad[i], "is not the name of a time zone");
    check_refused("Mars/Olympus", "there is no time zone");
    check_refused("UTC/UTC", "there is no time zone");
    check_refused("America", "not a regular file");
    check_refused("leapseconds", "not a time zone file");
}

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
    zone_set_folder(folder);
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
    /* Daylight saving all year: the end and the next start coincide. */
    struct file all_year = make_file(1000, "AAA3BBB4,0/0,J365/23");
    const struct zone *zone = load("AllYear", all_year.bytes, all_year.len, NULL);
    assert_int_equal(zone_utc_to_local(zone, at("2027-01-01 03:00:00")).offset, -4 * 3600);
    int64_t next;
    assert_false(zone_next_transition(zone, 2000, &next));
}

static void hostile_files_are_refused(void **state) {
    (void)state;
    zone_set_folder(folder);
    struct file f = make_file(1771000000, "AAA-1BBB,M3.2.0,M11.1.0");
    struct err e = {0};
    for (size_t len = 0; len < f.len; len++)
        if (load("Cut", f.bytes, len, &e)) fail_msg("taken with %zu of %zu bytes", len, f.len);
    for (size_t i = 0; i < f.len; i++)
        for (int value = 0; value < 256; value += 15) {
            struct file broken = f;
            broken.bytes[i] = (unsigned char)value;
            char name[32];
            snprintf(name, sizeof name, "Broken%zu-%d", i, value);
            const struct zone *zone = load(name, broken.bytes, broken.len, NULL);
            if (zone) ask_everything(zone);
        }
    struct file leaps = {.len = 0};
    put_header(&leaps, 1, 0, 1, 4);
    memset(leaps.bytes + leaps.len, 0, 64);
    leaps.bytes[4] = '\0'; /* version 1 */
    assert_null(load("Leaps", leaps.bytes, leaps.len + 64, &e));
    assert_non_null(strstr(e.text, "leap seconds"));
    unsigned char *large = mem_zero(1, TOO_LARGE);
    assert_null(load("Large", large, TOO_LARGE, &e));
    assert_non_null(strstr(e.text, "too large"));
    free(large);
    char path[256];
    snprintf(path, sizeof path, "%s/Pipe", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(zone_get("Pipe", &e)); /* and does not wait for a writer */
    assert_non_null(strstr(e.text, "not a regular file"));
    err_free(&e);
}

static void a_changed_file_is_read_anew(void **state) {
    (void)state;
    zone_set_folder(folder);
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

static void *ask_from_a_thread(void *arg) {
    static const char *const names[] = {"America/New_York", "Europe/Paris", "Asia/Tokyo", "Moves"};
    size_t *wrong = arg;
    for (int i = 0; i < 2000; i++) {
        const struct zone *zone = zone_get(names[i % 4], NULL);
        if (i % 4 == 3 ? zone != NULL : !zone || zone_utc_to_local(zone, 1771000000 + i * 86400).offset == 0)
            (*wrong)++;
    }
    return NULL;
}

static void threads_share_the_cache(void **state) {
    (void)state;
    pthread_t threads[4];
    size_t wrong[4] = {0};
    for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&threads[i], NULL, ask_from_a_thread, &wrong[i]), 0);
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(wrong[i], 0);
    }
}

static void check_system(const char *tz, const char *target, const char *want) {
    char path[256], name[ZONE_NAME_SIZE];
    snprintf(path, sizeof path, "%s/link", folder);
    unlink(path);
    if (target) assert_int_equal(symlink(target, path), 0);
    zone_system_name_from(tz, path, name);
    assert_string_equal(name, want);
}

static void the_system_names_its_zone(void **state) {
    (void)state;
    check_system("America/New_York", "/usr/share/zoneinfo/Asia/Tokyo", "America/New_York");
    check_system(":Europe/Paris", NULL, "Europe/Paris");
    check_system("/usr/share/zoneinfo/Asia/Tokyo", NULL, "Asia/Tokyo");
    check_system("EST5EDT4,M3.2.0,M11.1.0", "../usr/share/zoneinfo/America/Lima", "America/Lima");
    check_system(NULL, "/usr/share/zoneinfo/posix/Asia/Tokyo", "Asia/Tokyo");
    check_system("", "/usr/share/zoneinfo/Mars/Olympus", "UTC");
    check_system(NULL, "/etc/passwd", "UTC");
    check_system("../../etc/passwd", NULL, "UTC");
}

static int set_up(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int use_the_system(void **state) {
    (void)state;
    zone_set_folder(NULL);
    return 0;
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
        cmocka_unit_test(wall_clock_becomes_an_instant),
        cmocka_unit_test(the_footer_serves_the_far_future),
        cmocka_unit_test(all_zones_do_as_zdump_says),
        cmocka_unit_test(only_names_of_zones_are_opened),
        cmocka_unit_test_teardown(footers_are_read_strictly, use_the_system),
        cmocka_unit_test_teardown(hostile_files_are_refused, use_the_system),
        cmocka_unit_test_teardown(a_changed_file_is_read_anew, use_the_system),
        cmocka_unit_test(threads_share_the_cache),
        cmocka_unit_test(the_system_names_its_zone),
    };
    return cmocka_run_group_tests_name("zone", tests, set_up, tear_down);
}
