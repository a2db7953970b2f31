/* Small bars drawn with characters. Pure. */
#ifndef WS_UI_BAR_H
#define WS_UI_BAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* A bar of at most `cells` columns, filled as far as value / of: eighths of a block, or `#` outside UTF-8. */
void bar_add(struct buf *out, int64_t value, int64_t of, int cells);

/* For the plain look: bars are nothing, since figures stand beside them. */
void bar_hide(bool hide);

#endif
