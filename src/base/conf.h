/* wsadmin.conf: `key = value` lines, read by inih. Comment lines begin with `#` or `;`; sections are not used so far.
 */
#ifndef WS_BASE_CONF_H
#define WS_BASE_CONF_H

#include <stdbool.h>

#include "base/settings.h"

/* Reads one file into s. Errors (WS_CONFIG) say file and line. */
bool conf_read_file(struct settings *s, const char *path, bool required, struct err *err);

/* All that the program is told, weakest first: SYSCONFDIR/wsadmin/wsadmin.conf, then the person's own
 * ($XDG_CONFIG_HOME or ~/.config)/wsadmin/wsadmin.conf; or `file` alone when it is given (--config). Then the
 * environment, then `flags`. */
bool conf_load(struct settings *s, const char *file, const struct settings *flags, struct err *err);

/* The two usual files, for messages and doctor; the caller frees. The second is NULL without a home folder. */
char *conf_system_path(void);
char *conf_own_path(void);

#endif
