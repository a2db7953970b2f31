/* Workshops and series as iCalendar (SPEC section 6, "ics"). Used by the words ics and series ics. */
#ifndef WS_OP_ICS_H
#define WS_OP_ICS_H

#include "op/ids.h"
#include "op/session.h"

/* Adds a calendar of these workshops, or of all that are coming when `ids` has none. WS_DATA when one is not there. */
bool ics_workshops(struct session *s, const struct ids *ids, struct buf *out, struct err *err);
/* Of these series: the rule from its first date, EXDATE for dates that are cancelled or have no workshop, RECURRENCE-ID
 * for moved ones; a workshop that stands for no date is an event of its own. */
bool ics_series(struct session *s, const struct ids *ids, struct buf *out, struct err *err);

#endif
