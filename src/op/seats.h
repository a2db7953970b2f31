/* workshops.attendee_count, which the platform keeps beside the attendees' rows (SPEC section 4, "repair"). */
#ifndef WS_OP_SEATS_H
#define WS_OP_SEATS_H

#include "op/ids.h"
#include "op/session.h"

/* Sets the counts of these workshops, whose rows are locked, to the rows whose status is not left; only of those that
 * are scheduled or in the lobby: of the others it is history. */
bool seats_count(struct session *s, const struct ids *workshops, int64_t now, struct err *err);

#endif
