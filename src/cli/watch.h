/* How far long work is, on a terminal's standard error, and its end by signal: after the first SIGINT, SIGTERM or
 * SIGHUP what is under way is finished, and no further part is begun; a second one ends the program. */
#ifndef WS_CLI_WATCH_H
#define WS_CLI_WATCH_H

#include "op/session.h"

void watch_begin(struct session *s);
void watch_end(struct session *s);

#endif
