/* A plan: what an action would do, as data. Made by an operation's X_plan, shown by the console's box, --dry-run and
 * JSON alike (plan_text.h), carried out by plan_apply: one transaction that locks the rows, compares what the plan
 * compared by value, and changes nothing when one of these values differs (WS_CHANGED).
 *
 * All strings are raw (from the database) unless said otherwise; whoever shows them uses the gate. */
#ifndef WS_OP_PLAN_H
#define WS_OP_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/entity.h"

struct session;

struct plan_change {
    const char *field;    /* the column's name, static */
    char *before, *after; /* NULL = NULL */
};

/* One row that the action is about. */
struct plan_row {
    enum entity_kind kind;
    int64_t id;
    char *label;   /* title, username… */
    char *skipped; /* why it is left alone (translated); NULL: it will be changed */
    bool refused;  /* skipped because a rule forbids it (exit 65), not because it is in the wanted state already */
    struct plan_change *changes;
    size_t change_count;
    char **notes; /* translated lines: what else is true of it */
    size_t note_count;
};

/* People who are not told, by reason. */
struct plan_left_out {
    const char *reason; /* translated, static: "is you", "blocks you", "is banned", "has it already" */
    int64_t count;
    char *names; /* the first few usernames, comma separated */
};

/* One notice that the action sends. */
struct plan_notice {
    const char *kind; /* "cancelled", "reminder"…: static */
    int64_t workshop_id;
    int64_t recipients;
    char *preview; /* as a recipient with the viewer's language reads it */
    struct plan_left_out *left_out;
    size_t left_out_count;
};

struct plan;

struct plan_result {
    int64_t rows_changed;
    int64_t told, planned; /* notices sent; as many as the plan had said */
    char *summary;         /* translated, one or two lines; owned */
};

struct plan_operation {
    const char *name; /* as in the action log: "cancel" */
    bool (*apply)(struct session *s, struct plan *p, struct plan_result *result, struct err *err);
    void (*free_data)(void *data);
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
    int64_t made_at;   /* the server's clock */
    int64_t to_change; /* rows that will be changed; 0: nothing to do */
    void *data;        /* the operation's own: what it compares and writes */
};

/* Runs the plan. On WS_CHANGED the error's text says what differs. */
bool plan_apply(struct session *s, struct plan *p, struct plan_result *result, struct err *err);
void plan_free(struct plan *p);
void plan_result_free(struct plan_result *r);

/* For operations that fill a plan. Strings are taken over. */
struct plan *plan_new(const struct plan_operation *operation, char *title);
struct plan_row *plan_add_row(struct plan *p, enum entity_kind kind, int64_t id, const char *label);
void plan_row_change(struct plan_row *row, const char *field, const char *before, const char *after);
void plan_row_note(struct plan_row *row, char *note);
struct plan_notice *plan_add_notice(struct plan *p, const char *kind, int64_t workshop_id);
void plan_notice_left_out(struct plan_notice *n, const char *reason, int64_t count, char *names);
void plan_warn(struct plan *p, char *warning);

/* The plan for people: gated lines separated by \n, and for programs: JSON (a jansson object as text). */
struct buf;
void plan_add_text(const struct plan *p, const struct session *s, struct buf *out);
char *plan_json(const struct plan *p);

#endif
