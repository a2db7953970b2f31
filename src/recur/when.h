/* Instants in words. Texts sent to people come in the person's language from a table of our own; what the screen shows
 * is translated by gettext. Everything else than names of zones is ASCII or UTF-8 of ours: nothing here needs the gate.
 */
#ifndef WS_RECUR_WHEN_H
#define WS_RECUR_WHEN_H

#include <stdint.h>

#include "base/buf.h"
#include "recur/zone.h"

enum when_language { WHEN_EN, WHEN_ES };

/* WHEN of SPEC section 4, "Mon 30 Nov 2026 19:00 (America/New_York)". */
void when_add(struct buf *out, int64_t utc, const struct zone *zone, enum when_language language);

/* For the screen, in the program's language: */
void when_add_date(struct buf *out, int64_t utc, const struct zone *zone);  /* "Mon 30 Nov 2026 19:00" */
void when_add_clock(struct buf *out, int64_t utc, const struct zone *zone); /* "Mon 23 Nov 02:13", the header's */
/* The least that says it: "now", "in 17m" under an hour ahead, "06:00" today, "Tue 20:00" within six days ahead,
 * "30 Nov 19:00", "30 Nov 2027 19:00" in another year. */
void when_add_short(struct buf *out, int64_t utc, int64_t now, const struct zone *zone);
void when_add_live(struct buf *out, int64_t started, int64_t now); /* "live 47m", "live 3h", "live 2d" */
void when_add_overdue(struct buf *out, int64_t utc, int64_t now);  /* "28m overdue" */

void when_add_iso(struct buf *out, int64_t utc, const struct zone *zone); /* "2026-11-30T19:00:00-05:00" */

/* Adds the word with this number, from 0, of words parted by blanks: one message holds a whole list of short names. */
void when_add_word(struct buf *out, const char *words, int number);

#endif
