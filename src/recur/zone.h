/* Time zones, read from the system's zoneinfo folder (TZif, RFC 9636), without the C library's process-wide TZ.
 *
 * A zone never changes and is never freed: a pointer to one can be kept and shared by threads. All instants are seconds
 * since 1970 UTC, local times are the same scale read in the zone; what lies outside the years 0 to 9999 is taken as
 * the nearest end of them. */
#ifndef WS_RECUR_ZONE_H
#define WS_RECUR_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

enum { ZONE_NAME_SIZE = 64 };

struct zone;

struct zone_local {
    int64_t seconds; /* the wall clock: civil_from_seconds() takes it apart */
    int offset;      /* seconds east of UTC */
    bool is_dst;
    const char *abbrev; /* "EST"; lives as long as the zone */
};

enum zone_kind {
    ZONE_PLAIN,
    ZONE_GAP,    /* the wall clock jumps over this time */
    ZONE_OVERLAP /* this time comes twice */
};

/* The zone of this name, from a cache that any thread may use; read anew when its file has changed. NULL and WS_DATA
 * when the name is not one, or its file is missing or bad. "UTC" is always there. */
const struct zone *zone_get(const char *name, struct err *err) __attribute__((nonnull(1)));
const struct zone *zone_utc(void);
const char *zone_name(const struct zone *zone);
bool zone_name_is_valid(const char *name); /* by its letters only; there may be no such zone */

struct zone_local zone_utc_to_local(const struct zone *zone, int64_t utc);

/* The instant of a wall clock time by RFC 5545 section 3.3.5: in a gap with the offset before it (which moves it
 * forward by the gap), of two the first. `kind` may be NULL. */
int64_t zone_local_to_utc(const struct zone *zone, int64_t local, enum zone_kind *kind);

/* The first instant after `utc` from which offset, daylight saving or abbreviation differ; false when there is none. */
bool zone_next_transition(const struct zone *zone, int64_t utc, int64_t *at);

/* The zone of whoever runs the program: $TZ when it names a zone, else the target of /etc/localtime, else "UTC". */
void zone_system_name(char out[ZONE_NAME_SIZE]);
/* The same for other places: `tz` may be NULL, `localtime` is the path of a symbolic link. */
void zone_system_name_from(const char *tz, const char *localtime, char out[ZONE_NAME_SIZE]);

/* The version of the system's zone data, such as "2026b"; false when it is not known. */
bool zone_data_version(char out[ZONE_NAME_SIZE]);

/* For tests: another folder than the system's (the string is kept, not copied); NULL = back to that. */
void zone_set_folder(const char *folder);

#endif
