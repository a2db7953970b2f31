/* The actions of the past as undo sees them: which can be taken back, by whom, and which one is meant. Used by undo.c
 * alone; undo_each (undo.h) stands here too. */
#ifndef WS_OP_UNDO_PAST_H
#define WS_OP_UNDO_PAST_H

#include "op/action_private.h"

/* The change of a log row's status, when it cancelled or reinstated a workshop; else NULL. */
const json_t *undo_status_change(const json_t *row);
/* Cancelling and can_host are a moderator's; other changes of series and categories an admin's. */
enum rights undo_rights(const json_t *intent);

/* The action whose id begins with `id`; NULL: the last that can be taken back. *later counts those that were done after
 * it and stay. NULL with WS_REFUSED and the reason when it cannot be taken back; WS_CHANGED when `again`, for a plan
 * that is made once more, somebody was faster. */
const struct action_past *undo_past_choose(const struct action_pasts *all, const char *id, bool again, size_t *later,
                                           struct err *err);

#endif
