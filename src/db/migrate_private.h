/* What the files of db/migrate share. Included by no one else. */
#ifndef WS_DB_MIGRATE_PRIVATE_H
#define WS_DB_MIGRATE_PRIVATE_H

#include "db/ddl.h"
#include "db/migrate.h"

enum { MIGRATE_TABLES = 7, MIGRATE_CAN_HOST = 7, MIGRATE_TYPES = 8 }; /* places in the list of nine */
enum { ER_NO_SUCH_TABLE = 1146 };

extern const char migrate_journal_create[];
/* SQL for the name of the runner's lock: one a database, at most 64 characters. */
#define MIGRATE_LOCK_NAME "CONCAT('wsadmin:', LEFT(SHA2(DATABASE(), 256), 40))"

/* migrate_probe.c */
/* Reads the live definition; *there is false (and no error) when there is no such table. For ddl_free when there. */
bool migrate_read_table(struct conn *c, const char *table, struct ddl_table *out, bool *there, struct err *err);
/* Fills item i (0-8) anew, except `recorded`; *there: is the table that it changes there? */
bool migrate_probe(struct conn *c, size_t i, struct migrate_item *item, bool *there, struct err *err);
bool migrate_probe_all(struct conn *c, struct migrate_status *s, struct err *err);
bool migrate_read_journal(struct conn *c, struct migrate_status *s, struct err *err);
bool migrate_has_database(const struct conn_params *p, struct err *err); /* else WS_CONFIG */
bool migrate_find(const char *name, size_t *i, struct err *err);         /* WS_USAGE for an unknown one */
void migrate_item_clear(struct migrate_item *item);                      /* keeps `recorded` */
void migrate_item_differs(struct migrate_item *item, enum migrate_state state, const char *wanted, const char *found);

/* migrate_column.c: 064 and 065 against a live table. */
void migrate_probe_can_host(const struct ddl_table *users, struct migrate_item *item);
void migrate_probe_types(const struct ddl_table *notifications, struct migrate_item *item);
/* The statement that takes our ENUM values away again; NULL when none of them is there. */
char *migrate_types_without(const struct ddl_table *notifications);
void migrate_add_types(struct buf *out); /* 'workshop_reminder',… for IN (…) */

/* migrate_look.c: is there a reason not to begin? `s` must be read; rights are apart. */
bool migrate_look(const struct migrate_status *s, const struct migrate_options *o, const char *database,
                  struct err *err);
bool migrate_fail_different(const struct migrate_item *item, struct err *err); /* false: WS_CONFIG and the difference */
/* The last one that `up` is to run; WS_USAGE for an unknown name. */
bool migrate_last(const struct migrate_options *o, size_t *last, struct err *err);
size_t migrate_pending_to(const struct migrate_status *s, size_t last); /* of 0 to last */

/* migrate_run.c: the two sessions. */
struct migrate_run {
    const struct migrate_options *options;
    const struct conn_params *params;
    struct conn *d, *j;
    const char *table; /* what the statement that failed last was about */
};
bool migrate_run_open(struct migrate_run *r, struct err *err); /* session D, with the runner's lock */
bool migrate_run_take_journal(struct migrate_run *r, bool there, struct err *err); /* session J; creates the journal */
bool migrate_run_read(struct migrate_run *r, struct migrate_status *s, struct err *err); /* anew, patiently */
void migrate_run_close(struct migrate_run *r);
/* Runs `body`, which sets r->table, again while the server says that the table is in use, until options->lock_wait is
 * over: then WS_BUSY. */
bool migrate_run_patiently(struct migrate_run *r, bool (*body)(struct migrate_run *, void *, struct err *), void *arg,
                           struct err *err);
/* An ALTER in place: INSTANT, then INPLACE, then, when `copy`, a copy; else WS_REFUSED. */
bool migrate_run_alter(struct conn *d, const char *table, const char *statement, bool copy, struct err *err);

/* migrate_holders.c: who stands in the way, as text; NULL when the server does not show it. */
char *migrate_holders(struct conn *c, const char *table, unsigned long ours); /* `ours`: another of our connections */
char *migrate_runner_holder(struct conn *c);

#endif
