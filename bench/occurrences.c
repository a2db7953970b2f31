/* Occurrences a second: `occurrences RULE FROM SECONDS [libical]` walks over all dates of a rule again and again for that
 * long and prints dates a second. Run by bench/recurrence.py; the same in JavaScript is occurrences.cjs. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "recur/rule.h"

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long walk_ours(const struct rule *rule, const struct zone *zone, int64_t from) {
    struct rule_iter it;
    int64_t utc;
    long n = 0;
    rule_iter_start(&it, rule, zone, from, (int)(from % 86400));
    while (rule_iter_next(&it, &utc)) n++;
    return n;
}

static long walk_libical(const char *text, int64_t from) {
    struct icalrecurrencetype r = icalrecurrencetype_from_string(text);
    icalrecur_iterator *it = icalrecur_iterator_new(r, icaltime_from_timet_with_zone((time_t)from, 0, NULL));
    long n = 0;
    while (!icaltime_is_null_time(icalrecur_iterator_next(it))) n++;
    icalrecur_iterator_free(it);
    return n;
}

int main(int argc, char **argv) {
    struct rule rule;
    struct err err = {0};
    if (argc < 4) return 64;
    int64_t from = strtoll(argv[2], NULL, 10);
    double begin = now(), seconds = strtod(argv[3], NULL);
    bool libical = argc > 4;
    const struct zone *zone = zone_utc();
    long n = 0;
    if (!rule_parse(argv[1], &rule, NULL, &err)) return 65;
    while (now() - begin < seconds) n += libical ? walk_libical(argv[1], from) : walk_ours(&rule, zone, from);
    printf("%.0f\n", (double)n / (now() - begin));
    return 0;
}
