/* The operations. Each X_plan checks the acting user's rights, reads, and returns a plan; plan_apply (plan.h) carries
 * it out. With --yes plan_run calls X_plan inside the transaction that applies it. NULL on errors. */
#ifndef WS_OP_OP_H
#define WS_OP_OP_H

#include "op/plan.h"
#include "op/session.h"

struct op_cancel {
    const int64_t *ids; /* workshops */
    size_t count;
    bool future;      /* also every later scheduled workshop of the series, and the series becomes inactive */
    bool keep_series; /* … unless this */
    bool stop_host;   /* their hosts may not host any more: all they have coming is cancelled, their series stop */
    bool publish_recording; /* a live one keeps its agora_channel */
    bool close_room;        /* after COMMIT a live one's room is closed at Agora (op/agora.h) */
    const char *reason;     /* for the log; may be NULL */
    const char *words;      /* the sender's sentence for the people told; may be NULL */
};
struct plan *cancel_plan(struct session *s, const struct op_cancel *args, struct err *err);

struct op_reinstate {
    const int64_t *ids;
    size_t count;
    const char *reason;
    const char *words;
};
struct plan *reinstate_plan(struct session *s, const struct op_reinstate *args, struct err *err);

struct op_can_host {
    const int64_t *ids; /* users */
    size_t count;
    bool on;
    bool cancel_upcoming; /* off: their upcoming workshops too (live ones included), and their series stop */
    bool publish_recording;
    bool close_room; /* as of op_cancel */
    const char *reason;
    const char *words;
};
struct plan *can_host_plan(struct session *s, const struct op_can_host *args, struct err *err);

enum notify_kind {
    NOTIFY_REMINDER,
    NOTIFY_CANCELLED,
    NOTIFY_INVITE,
    NOTIFY_RECORDING,
    NOTIFY_UPDATED,
    NOTIFY_STARTED,
    NOTIFY_KINDS
};
enum notify_lead { LEAD_AUTO, LEAD_1H, LEAD_15M };
extern const char *const notify_kind_words[NOTIFY_KINDS]; /* "reminder"… */
struct notice_kind;
const struct notice_kind *notify_kind_of(enum notify_kind kind); /* whom it tells, by which type */

struct op_notify {
    enum notify_kind kind;
    const int64_t *ids; /* workshops */
    size_t count;
    enum notify_lead lead; /* reminder only */
    bool again;            /* also to those who hold it already */
    bool due;              /* reminder only: stand-in for a dead job (ids may then be none: all that are due) */
    bool moved;            /* updated only: "moved to WHEN" instead of "was changed" */
    const char *reason;    /* for the log; may be NULL */
    const char *words;     /* the sender's sentence for the people told; may be NULL */
};
struct plan *notify_plan(struct session *s, const struct op_notify *args, struct err *err);

struct op_fill {
    const int64_t *ids; /* series */
    size_t count;
    bool all;    /* all active series; no ids then */
    int horizon; /* days ahead */
    bool gaps;   /* also the dates that are missing before a series' latest */
    const char *reason;
};
struct plan *fill_plan(struct session *s, const struct op_fill *args, struct err *err);

/* Sets right what series_doctor.h finds. */
struct op_mend {
    const int64_t *ids; /* series; none: all */
    size_t count;
    const char *reason;
    const char *words;
};
struct plan *mend_plan(struct session *s, const struct op_mend *args, struct err *err);

/* Series from an iCalendar file, all of one host (SPEC section 6, "import"). */
struct op_series_import {
    const char *text;             /* the file */
    int64_t host_id, category_id; /* the latter 0: none */
    const char *reason;
};
struct plan *series_import_plan(struct session *s, const struct op_series_import *args, struct err *err);

struct op_stop {
    const int64_t *ids; /* series that become inactive */
    size_t count;
    const char *reason;
};
struct plan *stop_plan(struct session *s, const struct op_stop *args, struct err *err);

#endif
