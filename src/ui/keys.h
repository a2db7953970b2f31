/* The table of keys: context, keys, the words they stand for. Nothing else binds a key; `?` and the line of hints are
 * made from it. The words are those of the `:` line, the console's own (actions.c) included. Pure. */
#ifndef WS_UI_KEYS_H
#define WS_UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

enum keys_context {
    KEYS_LIST, /* any list; the contexts of lists come on top of it */
    KEYS_CATEGORIES,
    KEYS_SERIES,
    KEYS_WORKSHOPS,
    KEYS_HOSTS,
    KEYS_ATTENDEES,
    KEYS_TEXTS,  /* chat, notes, invites, notices */
    KEYS_GO,       /* after g */
    KEYS_CALENDAR, /* the workshops as a picture: no row is under the cursor, so only what looks */
    KEYS_BOX,    /* a box with text */
    KEYS_PLAN,   /* a plan's box; the action's own switches come on top of it */
    KEYS_FORM,   /* the fields of a row; characters go into them */
    KEYS_RULE,   /* the choices that build a rule; digits go into them */
    KEYS_CHOICE, /* a question; its answers' letters come on top of it */
    KEYS_CONTEXTS
};

struct keys_binding {
    enum keys_context context;
    const char *keys;  /* names as in key.h, parted by blanks */
    const char *words; /* what they stand for */
    const char *help;  /* N_: for `?` */
    const char *hint;  /* N_: a word or two for the line of hints; NULL = not there */
};

/* Ends with NULL keys. */
extern const struct keys_binding keys_table[];

/* The binding of a key in a context (a list's own first, then KEYS_LIST's), or NULL. */
const struct keys_binding *keys_find(enum keys_context context, uint32_t key);
/* The first key that a binding's words have in a context, a bound one when its own were given away; K_NONE: none. */
uint32_t keys_key_of(enum keys_context context, const struct keys_binding *binding);
/* Can both be active at once, so that a key may stand in only one of them? */
bool keys_overlap(enum keys_context a, enum keys_context b);
/* The lines of `?` (translated), beginning with the given context's. `why_not` (may be NULL) says why words do nothing
 * now, translated, or NULL. */
typedef const char *keys_why_not(void *arg, enum keys_context context, const char *words);
void keys_add_help(struct buf *out, enum keys_context context, keys_why_not *why_not, void *arg);

/* Makes a key of a list stand for other words: "workshops x cancel --future"; words "nothing" take it away. What boxes
 * and questions need, and y, are not to be had. `known` says whether words can be run. WS_CONFIG. */
bool keys_bind(const char *line, bool (*known)(const char *words), struct err *err);
void keys_unbind_all(void);
/* What was bound, NULL keys at its end; NULL: nothing. */
const struct keys_binding *keys_bound(void);
/* Has a binding's key been given other words in its context? */
bool keys_is_rebound(enum keys_context context, uint32_t key);

#endif
