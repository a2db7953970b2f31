/* The action log: an intent line, synced before COMMIT, and an outcome line after it, each one JSON object, appended
 * under flock to actions.jsonl in the state folder ($XDG_STATE_HOME/wsadmin, else ~/.local/state/wsadmin) and sent to
 * syslog (authpriv). Written by plan_apply and plan_run; an intent without outcome is looked up at the next start. */
#ifndef WS_OP_ACTION_LOG_H
#define WS_OP_ACTION_LOG_H

#include "base/buf.h"
#include "op/plan.h"
#include "op/session.h"

enum action_outcome { ACTION_DONE, ACTION_NOT_DONE, ACTION_UNKNOWN, ACTION_OUTCOMES };

enum { ACTION_ID_SIZE = 17 };

/* One action that is being carried out. */
struct action {
    char id[ACTION_ID_SIZE];
    char *intent; /* its line, owned; NULL until it is written */
};

void action_start(struct action *a);
void action_end(struct action *a); /* frees */

/* Called when everything but COMMIT is done, again when the transaction is repeated. `since` is the server's clock,
 * `r` what was written. WS_FILE when the line cannot be kept: then do not commit. */
bool action_log_intent(struct action *a, const struct session *s, const struct plan *p, const struct plan_result *r,
                       int64_t since, struct err *err);
bool action_log_outcome(const struct action *a, enum action_outcome outcome, const char *error, struct err *err);

/* What became of an intent whose outcome nobody saw. Waits, by a lock on one of its rows, until the transaction that
 * wrote them has ended (WS_CONFLICT when that takes too long). ACTION_UNKNOWN when the rows tell nothing. */
bool action_look(struct session *s, const char *intent, enum action_outcome *outcome, struct err *err);

/* At start: looks up the intents of this server and database that have no outcome and whose process is gone, writes
 * their outcomes, and adds a line for each to *out (gated, translated). A session that may only read leaves them for
 * the next.
 */
bool action_log_settle(struct session *s, struct buf *out, struct err *err);

/* Reading back, the oldest first. Strings are raw. */
struct action_filter {
    const struct session *session; /* only what was done on this server and database; NULL: on all */
    int64_t since;                 /* 0: all */
    int64_t workshop;              /* 0: all */
    int64_t user;                  /* who acted, or who was acted on; 0: all */
    const char *username;          /* that user's */
};
struct action_entry {
    int64_t at;
    const char *id;
    const char *who, *from, *action, *reason; /* but action: NULL when it is not known */
    const char *what;                         /* "workshop #5 \"T\": status: live -> cancelled; …" */
    const char *changes; /* the same as JSON: [{"entity", "id", "field", "before", "after"}, …] */
    const char *outcome; /* "done", "not done", "unknown", NULL while there is none */
    int64_t told;
};
/* They come from the person's file and, where the account may read it, from the system's journal, which knows of
 * others: *journal says whether it holds any. Lines go to both; each action is given once. */
bool action_log_read(const struct action_filter *filter, void (*each)(void *arg, const struct action_entry *e),
                     void *arg, bool *journal, struct err *err);

char *action_log_path(void); /* the caller frees it */
/* The folders above a file of the state folder, made with 0700 where they are missing. */
void action_make_folders(const char *path);

/* Where lines go besides the file: syslog. For tests, another function. */
extern void (*action_log_system)(const char *line);
/* The program that reads the journal; another one for tests. */
extern const char *action_log_journal;

#endif
