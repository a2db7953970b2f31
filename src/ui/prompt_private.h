/* Shared by prompt.c, prompt_draw.c, prompt_complete.c and prompt_history.c. */
#ifndef WS_UI_PROMPT_PRIVATE_H
#define WS_UI_PROMPT_PRIVATE_H

#include "ui/prompt.h"
#include "ui/state.h"

struct prompt {
    struct layer layer;
    struct prompt_hooks hooks;
    void *arg;
    char *seen; /* the line as `typed` was told last */

    struct complete found; /* what Tab found */
    bool listing;          /* … is shown, until the next key */
    char *asked;           /* the line that names were asked for */

    char *wrong;      /* a line that was refused, and why; NULL: none */
    char *wrong_line; /* … as it was */
    size_t fault;     /* … the byte where the fault begins */
};

bool prompt_is_wrong(const struct prompt *p); /* is the line still the refused one? */
void prompt_tab(struct console *c, struct prompt *p);
void prompt_draw(struct console *c, struct layer *l);

/* The lines kept for later: read once, then each added as it comes. */
void prompt_history_start(void);
void prompt_history_use(bool lines); /* for the line that opens now; false: it has none, Up brings nothing */
void prompt_history_add(const char *line);

#endif
