/* The hosts of a connection: --host may name several, which are tried in turn (nodes of a cluster). Used by db/conn. */
#ifndef WS_DB_CONN_HOSTS_H
#define WS_DB_CONN_HOSTS_H

#include <stdbool.h>

/* Takes the next host off *list, "NAME[:PORT],NAME[:PORT]…", where an IPv6 address with a port stands in brackets.
 * *port stays as it is when none is said. False at the end. The caller frees *name. */
bool conn_hosts_next(const char **list, char **name, unsigned *port) __attribute__((nonnull));

#endif
