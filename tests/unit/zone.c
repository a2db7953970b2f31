/* Unit tests of src/recur/zone with the zones of this machine; tests/unit/zone_file.c has files made by hand. */
#include "recur.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/mem.h"
#include "recur/zone.h"

static char folder[] = "/tmp/wsadmin-zone-XXXXXX";

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

static void *ask_from_a_thread(void *arg) {
    static const char *const names[] = {"America/New_York", "Europe/Paris", "Asia/Tokyo", "Mars/Olympus"};
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

static int tear_down(void **state) {
    (void)state;
    char *command = mem_format("rm -rf '%s'", folder);
    int status = system(command);
    free(command);
    return status;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wall_clock_becomes_an_instant), cmocka_unit_test(the_footer_serves_the_far_future),
        cmocka_unit_test(all_zones_do_as_zdump_says),    cmocka_unit_test(only_names_of_zones_are_opened),
        cmocka_unit_test(threads_share_the_cache),       cmocka_unit_test(the_system_names_its_zone),
    };
    return cmocka_run_group_tests_name("zone", tests, set_up, tear_down);
}
