/* The news that somebody is the host now: of a workshop that was made or handed over, or of several. Used by edit and
 * transfer. */
#ifndef WS_OP_HOSTING_H
#define WS_OP_HOSTING_H

#include "op/notice.h"
#include "op/people.h"

/* w gets this host: a workshop of no series goes by its host's zone from then on. */
void hosting_take_zone(struct workshop *w, const struct person *host);
/* Adds the news of w to the host's notices. key_end is the plan's moment: ":UNIXTIME". */
void hosting_add(struct notices *list, const struct person *host, const struct workshop *w, const char *key_end,
                 const char *words);
/* After a workshop that the plan told of without an id was made: puts the new keys into the plan's notice, by which the
 * action log looks the action up. */
void hosting_retell(const struct plan *p, const struct notices *list);

#endif
