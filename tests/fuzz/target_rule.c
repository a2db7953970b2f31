/* Rules: what is read is printed and read again the same, its dates ascend and end, and it can be described. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fuzz.h"
#include "recur/describe.h"
#include "recur/recurrence.h"

enum { ANCHOR = 1793750400, DATES = 200, TIME_OF_DAY = 9000 }; /* 02:30: where clocks jump */

static const char *const zones[] = {"UTC", "America/New_York", "Europe/Madrid", "Pacific/Apia", "Asia/Tokyo"};

static void check_dates(const struct rule *rule, const struct zone *zone) {
    struct rule_iter it;
    int64_t at, before = INT64_MIN;
    rule_iter_start(&it, rule, zone, ANCHOR, TIME_OF_DAY);
    for (int i = 0; i < DATES && rule_iter_next(&it, &at); i++) {
        if (at <= before || (rule->count && i >= rule->count) || (rule->has_until && at > rule->until)) abort();
        before = at;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct rule rule, again;
    struct buf text = {0}, twice = {0}, words = {0};
    if (size == 0) return 0;
    const struct zone *zone = zone_get(zones[data[0] % 5], NULL);
    char *rrule = mem_dup_len((const char *)data + 1, size - 1);
    if (rule_parse(rrule, &rule, NULL, NULL)) {
        rule_print(&rule, &text);
        if (!rule_parse(buf_str(&text), &again, NULL, NULL)) abort();
        rule_print(&again, &twice);
        if (strcmp(buf_str(&text), buf_str(&twice)) != 0) abort();
        check_dates(&rule, zone ? zone : zone_utc());
        describe_add(&words, &rule, TIME_OF_DAY, zone ? zone : zone_utc());
        describe_add_short(&words, &rule, TIME_OF_DAY, 20);
    }
    free(rrule);
    buf_free(&text);
    buf_free(&twice);
    buf_free(&words);
    return 0;
}
