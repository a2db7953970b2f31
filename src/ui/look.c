/* Roles as attributes and colours: see look.h. */
#include "ui/look.h"

#include <curses.h>
#include <stdlib.h>

static const struct {
    attr_t plain; /* without colour */
    attr_t with;  /* beside the colour */
    short colour; /* -1: the terminal's own */
} looks[ROLES] = {
    [ROLE_PLAIN] = {A_NORMAL, A_NORMAL, -1},
    [ROLE_HEADER] = {A_REVERSE, A_REVERSE, -1},
    [ROLE_HEADING] = {A_UNDERLINE, A_UNDERLINE, -1},
    [ROLE_FRAME] = {A_NORMAL, A_NORMAL, -1},
    [ROLE_TITLE] = {A_NORMAL, A_NORMAL, -1},
    [ROLE_ACTIVE] = {A_BOLD | A_REVERSE, A_BOLD | A_REVERSE, -1},
    [ROLE_DIM] = {A_DIM, A_DIM, -1},
    [ROLE_LIVE] = {A_BOLD, A_BOLD, COLOR_GREEN},
    [ROLE_WARNING] = {A_BOLD, A_BOLD, COLOR_YELLOW},
    [ROLE_ERROR] = {A_BOLD, A_BOLD, COLOR_RED},
    [ROLE_MARK] = {A_BOLD, A_BOLD, COLOR_CYAN},
    [ROLE_KEY] = {A_BOLD, A_BOLD, -1},
};

static bool coloured;

void look_start(void) {
    const char *no_color = getenv("NO_COLOR");
    coloured = has_colors() && !(no_color && *no_color) && start_color() == OK;
    if (!coloured) return;
    use_default_colors();
    for (short i = 1; i < ROLES; i++)
        if (looks[i].colour >= 0) init_pair(i, looks[i].colour, -1);
}

void look_set(enum role role, int bar) {
    attr_t attributes = coloured ? looks[role].with : looks[role].plain;
    short pair = coloured && looks[role].colour >= 0 ? (short)role : 0;
    if (bar) attributes = (attributes & ~(attr_t)A_DIM) | A_REVERSE;
    attr_set(attributes, pair, NULL);
}
