/* mariadbd as a local server runs it: where it is, with which options, and the SQL that makes its system tables. */
#ifndef WS_DB_LOCAL_PROGRAM_H
#define WS_DB_LOCAL_PROGRAM_H

#include <stdbool.h>
#include <sys/types.h>

#include "db/local_dir.h"

struct local_program {
    char *server;              /* path of mariadbd */
    char *tables, *table_rows; /* paths of the SQL files of the system tables */
};

/* $WSADMIN_MARIADBD, else mariadbd on PATH or where packages put it; WS_CONFIG with the package's name when one is
 * missing. */
bool local_program_find(struct local_program *out, struct err *err);
void local_program_free(struct local_program *p);

/* Starts mariadbd as a child that ends with us; it inherits every descriptor that is not closed on exec. -1 with errno.
 * bootstrap: makes the system tables in `data.new`, of which `login` becomes the one account, by the socket's peer. */
pid_t local_program_bootstrap(const struct local_program *p, const struct local_dir *d, const char *login);
pid_t local_program_run(const struct local_program *p, const struct local_dir *d);

/* What to say when it has failed: the last [ERROR] lines of error.log; WS_FILE when the disk is full. Always false. */
bool local_program_failure(const struct local_dir *d, struct err *err);

#endif
