/* Zone files: one that is taken answers every question within what RFC 9636 allows. */
#include <stdlib.h>

#include "fuzz.h"
#include "recur/zone_private.h"

enum { TRANSITIONS = 300 };

static void check_instant(const struct zone *zone, int64_t utc) {
    struct zone_local local = zone_utc_to_local(zone, utc);
    if (local.offset < ZONE_OFFSET_LOW || local.offset > ZONE_OFFSET_HIGH || !local.abbrev) abort();
    zone_local_to_utc(zone, local.seconds, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const int64_t instants[] = {INT64_MIN, -62135596800, -1, 0, 1793750400, 4102444800, 253402300799, INT64_MAX};
    struct zone zone = {.name = "Fuzz"};
    const char *reason = NULL;
    int64_t at = -4000000000;
    if (!zone_parse(data, size, &zone, &reason)) {
        if (!reason) abort();
        return 0;
    }
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) check_instant(&zone, instants[i]);
    for (int i = 0; i < TRANSITIONS; i++) {
        int64_t before = at;
        if (!zone_next_transition(&zone, at, &at)) break;
        if (at <= before) abort();
        check_instant(&zone, at - 1);
        check_instant(&zone, at);
    }
    free(zone.at);
    free(zone.type_of);
    free(zone.types);
    return 0;
}
