/* Where and how to connect, put together from what was said: flags, then the process environment (DB_HOST DB_PORT
 * DB_NAME DB_USER DB_PASS), then the env file, then option files; each value from the strongest place that gives it
 * (SPEC section 7). Encryption is wsadmin's own setting; option files' ssl keys count where that is silent. */
#ifndef WS_DB_OPTIONS_H
#define WS_DB_OPTIONS_H

#include "base/buf.h"
#include "base/settings.h"
#include "db/conn.h"
#include "db/option_file.h"

/* What the command line says. Strings belong to the caller; NULL = not given. A password never comes this way. */
struct conn_flags {
    const char *host, *socket, *user, *database;
    unsigned port;
    const char *env_file;
    struct option_files files;
    bool ask_password, insecure, read_only;
};

struct conn_options {
    struct conn_params params; /* exactly one of host (TCP) and socket is set; user always is */
    bool ask_password;         /* -p, or `password` without a value in an option file */
    struct buf notes;          /* lines to be shown to the person: a password file that others may read… */
};

/* WS_CONFIG names file, line and key. End with conn_options_free, also after a failure. */
bool conn_options_load(struct conn_options *out, const struct conn_flags *flags, const struct settings *settings,
                       struct err *err);
/* WS_CONFIG when no database is named: says what was looked at and what can be done without any configuration. */
bool conn_options_need_database(const struct conn_options *o, struct err *err);
void conn_options_free(struct conn_options *o);

#endif
