/* Who works, where and when: the connection, the acting user with their rights, the viewer's zone. One for the command
 * line, one for each worker of the console. Operations take it first. */
#ifndef WS_OP_SESSION_H
#define WS_OP_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "db/conn.h"

struct agora;
struct zone;

enum rights { RIGHTS_READ, RIGHTS_MODERATOR, RIGHTS_ADMIN };

struct actor {
    int64_t id;         /* users.id; 0 when nobody acts */
    char *username;     /* owned; NULL when nobody acts */
    enum rights rights; /* RIGHTS_READ when nobody acts */
    char *why_not;      /* owned: why this person may only read; NULL when they may act */
    int64_t notify_id;  /* actor_id of notifications: the service account of notify-as, else id */
    char *zone_name;    /* owned: users.timezone where there is one */
};

struct conn_patience;

/* Who is told how far long work is (op/progress): in parts, or in statements of one transaction. `part` is called before
 * each and when all are done; false: stop there. */
struct session_watch {
    bool (*part)(void *arg, int64_t done, int64_t total);
    void *arg;
};

struct session {
    struct conn *conn;
    struct actor actor;
    const struct zone *zone;              /* the viewer's: times are shown in it */
    char *zone_name;                      /* owned */
    const char *language;                 /* of the viewer: "en" or "es", static */
    const struct agora *agora;            /* Agora's variables (op/agora.h); NULL: not known */
    const struct conn_patience *patience; /* how a long read comes back after a lost connection; NULL: it fails */
    const struct session_watch *watch;    /* NULL: nobody */
    bool naming;  /* plans name everybody who is told and left out, as far as NOTICE_NAMES_MAX */
    bool locking; /* set while plan_apply or plan_run make a plan: rows are locked before they are read */
};

/* Says who works in a session whose connection is open, by actor_find; somebody who may only read is held to it by the
 * server, on this connection and whenever it is opened again. */
bool session_begin(struct session *s, const char *name, const char *notify_as, struct err *err);

/* Finds `name` in users.username and reckons the rights of SPEC section 3. Not finding it is no error: the actor may
 * only read and why_not says so. `notify_as` may be NULL; when it names nobody active, WS_CONFIG. */
bool actor_find(struct conn *c, const char *name, const char *notify_as, struct actor *out, struct err *err);
void actor_free(struct actor *a);
void session_free(struct session *s); /* not the connection */

/* Sets the viewer's zone: as configured (NULL: not), else the acting user's, else this machine's, else UTC (SPEC
 * section 9). WS_CONFIG when there is no zone of the configured name. */
bool session_set_zone(struct session *s, const char *configured, struct err *err);

/* WS_DENIED, saying who and what is needed, when the acting user has less than `need`. */
bool session_need(const struct session *s, enum rights need, const char *action, struct err *err);

#endif
