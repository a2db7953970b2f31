/* A person that an action is about, such as the host-to-be of a workshop. */
#ifndef WS_OP_PEOPLE_H
#define WS_OP_PEOPLE_H

#include "op/ids.h"
#include "op/session.h"
#include "recur/zone.h"

struct person {
    int64_t id;
    char *username;
    char *inactive; /* owned: why the account does not count (translated); NULL: it is active */
    bool can_host;
    const struct zone *zone; /* UTC when the platform knows none */
};

struct people {
    struct person *items; /* by id */
    size_t count, cap;
};

/* Reads these into an empty *out (`ids` is sorted), locked for sharing first when the session says so. WS_DATA when one
 * is not there. */
bool people_read(struct session *s, const struct ids *ids, struct people *out, struct err *err);
void people_free(struct people *p);
const struct person *people_find(const struct people *p, int64_t id);

/* WS_REFUSED when this person cannot become a host: the account is not active. */
bool person_check_host(const struct person *p, struct err *err);

#endif
