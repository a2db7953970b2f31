/* What the tests of operations share: a platform database with people, a session that acts on it with the server's
 * clock pinned to OPDB_NOW, and short words for planning, applying and counting. Each test runs twice, on a platform
 * with every optional column and on a bare one (OPDB_BOTH). */
#ifndef WS_TESTS_DB_OPDB_H
#define WS_TESTS_DB_OPDB_H

#include "testdb.h"

#include "op/fill.h"
#include "op/op.h"

enum {
    OPDB_NOW = 1796040000, /* Mon 30 Nov 2026 12:00 UTC */
    HOUR = 3600,
    DAY = 86400,
    /* Users. The host's zone is Europe/Madrid. LUIS reads Spanish; BANNED to BLOCKED are left out where the platform
     * knows why. */
    MOD = 1,
    HOST = 2,
    ANA = 3,
    LUIS = 4,
    ADMIN = 5,
    SERVICE = 6,
    BANNED = 7,
    DELETED = 8,
    LEAVING = 9,
    BLOCKER = 10,
    BLOCKED = 11,
    PLAIN = 12, /* neither moderator nor admin */
    CROWD = 100 /* and on, for opdb_crowd */
};

struct opdb {
    const char *name;  /* of the database; the caller's */
    struct conn *root; /* beside the session, same pinned clock */
    struct session s;
    bool bare;
};

void opdb_create(struct opdb *o, const char *name, bool bare);
void opdb_close(struct opdb *o);
void opdb_session(struct session *s, const char *database, const char *actor); /* another one, same clock */
void opdb_session_close(struct session *s);
void opdb_become(struct opdb *o, const char *actor); /* the session acts as another one; it begins as mod */

void opdb_run(struct opdb *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
int64_t opdb_int(struct opdb *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *opdb_text(struct opdb *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define assert_cell(o, want, ...)                                                                                      \
    do {                                                                                                               \
        char *cell_ = opdb_text(o, __VA_ARGS__);                                                                       \
        assert_string_equal(cell_, want);                                                                              \
        free(cell_);                                                                                                   \
    } while (0)

/* A workshop of HOST at OPDB_NOW + `in` seconds; series 0: none. */
void opdb_workshop(struct opdb *o, int id, int series, const char *status, int in);
void opdb_series(struct opdb *o, int id); /* of HOST, zone America/New_York, title "S<id>" */
void opdb_attend(struct opdb *o, int workshop, int user, const char *status);
void opdb_crowd(struct opdb *o, int workshop, int count); /* so many active people with status rsvp */

/* What plan_apply tells of how far it is, as "0/3 3/3 ", once it watches; for buf_free. */
void opdb_watch(struct opdb *o, struct session_watch *watch, struct buf *told);
/* Applies and frees the plan; the test fails when that fails. */
struct plan_result opdb_apply(struct opdb *o, struct plan *p);
/* Plans; the test fails when that fails. */
struct plan *opdb_cancel(struct opdb *o, const struct op_cancel *args);
struct plan *opdb_notify(struct opdb *o, enum notify_kind kind, int workshop);

void opdb_set_clock(struct opdb *o, int64_t now); /* of both connections */
/* Series by their rule, made at OPDB_NOW, filled by wsadmin. */
void opdb_rule(struct opdb *o, int id, const char *rrule, const char *time, const char *zone); /* of HOST */
struct plan *opdb_fill_plan(struct opdb *o, const struct op_fill *args); /* horizon 0: FILL_HORIZON */
int64_t opdb_fill(struct opdb *o, const struct op_fill *args);           /* how many rows were changed */
int64_t opdb_dates(struct opdb *o, int series);                          /* workshops it has */
int64_t opdb_doubled(struct opdb *o);                                    /* dates too many */

int64_t opdb_counted(struct opdb *o, const char *variable); /* of the session's status: "Questions" */
int64_t opdb_inserts(struct opdb *o); /* INSERT … SELECT statements that the session has run */
const struct plan_row *opdb_row(const struct plan *p, enum entity_kind kind, int64_t id);
/* How many this notice leaves out for this (English) reason. */
int64_t opdb_left_out(const struct plan_notice *n, const char *reason);

/* A group's set-up: the action log of the tests goes to a folder of theirs, and not to syslog. */
int opdb_log_folder(void **state);

/* Elements of a CMUnitTest array: the test with state &full and with state &bare. */
extern bool opdb_full, opdb_bare;
#define OPDB_BOTH(test)                                                                                                \
    {#test, test, NULL, NULL, &opdb_full}, { #test ", bare platform", test, NULL, NULL, &opdb_bare }
#define OPDB_IS_BARE(state) (*(bool *)*(state))

#endif
