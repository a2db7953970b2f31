/* Notices: one piece of news about a workshop, or about several dates of one series, to everybody whom it concerns, by
 * one INSERT … SELECT (SPEC section 4). The same statement text counts the people for the plan and tells them. Used by
 * the operations; who sends holds the workshops' rows locked. */
#ifndef WS_OP_NOTICE_H
#define WS_OP_NOTICE_H

#include "op/plan.h"
#include "op/session.h"
#include "op/text.h"
#include "op/workshops.h"

enum {
    NOTICE_DATES_MAX = 1000, /* of one series in one action */
    NOTICE_NAMES_MAX = 5000  /* people named in a plan, each reason apart */
};

enum notice_people { PEOPLE_RSVP, PEOPLE_ATTENDEES, PEOPLE_ATTENDEES_AND_HOST, PEOPLE_INVITED, PEOPLE_NAMED };

struct notice_kind {
    const char *word; /* "cancelled" */
    const char *type; /* "workshop_cancelled" */
    enum notice_people people;
};

struct notice_date {
    const struct notice_kind *kind;
    int64_t workshop_id;
    struct text_facts facts; /* title and words are the workshop's and the caller's */
    char *key;               /* group_key, owned */
};

/* The dates of a series may be of several kinds: each person gets that of the earliest of theirs. */
struct notice {
    enum notice_people people; /* the most of its kinds */
    struct ids named;          /* of PEOPLE_NAMED: who; all the dates are theirs */
    int64_t series_id;         /* 0: of no series, then there is one date */
    bool skip_holders;         /* leave out the dates whose news somebody holds already */
    struct notice_date *dates; /* the earliest first, once they are counted or sent */
    size_t count, cap;
};

struct notices {
    struct notice *items;
    size_t count, cap;
};

/* Adds a workshop's news, to the notice of its series when there is one, which it returns (until the next is added).
 * group_key: TYPE:workshop:ID and `key_end` (":1h", "" …). The workshop and `words` must outlive the notices. */
struct notice *notices_add(struct notices *list, const struct notice_kind *kind, const struct workshop *w,
                           enum text_kind text, const char *key_end, const char *words, bool skip_holders);
/* Counts recipients and people left out and adds the notices to the plan. */
bool notices_plan(struct session *s, struct notices *list, struct plan *p, struct err *err);
/* Calls `each` for everybody who is told: (workshop id, user id, username, display name, e-mail, language). */
bool notices_list(struct session *s, struct notices *list, ids_each *each, void *arg, struct err *err);
/* Tells everybody. *told is added to. */
bool notices_send(struct session *s, const struct notices *list, int64_t *told, struct err *err);
void notices_free(struct notices *list);

#endif
