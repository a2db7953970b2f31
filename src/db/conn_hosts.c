/* See conn_hosts.h. */
#include "db/conn_hosts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/parse.h"

enum { LAST_PORT = 65535 };

/* The colon before a port: the only one, or the one after a bracket. */
static const char *port_colon(const char *host) {
    const char *first = strchr(host, ':'), *last = strrchr(host, ':');
    if (!last) return NULL;
    return first == last || (host[0] == '[' && last[-1] == ']') ? last : NULL;
}

bool conn_hosts_next(const char **list, char **name, unsigned *port) {
    *list += strspn(*list, ", ");
    size_t len = strcspn(*list, ", ");
    if (len == 0) return false;
    char *host = mem_dup_len(*list, len);
    *list += len;
    const char *colon = port_colon(host);
    int64_t number;
    if (colon && parse_int(colon + 1, 1, LAST_PORT, &number)) {
        *port = (unsigned)number;
        host[colon - host] = '\0';
    }
    size_t end = strlen(host);
    bool bracketed = host[0] == '[' && end > 1 && host[end - 1] == ']';
    *name = bracketed ? mem_dup_len(host + 1, end - 2) : mem_dup(host);
    free(host);
    return true;
}
