/* A plan: what an action would do, as data. Made by an operation's X_plan, shown by the console's box, --dry-run and
 * JSON alike, carried out by plan_apply: one transaction that locks the rows, makes the plan again, and changes nothing
 * when a value that the shown plan saw is another one now (WS_CHANGED). How many people are told may differ: the result
 * says so.
 *
 * All strings are raw (from the database) unless said otherwise; whoever shows them uses the gate. */
#ifndef WS_OP_PLAN_H
#define WS_OP_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/entity.h"

struct buf;
struct session;

struct plan_change {
    const char *field;              /* the column's name, static */
    char *before, *after;           /* NULL = NULL */
    char *before_name, *after_name; /* of a reference, by plan_read_names: "@ana", "#77 "Title""; NULL: not known */
};

struct plan_seen {
    const char *field; /* static */
    char *value;       /* NULL = NULL */
};

/* One row that the action is about. */
struct plan_row {
    enum entity_kind kind;
    int64_t id;
    char *label;         /* title, username… */
    int64_t workshop_id; /* of an attendee, invite, chat message or note: whose; 0: of none */
    char *skipped;       /* why it is left alone (translated); NULL: it will be changed */
    bool
        counted; /* skipped as many others are: a warning counts it, the list of what was left alone does not name it */
    bool refused; /* skipped because a rule forbids it (exit 65), not because it is in the wanted state already */
    struct plan_seen *seen; /* what the rule read: compared by value when the plan is applied */
    size_t seen_count, seen_cap;
    struct plan_change *changes;
    size_t change_count, change_cap;
    char **notes; /* translated lines: what else is true of it */
    size_t note_count, note_cap;
};

/* People who are not told, by reason. */
struct plan_left_out {
    const char *reason; /* translated, static: "is you", "blocks you", "is banned", "has it already" */
    int64_t count;
    char *names; /* the first few usernames, or all (session.naming), comma separated */
};

/* A switch of the word that can do nothing here. */
struct plan_barred {
    const char *flag; /* static */
    char *why;        /* translated */
};

/* One notice that the action sends: about one workshop, or about several dates of one series. */
struct plan_notice {
    const char *kind;    /* "cancelled", "reminder"…: static */
    int64_t workshop_id; /* the earliest */
    int64_t dates;       /* how many workshops it is about */
    int64_t recipients;
    char *names;   /* of the recipients, as of plan_left_out; NULL: not asked for */
    char *preview; /* as a recipient with the viewer's language reads it */
    struct plan_left_out *left_out;
    size_t left_out_count, left_out_cap;
    const char *type; /* of the notifications: static */
    char **keys;      /* the group keys a recipient may get, by which the action log looks up a lost COMMIT */
    size_t key_count, key_cap;
};

struct plan;

struct plan_result {
    int64_t rows_changed;
    int64_t told, planned; /* notices sent; as many as the plan had said */
    int64_t *made;         /* ids of the workshops that series got: for the log */
    size_t made_count, made_cap;
    char *summary;    /* translated, one or two lines; owned */
    struct err after; /* what failed after COMMIT; without a code when nothing did */
};

/* `args` is the operation's own struct of op.h, copied. `make` reads (and with session.locking locks first), checks
 * rights and fills a plan; made_at is the clock of the plan that it repeats, 0 for a new one. `write` changes what the
 * plan says: rows_changed and told of the result are its to count. `after` (may be NULL) does
 * after COMMIT what no database can take back, and adds what it did to the result's words (may be none); its failure
 * undoes nothing and is kept in the result. An operation whose `write` is NULL does nothing else: there it is the
 * plan's failure.
 *
 * A plan that is `in_parts` (`make` says so, and locks nothing for it) is carried out `part_rows` rows at a time, each
 * part a transaction with its own plan and its own lines in the action log. `part_args` makes its args, for free_args:
 * `args` for these rows alone. What was done stays when a later part fails or session.watch stops it. */
struct plan_operation {
    const char *name; /* as in the action log: "cancel" */
    struct plan *(*make)(struct session *s, const void *args, int64_t made_at, struct err *err);
    bool (*write)(struct session *s, const struct plan *p, struct plan_result *result, struct err *err);
    void *(*copy_args)(const void *args);
    void (*free_args)(void *args);
    void (*free_data)(void *data);
    bool (*after)(struct session *s, const struct plan *p, struct buf *words, struct err *err);
    size_t part_rows;
    void *(*part_args)(const void *args, const int64_t *ids, size_t count);
};

struct plan {
    const struct plan_operation *operation;
    char *title;  /* translated: "cancel #1234" */
    char *reason; /* for the log only; may be NULL */
    struct plan_row *rows;
    size_t row_count, row_cap;
    struct plan_notice *notices;
    size_t notice_count, notice_cap;
    char **warnings; /* translated lines */
    size_t warning_count, warning_cap;
    char *in_all; /* translated: "7 workshops cancelled, 1 series stopped"; may be NULL */
    char *undo;   /* translated: what takes it back, and what cannot be; may be NULL */
    char *undoes; /* the id in the log of the action that this takes back; NULL: none */
    struct plan_barred *barred;
    size_t barred_count, barred_cap;
    const char *suggests; /* a switch of the word that the console sets by itself, static; NULL: none */
    int64_t made_at;      /* the server's clock */
    bool in_parts;        /* too much for one transaction: see plan_operation */
    int64_t to_change;    /* rows that will be changed; 0: nothing to do */
    void *args;           /* the operation's copy of what was asked for */
    void *data;           /* the operation's own: what it writes */
};

/* Runs the plan. On WS_CHANGED the error's text says what differs. A connection that breaks during COMMIT is opened
 * again and the outcome looked up; WS_LOST: nothing was changed; WS_UNKNOWN_OUTCOME: it could not be told. A refused
 * row (plan_refused) does not fail it. */
bool plan_apply(struct session *s, struct plan *p, struct plan_result *result, struct err *err);

/* For --yes: makes the plan inside the transaction that carries it out. `make` calls an X_plan with `arg`; it may be
 * called again when the server asks to repeat. *out is the plan as it was carried out, also to show; NULL on failure.
 */
bool plan_run(struct session *s, bool (*make)(struct session *s, void *arg, struct plan **out, struct err *err),
              void *arg, struct plan **out, struct plan_result *result, struct err *err);

/* Gives the plan's references, which are ids, the names of what they point to: for whoever shows or logs it. */
bool plan_read_names(struct session *s, struct plan *p, struct err *err);

bool plan_refused(const struct plan *p); /* some row is refused: exit 65, though the others were changed */
int64_t plan_recipients(const struct plan *p);
void plan_result_made(struct plan_result *r, int64_t workshop_id);
void plan_free(struct plan *p);
void plan_result_free(struct plan_result *r);

/* For operations that fill a plan. `title`, notes, warnings, names, `skipped` and `why` are taken over, the rest is
 * copied. A row and a notice stay where they are only until the next is added. */
struct plan *plan_new(const struct plan_operation *operation, const void *args, char *title);
struct plan_row *plan_add_row(struct plan *p, enum entity_kind kind, int64_t id, const char *label);
void plan_row_saw(struct plan_row *row, const char *field, const char *value);
void plan_row_saw_count(struct plan_row *row, const char *field, int64_t count);
void plan_row_change(struct plan_row *row, const char *field, const char *before, const char *after);
void plan_row_note(struct plan_row *row, char *note);
void plan_row_skip(struct plan_row *row, bool refused, char *why);
struct plan_notice *plan_add_notice(struct plan *p, const char *kind, int64_t workshop_id);
void plan_notice_key(struct plan_notice *n, const char *key);
void plan_notice_left_out(struct plan_notice *n, const char *reason, int64_t count, char *names);
void plan_warn(struct plan *p, char *warning);
void plan_bar(struct plan *p, const char *flag, char *why);
const char *plan_barred_why(const struct plan *p, const char *flag); /* NULL: it can be used */
void plan_count(struct plan *p);                                     /* sets to_change: the rows that are not skipped */

/* For copy_args and free_args: puts copies in place of what the struct points to, and frees them. `reason` may be NULL.
 */
void plan_args_own(const int64_t **ids, size_t count, const char **reason, const char **words);
void plan_args_free(const int64_t *ids, const char *reason, const char *words);

/* The plan for people: gated lines without its title, each ended by \n; and for programs: JSON (a jansson object as
 * text). */
void plan_add_text(const struct plan *p, const struct session *s, struct buf *out);
void plan_add_sum(const struct plan *p, struct buf *out); /* of that the line that begins "In all:" */
/* Of that what nobody was asked about under --yes: the rows that are left alone and why, and the warnings. */
void plan_add_cautions(const struct plan *p, const struct session *s, struct buf *out);
char *plan_json(const struct plan *p);

#endif
