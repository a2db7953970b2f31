/* What plan_box.c, plan_job.c and plan_draw.c share. Included by no one else. */
#ifndef WS_UI_PLAN_PRIVATE_H
#define WS_UI_PLAN_PRIVATE_H

#include "cmd/cmd.h"
#include "ui/state.h"
#include "ui/wrap.h"

enum { PLAN_YES_MOST = 20 }; /* more chosen rows are confirmed by their number (SPEC section 8) */

struct plan_job;

struct plan_box {
    struct layer layer;
    struct cmd_call call;
    struct layer *below; /* closed as well when the plan was carried out; NULL: none */
    bool chosen;         /* it is about the chosen rows of the list */
    size_t hidden;       /* those of them that the list does not show */
    enum {
        PLAN_MAKING,
        PLAN_SHOWN,
        PLAN_FAILED, /* no plan: `trouble` says why */
        PLAN_APPLYING
    } state;
    struct plan *plan;           /* NULL while it is made or applied */
    struct plan_job *applying;   /* while PLAN_APPLYING */
    bool seen;                   /* this very plan has been drawn */
    bool suggested;              /* a plan's suggested switch was set: from now on the user's choice stands */
    char *text;                  /* the plan in words; what it was, while a new one is made */
    char *barred[CMD_FLAGS_MAX]; /* of the plan that was made last: why an option can do nothing; NULL: it can */
    char *trouble;               /* raw: why there is no plan, or why it was not carried out */
    struct wrap wrap;
    int wrapped_for; /* the width that `wrap` was made for; 0: anew */
    struct scroll scroll;
    int option; /* under the box's own cursor, an index of the call's flags; -1 = none */
    char typed[12];
    size_t typed_len;
};

void plan_make(struct console *c, struct plan_box *b);
void plan_show_everybody(struct console *c, struct plan_box *b);
void plan_apply_start(struct console *c, struct plan_box *b);
void plan_leave_behind(struct console *c, struct plan_box *b); /* closes the box, the job goes on */
void plan_draw(struct console *c, struct layer *l);

/* The number that must be typed instead of y; 0 when y will do. */
size_t plan_must_type(const struct plan_box *b);
/* The next option that has a letter, or `from` when there is none. */
int plan_option_next(const struct plan_box *b, int from, int step);

#endif
