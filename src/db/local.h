/* The local database: a private MariaDB in a folder of the user's own, for people without a server (`--local`), and the
 * same in a throw-away folder (`--demo`). SPEC section 7.
 *
 * A folder holds `users` (every client keeps a shared flock on it), `lock` (held by the supervisor and the server: free
 * means that no server is alive), `sock`, `error.log` and `data/`. The client that finds no server starts a supervisor,
 * a process of its own session that makes the data folder, runs mariadbd and ends it when nobody holds `users` any
 * more. All of them may be killed at any moment.
 *
 * The supervisor is a fork of the client, so join before the program has threads; what starts a killed server again
 * from a thread relies on the C library's own locks being safe across fork. */
#ifndef WS_DB_LOCAL_H
#define WS_DB_LOCAL_H

#include <stdbool.h>

#include "db/conn.h"
#include "db/demo.h"

#define LOCAL_DATABASE "wsadmin"

struct local_server;

/* Starts or joins the server of `dir` (NULL: $XDG_DATA_HOME/wsadmin/db, or ~/.local/share/wsadmin/db). A new one gets
 * the platform's tables, the migrations and the login user as its admin. WS_CONFIG: no mariadbd, a folder that is not
 * ours or open to others, a name longer than the system takes. WS_FILE: it cannot be written, no room. WS_UNREACHABLE:
 * the server does not start. Whatever fails, the next join goes on from there. */
bool local_server_join(const char *dir, struct local_server **out, struct err *err);

/* A new throw-away folder filled with demo data. It is removed when its last user has left, however that one ended. */
bool local_server_demo(enum demo_size size, demo_progress *progress, void *arg, struct local_server **out,
                       struct err *err);

/* After a lost connection: makes sure that there is a server, and starts one when it was killed. */
bool local_server_start(struct local_server *s, struct err *err);

/* How to connect: socket, user, database, and local_server_start when there is no server; good until
 * local_server_leave. For conn_params_free. The socket may be good in this process alone. */
void local_server_params(struct local_server *s, struct conn_params *p);
const char *local_server_dir(const struct local_server *s);

/* Others may still use the server; it ends with the last. Close the connections first. NULL is fine. */
void local_server_leave(struct local_server *s);

#endif
