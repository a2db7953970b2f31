/* How things look: roles, not colours. Each role differs without colour too where the difference says something;
 * NO_COLOR and monochrome terminals get attributes only. */
#ifndef WS_UI_LOOK_H
#define WS_UI_LOOK_H

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
    ROLES
};

void look_start(void); /* after curses has started */
/* Sets what is drawn next. `bar`: it lies under the cursor's bar. */
void look_set(enum role role, int bar);

#endif
