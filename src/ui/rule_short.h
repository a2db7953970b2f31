/* A recurrence rule in a few columns, for the list of series: "Mo–Fr", "2 wk Mo,Th", "1st Fr", "daily". A rule of
 * another form is given as it stands. Pure. */
#ifndef WS_UI_RULE_SHORT_H
#define WS_UI_RULE_SHORT_H

#include "base/buf.h"

void rule_short_add(struct buf *out, const char *rrule);

#endif
