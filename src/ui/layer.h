/* Things that lie over the lists and take the keys: boxes, questions, the `:` line. The topmost gets every key; none of
 * them blocks, so lists go on being refreshed below. */
#ifndef WS_UI_LAYER_H
#define WS_UI_LAYER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/keys.h"
#include "ui/layout.h"

struct console;
struct layer;

enum { LAYERS = 8 };

struct layer_type {
    enum keys_context keys; /* KEYS_CONTEXTS: every key goes to `key` */
    void (*draw)(struct console *c, struct layer *l);
    void (*words)(struct console *c, struct layer *l, const char *words);            /* of a bound key */
    void (*key)(struct console *c, struct layer *l, uint32_t key);                   /* any other key; may be NULL */
    void (*paste)(struct console *c, struct layer *l, const char *text, size_t len); /* NULL: thrown away */
    void (*free_layer)(struct console *c, struct layer *l);
};

/* Embedded as the first member; allocated with mem_*, owned by the console once pushed. */
struct layer {
    const struct layer_type *type;
};

void layer_push(struct console *c, struct layer *l);
void layer_close(struct console *c, struct layer *l); /* and what lies on top of it; frees them */
/* Takes it away without freeing it: the caller owns it, and may push it again. Nothing may lie on top of it. */
void layer_take_off(struct console *c, const struct layer *l);
/* Pushes it once nothing else is open, and says why it comes. Takes it over; one at a time. */
void layer_hold(struct console *c, struct layer *l, const char *why);
void layer_return(struct console *c); /* what is held, if nothing else is open */
bool layer_is_open(const struct console *c, const struct layer *l);
bool layer_covers(const struct layer *l); /* lies over the lists: neither the `:` line nor the key after g does */
struct layer *layer_top(const struct console *c); /* NULL: the lists */

#endif
