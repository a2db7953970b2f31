/* A text that is typed into: the bytes, and where the next character goes. Used by forms. Pure. */
#ifndef WS_UI_TEXTFIELD_H
#define WS_UI_TEXTFIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct textfield {
    char *text; /* owned; never NULL once set */
    size_t at;  /* bytes before the cursor */
};

void textfield_set(struct textfield *t, const char *text); /* the cursor goes to its end */
void textfield_free(struct textfield *t);
void textfield_insert(struct textfield *t, const char *text, size_t len);
/* A key as ui/key.h has it: moves, deletes, or is a character to insert. False: it means nothing here. `lines`:
 * Alt-Enter begins a new line. */
bool textfield_key(struct textfield *t, uint32_t key, bool lines);

#endif
