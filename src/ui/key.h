/* A key as a number and as a name. Pure: curses' codes are turned into these in input.c.
 *
 * A character is its code point; named keys lie above Unicode; Alt is a bit. Names are those of the key table:
 * "j", "C-n", "M-x", "Space", "PgDn", "S-Tab", "F10". */
#ifndef WS_UI_KEY_H
#define WS_UI_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum {
    K_NAMED = 0x200000,
    K_ALT = 0x1000000,

    K_ESC = 27,
    K_ENTER = 13,
    K_TAB = 9,
    K_SPACE = ' ',
    K_BACKSPACE = 127,

    K_NONE = K_NAMED,
    K_UP,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_PGUP,
    K_PGDN,
    K_HOME,
    K_END,
    K_INS,
    K_DEL,
    K_BACKTAB,
    K_CTRL_LEFT,
    K_CTRL_RIGHT,
    K_FUNCTION /* K_FUNCTION + n is Fn, to F12 */
};

/* One name, not a list; false when it is none. */
bool key_parse(const char *name, uint32_t *key);
void key_add_name(struct buf *out, uint32_t key);

/* The names parted by blanks in `names`, one after another: start with *at = 0, ends with false. Names that are none
 * are given as K_NONE. */
bool key_next(const char *names, size_t *at, uint32_t *key);
bool key_is_in(const char *names, uint32_t key);

#endif
