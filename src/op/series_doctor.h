/* What is wrong with series and their coming workshops (SPEC section 6, "doctor"). Read by the word `series doctor`,
 * set right by `mend` (op.h). */
#ifndef WS_OP_SERIES_DOCTOR_H
#define WS_OP_SERIES_DOCTOR_H

#include "op/changing.h"

enum fault {
    FAULT_RULE,      /* rule, time or zone cannot be used */
    FAULT_SHIFTED,   /* off its date by exactly a change of the clocks: to `date` */
    FAULT_SOON,      /* so, but it or `date` is too near to be moved: said, not mended */
    FAULT_DOUBLED,   /* another workshop stands for the same date */
    FAULT_RETURNED,  /* made at an instant that was cancelled */
    FAULT_BEYOND,    /* after the rule's COUNT or UNTIL */
    FAULT_STRAY,     /* no date of the rule is near: said, not mended */
    FAULT_BACK,      /* all was cancelled, or the series stopped, and then new ones came */
    FAULT_CANCELLED, /* active, though all that is coming is cancelled: the platform's job would bring it back */
    FAULT_BARE,      /* active without coming workshops: fill makes them */
    FAULT_OVER,      /* active, though its rule has no later date */
    FAULT_HOST       /* active without coming workshops, and its host may not host: said, not mended */
};

struct finding {
    enum fault fault;
    const struct series *series;
    struct workshop *workshop; /* NULL: it is the series' own */
    int64_t date;
};

struct examined {
    int64_t now;
    struct series_list series;
    struct ids outlived;      /* series of which something stayed when the coming ones were cancelled */
    struct changing changing; /* its `workshops`: the coming ones */
    struct finding *items;    /* series after series */
    size_t count, cap;
};

/* The series that can have faults: active ones, and those with coming workshops. In slices of so many: */
enum { EXAMINE_AT_ONCE = 500 };
bool series_examinable(struct session *s, struct ids *out, struct err *err);
/* Examines these into an empty *out; `ids` sorted. Locks hosts, series and workshops when the session says so. */
bool series_examine(struct session *s, const struct ids *ids, struct examined *out, struct err *err);
void examined_clear(struct examined *e);

const char *fault_words(enum fault fault); /* translated: what it is */
const char *fault_mend(enum fault fault);  /* translated: what mend does; NULL: nothing */

#endif
