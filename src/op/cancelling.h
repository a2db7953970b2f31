/* Workshops to be cancelled and series to be stopped, with the news of it: what cancel and can_host off share. */
#ifndef WS_OP_CANCELLING_H
#define WS_OP_CANCELLING_H

#include "op/notice.h"

struct cancelling {
    bool publish_recording; /* live ones keep their agora_channel */
    bool close_room;        /* live ones' rooms are closed afterwards */
    const char *words;      /* for the people told; may be NULL */
    int64_t now;
    struct workshops workshops; /* all that were asked for, skipped ones too */
    struct ids cancelled, live; /* of them: all that will be cancelled; the live ones among them */
    struct ids stopped;         /* series that will be made inactive */
    struct ids hosts;           /* users who may not host any more */
    struct notices notices;
};

struct cancelling *cancelling_new(int64_t now, bool publish_recording, const char *words);

/* Adds rows to the plan (`ids` sorted): these series, locked by the caller when the session says so; active ones will
 * be stopped. These workshops. */
bool cancelling_add_series(struct session *s, struct cancelling *c, const struct ids *ids, struct plan *p,
                           struct err *err);
bool cancelling_add_workshops(struct session *s, struct cancelling *c, const struct ids *ids, struct plan *p,
                              struct err *err);
/* When all rows are added: the notices, warnings, and the plan's words. */
bool cancelling_finish(struct session *s, struct cancelling *c, struct plan *p, struct err *err);
bool cancelling_write(struct session *s, const struct cancelling *c, struct plan_result *result, struct err *err);
/* After COMMIT: closes the rooms that are to be closed. An operation's `after`. */
bool cancelling_after(struct session *s, const struct cancelling *c, struct buf *words, struct err *err);
/* The switches for live ones can do nothing, for this reason. */
void cancelling_bar_live(struct plan *p, const char *why);
void cancelling_free(void *cancelling);

#endif
