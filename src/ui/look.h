/* How things look: roles, not colours. Each role differs without colour too where the difference says something;
 * NO_COLOR and monochrome terminals get attributes only. */
#ifndef WS_UI_LOOK_H
#define WS_UI_LOOK_H

#include <stdbool.h>

#include "base/error.h"

enum role {
    ROLE_PLAIN,
    ROLE_HEADER,  /* the first line */
    ROLE_HEADING, /* over columns */
    ROLE_FRAME,
    ROLE_TITLE,  /* of a pane */
    ROLE_ACTIVE, /* title of the pane with the focus */
    ROLE_DIM,
    ROLE_LIVE,
    ROLE_WARNING, /* flags */
    ROLE_ERROR,
    ROLE_MARK,
    ROLE_KEY, /* a key's name in a line of hints */
    ROLE_LIT, /* a cell that has just changed */
    ROLES
};

/* As the settings say: NULL or a look of attributes and colours: "bold green", "reverse", "231 on blue". */
struct look_options {
    bool plain;                /* for screen readers: see look_is_plain */
    bool bar;                  /* the cursor's line is reversed, else only its marker tells */
    const char *styles[ROLES]; /* by role; NULL: as it is made */
};
/* WS_DATA names the word of a look that is none. */
bool look_check(const char *look, struct err *err);
void look_start(const struct look_options *o); /* after curses has started; the looks are checked */
/* Without frames, rules and bars, one list or box at a time, the terminal's cursor where ours is: what a screen reader
 * reads out makes sense. False before look_start. */
bool look_is_plain(void);
/* Sets what is drawn next. `bar`: it lies under the cursor's bar. */
void look_set(enum role role, int bar);

#endif
