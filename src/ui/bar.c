/* See bar.h. */
#include "ui/bar.h"

#include "base/gate.h"

static bool hidden;

void bar_hide(bool hide) { hidden = hide; }

void bar_add(struct buf *out, int64_t value, int64_t of, int cells) {
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    if (of <= 0 || value <= 0 || hidden) return;
    if (value > of) value = of;
    int steps = gate_is_utf8() ? 8 : 1;
    int64_t filled = (2 * value * cells * steps + of) / (2 * of);
    if (filled == 0) filled = 1; /* what is not empty shows something */
    for (int64_t i = 0; i < filled / steps; i++) buf_add(out, gate_is_utf8() ? "█" : "#");
    buf_add(out, eighths[filled % steps]);
}
