/* The platform's own file of environment variables (.env.local), read as the npm package dotenv reads it: NAME=value,
 * `export` in front, 'single' "double" and `back` quotes over several lines, \n and \r inside double quotes, `#`
 * comments. Nothing is expanded and nothing is put into the process environment. Stricter in one thing: a line that
 * dotenv would skip or misread is an error. */
#ifndef WS_BASE_ENVFILE_H
#define WS_BASE_ENVFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct envfile {
    struct envfile_entry {
        char *name, *value;
        unsigned line;
    } * entries;
    size_t count, cap;
    bool exposed; /* everybody may read the file */
};

bool envfile_read(const char *path, struct envfile *out, struct err *err); /* WS_CONFIG with the line */
const struct envfile_entry *envfile_find(const struct envfile *f,
                                         const char *name); /* the last of that name, or NULL */
void envfile_free(struct envfile *f);                       /* values are wiped */

#endif
