/* Demo data: a believable platform, always relative to now. The same `now` gives the same rows. */
#ifndef WS_DB_DEMO_H
#define WS_DB_DEMO_H

#include "db/conn.h"

/* SMALL: all that a console can show, hundreds of workshops. LARGE: a million workshops. HUGE: ten million attendees
 * too. */
enum demo_size { DEMO_SMALL, DEMO_LARGE, DEMO_HUGE };

/* Called from time to time while a LARGE or HUGE one is filled; in rows. `done` reaches `total`. */
typedef void demo_progress(void *arg, int64_t done, int64_t total);

/* Fills a database that has the tables and at most a few users of its own. `now` in UTC seconds, by the server's clock.
 */
bool demo_fill(struct conn *c, enum demo_size size, int64_t now, demo_progress *progress, void *arg, struct err *err);

#endif
