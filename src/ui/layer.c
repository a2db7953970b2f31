/* See layer.h. */
#include "ui/layer.h"

#include <stdlib.h>

#include "base/mem.h"
#include "ui/state.h"

void layer_push(struct console *c, struct layer *l) {
    if (c->layer_count == LAYERS) layer_close(c, c->layers[LAYERS - 1]);
    c->layers[c->layer_count++] = l;
    c->dirty = true;
}

void layer_close(struct console *c, struct layer *l) {
    bool found = false;
    while (!found && layer_is_open(c, l)) {
        struct layer *top = c->layers[--c->layer_count];
        found = top == l;
        top->type->free_layer(c, top);
    }
    c->dirty = true;
}

void layer_take_off(struct console *c, const struct layer *l) {
    if (layer_top(c) == l) c->layer_count--;
    c->dirty = true;
}

void layer_hold(struct console *c, struct layer *l, const char *why) {
    c->held = l;
    c->held_why = mem_dup(why);
    layer_return(c);
}

void layer_return(struct console *c) {
    if (!c->held || layer_top(c)) return;
    layer_push(c, c->held);
    console_say(c, ROLE_ERROR, "%s", c->held_why);
    c->held = NULL;
    free(c->held_why);
    c->held_why = NULL;
}

bool layer_is_open(const struct console *c, const struct layer *l) {
    for (size_t i = 0; i < c->layer_count; i++)
        if (c->layers[i] == l) return true;
    return false;
}

bool layer_covers(const struct layer *l) { return l->type->keys != KEYS_CONTEXTS && l->type->keys != KEYS_GO; }

struct layer *layer_top(const struct console *c) {
    return c->layer_count ? c->layers[c->layer_count - 1] : NULL;
}
