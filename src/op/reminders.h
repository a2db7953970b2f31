/* The keys of reminders (SPEC section 4, reminder): what notify gives them, and what takes them away when a workshop
 * moves. */
#ifndef WS_OP_REMINDERS_H
#define WS_OP_REMINDERS_H

#include "op/session.h"

#define REMINDER_1H ":1h"
#define REMINDER_15M ":15m"

struct reminded {
    int64_t workshop, start; /* the start that it was reminded of, UTC seconds */
};

/* "workshop_reminder:workshop:ID" and the end, one of those above or reminder_dated's; the caller frees it. */
char *reminder_key(int64_t workshop, const char *end);
/* ":at:UNIXTIME", for a reminder at any other time; the caller frees it. */
char *reminder_dated(int64_t start);
/* Frees the keys of all reminders that were sent for these starts (group_key to NULL), so that people are reminded of
 * the new ones: a statement for some hundred workshops. Part of the transaction that moves them. */
bool reminders_free(struct session *s, const struct reminded *list, size_t count, struct err *err);

#endif
