/* The nine migrations (SPEC section 2): what is there, what would be done, doing it, taking it back. Data in, data out:
 * the words are the caller's, who also asks for consent. Texts in here may quote the database: show them through the
 * gate.
 *
 * Reading works on any connection, read-only ones included. Changing opens two sessions of its own (D runs the DDL and
 * holds the runner's lock, J holds and writes the platform's journal) and closes them; a caller with other connections
 * open calls conn_forget_schema on them afterwards. */
#ifndef WS_DB_MIGRATE_H
#define WS_DB_MIGRATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/conn.h"

enum { MIGRATE_COUNT = 9, MIGRATE_LOCK_WAIT = 60 };

struct migrate_wait {
    const char *table; /* what is waited for; NULL: another runner */
    const char
        *holders; /* "connection 12 (app@localhost)", more with commas; NULL where the server does not show them */
    int64_t ms;   /* waited so far */
};

enum migrate_done {
    MIGRATE_NOTHING,
    MIGRATE_RAN,
    MIGRATE_FINISHED /* was partly there */,
    MIGRATE_RECORDED,
    MIGRATE_REVERTED
};

/* All members may be 0 but lock_wait: 0 there does not wait at all. */
struct migrate_options {
    const char *to;     /* a migration: its name, that without .cjs, or its number "060"; NULL: all (down: the last) */
    bool allow_rebuild; /* 064 and 065 may copy their table, and so block writes to it */
    bool out_of_order;  /* although the platform's own 056 is not recorded */
    bool with_platform_tables; /* create users, notifications, blocks where they are missing */
    unsigned lock_wait;        /* seconds, for the runner's lock and for each statement; MIGRATE_LOCK_WAIT */
    void *arg;
    void (*begun)(void *arg, const char *name); /* these may be NULL */
    void (*done)(void *arg, const char *name, enum migrate_done what);
    bool (*waiting)(void *arg, const struct migrate_wait *w); /* about once a second; false gives up: WS_CANCELLED */
};

enum migrate_state {
    MIGRATE_ABSENT,
    MIGRATE_PARTLY, /* keys, constraints or ENUM values are missing: a second run finishes it */
    MIGRATE_THERE,
    MIGRATE_DIFFERENT /* a line of ours is otherwise: nothing is changed by itself */
};

struct migrate_difference {
    char *wanted; /* a line of ours */
    char *found;  /* what stands there instead; NULL: nothing */
};

struct migrate_item {
    const char *name; /* "057-create-workshop-categories.cjs" */
    const char *table;
    enum migrate_state state;
    bool recorded;                          /* a row of the journal has this very name */
    char *statement;                        /* what makes an ABSENT or PARTLY one whole; NULL otherwise */
    bool in_place;                          /* run with ALGORITHM=INSTANT, then INPLACE, else it stops */
    struct migrate_difference *differences; /* empty when THERE, and when the whole table or column is missing */
    size_t difference_count;
    char *charset_mend; /* statement; NULL unless a text column of ours is not utf8mb4 (a warning, no difference) */
};

struct migrate_status {
    struct migrate_item items[MIGRATE_COUNT];
    bool platform;       /* users and notifications are there */
    bool journal;        /* SequelizeMeta is there */
    const char *reading; /* the table that was read last: what a failure is about */
    char *users_fault;   /* why our foreign keys cannot refer to users; NULL: they can */
    char **others;       /* its rows that are not ours */
    size_t other_count;
};

/* Is this one of ours, by name, name without .cjs, or number? WS_USAGE when not. */
bool migrate_name_known(const char *name, struct err *err);

/* Names and what the journal says alone, which is enough to know whether anything is pending. */
bool migrate_read_recorded(struct conn *c, struct migrate_status *out, struct err *err);
bool migrate_read_status(struct conn *c, struct migrate_status *out, struct err *err);
void migrate_status_free(struct migrate_status *s);
size_t migrate_pending(const struct migrate_status *s); /* how many are not recorded */
bool migrate_all_there(const struct migrate_status *s); /* what `verify` asks: does every line of ours stand? */

/* The statements that `up` would run, in order, with the same checks before; writes nothing and needs SELECT only.
 * Fails as `up` would, except that missing rights are a text in the plan. */
struct migrate_plan {
    struct migrate_plan_step {
        const char *name; /* "platform-tables", "SequelizeMeta" or a migration */
        char *statement;  /* NULL: it is only recorded */
        bool in_place;
    } * steps;
    size_t count;
    char *missing_grant; /* GRANT statement; NULL: the account may */
};
bool migrate_plan_up(struct conn *c, const struct migrate_options *o, struct migrate_plan *out, struct err *err);
void migrate_plan_free(struct migrate_plan *p);

/* May this account run what is pending? *grant is the missing GRANT for the caller to free, NULL when it may. */
bool migrate_rights(struct conn *c, const struct migrate_status *s, char **grant, struct err *err);

struct migrate_result {
    enum migrate_done done[MIGRATE_COUNT];
    size_t changed; /* how many are not MIGRATE_NOTHING */
};

/* Runs what is pending. WS_USAGE unknown name; WS_CONFIG not the platform's database, something else under one of our
 * names, or its own migrations are behind; WS_DENIED a right is missing; WS_BUSY another runner or a table in use.
 * After any failure or kill a second run goes on where this one stopped. */
bool migrate_up(const struct conn_params *p, const struct migrate_options *o, struct migrate_result *out,
                struct err *err);

/* What `down` would take back, the last first. */
struct migrate_down_plan {
    struct migrate_loss {
        const char *name, *table;
        int64_t rows;    /* lost: rows of the table; 064: users who may not host; 065: notifications of the six types */
        char *statement; /* for 065 the second of two: the rows are deleted first */
    } * losses;
    size_t count;
};
/* WS_REFUSED (65) while a table that stays references one that would go, or a later migration is recorded. */
bool migrate_plan_down(struct conn *c, const struct migrate_options *o, struct migrate_down_plan *out, struct err *err);
void migrate_down_plan_free(struct migrate_down_plan *p);
/* The caller has shown the plan and has the consent; refused as above. 065 always copies notifications. */
bool migrate_down(const struct conn_params *p, const struct migrate_options *o, struct migrate_result *out,
                  struct err *err);

#endif
