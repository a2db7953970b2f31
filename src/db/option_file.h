/* MySQL option files, read by ourselves: the client library skips !includedir and takes world-writable files. The
 * format is that of the MySQL and MariaDB manuals ("Using Option Files"). */
#ifndef WS_DB_OPTION_FILE_H
#define WS_DB_OPTION_FILE_H

#include <stdbool.h>

#include "base/error.h"

/* One option of a group that wsadmin reads: [client], [client-server], [client-mariadb], [wsadmin], each also with the
 * suffix. Names come with hyphens for underscores; `loose` when the file said loose-NAME. */
struct option_line {
    const char *file;
    unsigned line;
    const char *group, *name;
    const char *value; /* NULL: only the name stands there */
    bool loose;
    bool exposed; /* everybody may read the file */
};
typedef bool (*option_line_taker)(void *arg, const struct option_line *line, struct err *err);

/* Which files are read (flags of the mysql and mariadb clients); NULL = not given. */
struct option_files {
    const char *defaults_file, *extra_file, *group_suffix;
    bool none; /* --no-defaults */
};

/* /etc/my.cnf, /etc/mysql/my.cnf, the extra file, ~/.my.cnf; or defaults_file alone; or nothing. A later line replaces
 * an earlier one. WS_CONFIG for a file that everybody may write, a bad line, or a named file that is not there. */
bool option_files_read(const struct option_files *which, option_line_taker take, void *arg, struct err *err);

#endif
