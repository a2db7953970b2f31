/* What is typed: keys, and pasted text as one piece. Read through curses by the screen's thread. */
#ifndef WS_UI_INPUT_H
#define WS_UI_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "ui/key.h"

struct mouse {
    enum { MOUSE_PRESS, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN } what;
    int y, x; /* from 0 */
};

struct input {
    enum { INPUT_KEY, INPUT_PASTE, INPUT_MOUSE } kind;
    uint32_t key;      /* K_NONE: something unknown, to be ignored */
    const char *paste; /* raw bytes, valid until the next call; may be cut */
    size_t paste_len;
    struct mouse mouse;
};

void input_start(void); /* after curses has started */
void input_end(void);
/* The next key or paste that is there, without waiting; false: nothing. `now` is clock_monotonic_ms(). */
bool input_next(struct input *in, int64_t now);
/* When input_next should be asked again though nothing was typed (an Esc that may begin a sequence); INT64_MAX: not. */
int64_t input_due(void);
/* Throws away what was typed so far. */
void input_discard(int64_t now);

#endif
