/* What edit.c (reading and planning), edit_write.c and the rules of single entities share. Included by no one else.
 *
 * The plan's rows stand in the order of `before`; what is written is what the plan's rows say: their changes. */
#ifndef WS_OP_EDIT_PRIVATE_H
#define WS_OP_EDIT_PRIVATE_H

#include "op/changing.h"
#include "op/edit.h"
#include "op/fill.h"
#include "op/hosting.h"
#include "op/notice.h"
#include "op/people.h"

struct edit {
    const struct op_edit *args; /* the plan's own */
    const struct entity *entity;
    int64_t now;
    struct ids ids;          /* sorted; none of a new row */
    struct rows before;      /* every field of each row; none of a new row */
    const struct zone *zone; /* of instants without an offset in a new row; NULL: the viewer's */

    /* Of workshops and series: */
    struct people hosts;        /* the one who becomes host; none when none is said */
    struct workshops workshops; /* as they will be: the times and titles that people are told */
    struct notices moved;       /* to the attendees */
    struct notices hosted;      /* to the new host */
    struct ids freed;           /* whose reminders are sent again */
    struct series_list series;  /* as they are; of a new one as it will be */
    struct fill *dates;         /* of a new series */
    struct changing changing;   /* of a changed series: its coming workshops */
    /* Of attendees: the workshops whose attendee_count is worked out anew. */
    struct ids counted;
};

/* What an entity's own rules do; any may be NULL. */
struct edit_rules {
    enum rights set, make, remove; /* RIGHTS_NOBODY: that is not done here */
    /* Locks what is to be locked besides the rows (or in another order) and reads what the rules need. */
    bool (*prepare)(struct session *s, struct edit *e, struct err *err);
    /* After the plan's rows with their changes are there: notes, refusals, further changes, notices. */
    bool (*check)(struct session *s, struct edit *e, struct plan *p, struct err *err);
    /* After the rows are written, in the same transaction. */
    bool (*write)(struct session *s, struct edit *e, const struct plan *p, struct plan_result *result, struct err *err);
    const char *instead; /* N_: of RIGHTS_NOBODY: what to do instead */
};
#define RIGHTS_NOBODY ((enum rights)(RIGHTS_ADMIN + 1))
const struct edit_rules *edit_rules_of(enum entity_kind kind);

extern const struct edit_rules edit_category_rules, edit_workshop_rules, edit_series_rules, edit_attendee_rules,
    edit_invite_rules, edit_chat_rules, edit_note_rules;

/* Reads the one who is to become host, locked for sharing when the session says so. */
bool edit_read_host(struct session *s, struct edit *e, struct err *err);
/* The value that is said of a field, or NULL. */
const char *edit_said(const struct edit *e, int field);
char *edit_key_end(const struct plan *p); /* ":UNIXTIME", to free */

/* Tables that are not ours and whose rows forbid deleting: refuses the plan's rows that they point to. */
bool edit_check_foreign(struct session *s, const struct edit *e, struct plan *p, struct err *err);

/* What making, moving or deleting a series' earliest workshop does to the later dates of its rule: a note on the row.
 * `at` is its new time; deleted: INT64_MIN. */
bool edit_note_anchor(struct session *s, const struct workshop *w, int64_t at, struct plan_row *row, struct err *err);

/* Series whose rule, time, zone, host, title, category, description or duration change: what becomes of their coming
 * workshops (SPEC section 4); and its writing, after the series' own rows. */
bool edit_series_coming(struct session *s, struct edit *e, struct plan *p, struct err *err);
bool edit_series_coming_write(struct session *s, const struct edit *e, const struct plan *p, struct plan_result *result,
                              struct err *err);
/* Rule, time and zone that series i will have, checked; its rule is put into the form that is stored. */
bool edit_series_recurrence(struct edit *e, struct plan *p, size_t i, struct recurrence *out, struct err *err);

/* Cells of row i: as they are; as they will be (NULL = NULL). */
const char *edit_before(const struct edit *e, size_t i, int field);
const char *edit_after(const struct edit *e, const struct plan *p, size_t i, int field);
bool edit_changes(const struct edit *e, const struct plan *p, size_t i, int field);
struct plan_change *edit_change(const struct edit *e, const struct plan *p, size_t i, int field); /* or NULL */
/* Puts another value in the change's place. `after` is taken over. */
void edit_change_to(struct plan_change *change, char *after);

/* Writes the rows of the entity; those of others, which may follow in the plan, are its rules' to write. */
bool edit_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err);

#endif
