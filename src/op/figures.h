/* Figures of one person's workshops, for the console's view of a host. Reads only. */
#ifndef WS_OP_FIGURES_H
#define WS_OP_FIGURES_H

#include "op/session.h"

enum {
    FIGURES_MOST = 10000, /* of a host's workshops, the latest made: what is counted */
    FIGURES_LAST = 10     /* held ones that are listed */
};

struct held {
    int64_t id, at;
    char *title;         /* owned */
    int64_t seats, came; /* attendee_count, which the end keeps; people who were inside */
    int64_t capacity;    /* 0: unlimited */
};

struct figures {
    int64_t held, cancelled, live, coming; /* ended; cancelled; live; scheduled and lobby */
    int64_t seats;                         /* attendee_count of all that were held */
    bool cut;                              /* there are more than FIGURES_MOST */
    struct held last[FIGURES_LAST];        /* the last held, latest first */
    size_t last_count;
};

/* Fills an empty *out. Three statements, of at most FIGURES_MOST rows and the attendees of ten workshops. */
bool figures_read(struct session *s, int64_t host, struct figures *out, struct err *err);
void figures_free(struct figures *f);

#endif
