/* Drawing: every text goes through the gate here, and every piece is exactly as wide as asked. Nothing outside the
 * screen is drawn. */
#ifndef WS_UI_DRAW_H
#define WS_UI_DRAW_H

#include <stdbool.h>

#include "base/gate.h"
#include "ui/layout.h"
#include "ui/look.h"

struct draw_style {
    enum role role;
    bool bar; /* under the cursor's bar */
    enum gate_align align;
};

void draw_clear(void);
void draw_text(int y, int x, int columns, struct draw_style style, const char *raw);
/* The columns of a text when it is drawn. */
int draw_columns(const char *raw);
void draw_rule(int y, int x, int columns); /* a horizontal line */
const char *draw_dash(void);               /* one column of it */
/* A frame with a title in its upper and one in its lower edge; NULL: none. Its inside is blank. */
void draw_frame(struct rect r, enum role title_role, const char *title, const char *footer);
/* Where the terminal's cursor stands; y < 0: nowhere to be seen. In the plain look what lies under the bar, and the
 * first line in a frame, have it already. */
void draw_cursor(int y, int x);
void draw_show(void); /* sends what differs to the terminal */

#endif
