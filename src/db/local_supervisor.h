/* The supervisor of a local server: a process of its own that makes the data folder when it is absent, runs mariadbd
 * and ends it when nobody uses it any more. */
#ifndef WS_DB_LOCAL_SUPERVISOR_H
#define WS_DB_LOCAL_SUPERVISOR_H

#include "db/local_dir.h"
#include "db/local_program.h"

/* Forks it. `lock` is the locked lock file, taken over (closed here) in any case. *report is then readable once the
 * supervisor has ended: local_supervisor_report tells why. False: no process could be made. */
bool local_supervisor_start(const struct local_dir *d, const struct local_program *p, int lock, int *report,
                            struct err *err);

/* Reads the reason from `report`. Always false. */
bool local_supervisor_report(int report, struct err *err);

#endif
