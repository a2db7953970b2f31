/* Libraries that few runs need, opened at their first use: linked, libical (with ICU) and libcurl would take two thirds
 * of the time in which every command starts. A user of one lists its functions once and has them with their types:
 *
 *     #define FUNCTIONS(X) X(ical, component_new) X(ical, component_free)
 *     static struct { LATE_SLOTS(FUNCTIONS) } lib;
 *     static struct late late = LATE(ICAL_SONAME, FUNCTIONS, &lib);
 *     if (!late_open(&late, err)) return false;
 *     lib.component_new(...)
 */
#ifndef WS_BASE_LATE_H
#define WS_BASE_LATE_H

#include "base/error.h"

struct late {
    const char *library; /* its SONAME, found out by configure */
    const char *const *names;
    void *slots; /* a pointer for each name, in the same order */
    bool open;
};

#define LATE_SLOT(prefix, name) __typeof__(prefix##name) *name;
#define LATE_NAME(prefix, name) #prefix #name,
#define LATE_SLOTS(FUNCTIONS) FUNCTIONS(LATE_SLOT)
#define LATE(soname, FUNCTIONS, where)                                                                                 \
    { (soname), (const char *const[]){FUNCTIONS(LATE_NAME) NULL}, (where), false }

/* Once for all threads; it stays open. WS_CONFIG when the library is not there or lacks a function. */
bool late_open(struct late *late, struct err *err);

#endif
