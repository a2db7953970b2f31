/* Opening of files that say what the program does or hold a password: wsadmin.conf, option files, env files. */
#ifndef WS_BASE_SETTINGSFILE_H
#define WS_BASE_SETTINGSFILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

/* *out is NULL, without an error, where the file is not there or may not be read and is not `required`. A folder, or a
 * regular file that everybody may write, is refused with WS_CONFIG. *exposed tells whether everybody may read it; it
 * may be NULL. The caller closes *out. */
bool settingsfile_open(const char *path, bool required, FILE **out, bool *exposed, struct err *err);

#endif
