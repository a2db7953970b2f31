/* What there is to say of a series besides its row: its rule in words and its next dates, for which a job must ask from
 * which date they are counted. */
#ifndef WS_UI_SERIES_FACTS_H
#define WS_UI_SERIES_FACTS_H

#include <stdint.h>

struct console;

/* Texts are translated and raw; NULL while there is nothing to say. */
struct series_facts {
    int64_t id;    /* of the series; 0: none */
    char *words;   /* the rule in words, or why it cannot be used */
    int64_t first; /* the first of its dates; 0: there is none */
    char *dates;   /* the next dates in the series' zone, a line each, with what the clocks do to them */
};

/* Asks for those of series `id`. `done` is called on the screen's thread with them, when they came and no newer
 * question of that slot was asked; what it takes away it sets to NULL. `arg` goes to it. */
void series_facts_ask(struct console *c, unsigned slot, int64_t id,
                      void (*done)(struct console *c, struct series_facts *facts, void *arg), void *arg);
void series_facts_clear(struct series_facts *facts);

/* The cursor has come to rest in the list of series: asks for those of its row, which the line below the lists shows.
 */
void series_facts_follow(struct console *c);

#endif
