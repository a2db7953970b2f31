/* Roles as attributes and colours: see look.h. */
#include "ui/look.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "ui/bar.h"

static const struct {
    attr_t attributes; /* with colour and without: a colour alone says nothing */
    short colour;      /* -1: the terminal's own */
} looks[ROLES] = {
    [ROLE_PLAIN] = {A_NORMAL, -1},      [ROLE_HEADER] = {A_REVERSE, -1},     [ROLE_HEADING] = {A_UNDERLINE, -1},
    [ROLE_FRAME] = {A_NORMAL, -1},      [ROLE_TITLE] = {A_NORMAL, -1},       [ROLE_ACTIVE] = {A_BOLD | A_REVERSE, -1},
    [ROLE_DIM] = {A_DIM, -1},           [ROLE_LIVE] = {A_BOLD, COLOR_GREEN}, [ROLE_WARNING] = {A_BOLD, COLOR_YELLOW},
    [ROLE_ERROR] = {A_BOLD, COLOR_RED}, [ROLE_MARK] = {A_BOLD, COLOR_CYAN},  [ROLE_KEY] = {A_BOLD, -1},
    [ROLE_LIT] = {A_REVERSE, -1},
};

static const char *const attribute_names[] = {"plain", "bold", "dim", "underline", "reverse", NULL};
static const attr_t attribute_bits[] = {A_NORMAL, A_BOLD, A_DIM, A_UNDERLINE, A_REVERSE};
/* In curses' order; with 8 more the bright ones. */
static const char *const colour_names[] = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", NULL};
enum { BRIGHT = 8, COLOURS_MOST = 256 };

struct style {
    attr_t attributes;
    int colour, ground; /* -1: the terminal's own */
};

static bool coloured, full_bar, plain;
static attr_t attributes_of[ROLES];
static bool has_pair[ROLES];

static int name_index(const char *const *names, const char *word, size_t len) {
    for (int i = 0; names[i]; i++)
        if (strlen(names[i]) == len && !strncmp(names[i], word, len)) return i;
    return -1;
}

/* "green", "bright-green" or a number below 256; -1: none of these. */
static int colour_of(const char *word, size_t len) {
    static const char bright[] = "bright-";
    size_t skip = len > sizeof bright && !strncmp(word, bright, sizeof bright - 1) ? sizeof bright - 1 : 0;
    int name = name_index(colour_names, word + skip, len - skip);
    int64_t number = -1;
    char *text = mem_dup_len(word, len);
    if (name < 0 && !parse_int(text, 0, COLOURS_MOST - 1, &number)) number = -1;
    free(text);
    return name < 0 ? (int)number : name + (skip ? BRIGHT : 0);
}

/* False: *bad is a word that is no attribute and no colour. */
static bool style_parse(const char *look, struct style *s, char **bad) {
    bool ground = false;
    *s = (struct style){A_NORMAL, -1, -1};
    for (const char *at = look + strspn(look, " "); *at; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        int attribute = name_index(attribute_names, at, len), colour = colour_of(at, len);
        if (len == 2 && !strncmp(at, "on", 2)) {
            ground = true;
        } else if (attribute >= 0) {
            s->attributes |= attribute_bits[attribute];
        } else if (colour >= 0) {
            *(ground ? &s->ground : &s->colour) = colour;
        } else {
            *bad = mem_dup_len(at, len);
            return false;
        }
        at += len;
    }
    return true;
}

bool look_check(const char *look, struct err *err) {
    struct style s;
    char *bad = NULL;
    if (style_parse(look, &s, &bad)) return true;
    err_set(err, WS_DATA, _("%s is no attribute and no colour"), bad);
    err_hint(err, "%s",
             _("attributes: plain bold dim underline reverse; colours: black red green yellow blue magenta cyan white,"
               " bright-red ..., 0 to 255; a background after on"));
    free(bad);
    return false;
}

/* What this terminal has of a colour: bright ones become bold where there are 8, and of 256 nothing is left. */
static short colour_here(int colour, attr_t *attributes) {
    if (colour < COLORS) return (short)colour;
    if (colour >= 2 * BRIGHT) return -1;
    *attributes |= A_BOLD;
    return (short)(colour - BRIGHT);
}

static void set_role(short role, const struct style *s) {
    attributes_of[role] = s->attributes;
    has_pair[role] = coloured && (s->colour >= 0 || s->ground >= 0);
    if (!has_pair[role]) return;
    short colour = colour_here(s->colour, &attributes_of[role]), ground = colour_here(s->ground, &attributes_of[role]);
    has_pair[role] = role < COLOR_PAIRS && init_pair(role, colour, ground) == OK;
}

void look_start(const struct look_options *o) {
    const char *no_color = getenv("NO_COLOR");
    plain = o->plain;
    bar_hide(plain);
    full_bar = o->bar && !plain;
    coloured = has_colors() && !(no_color && *no_color) && start_color() == OK;
    if (coloured) use_default_colors();
    for (short role = 0; role < ROLES; role++) {
        struct style s = {looks[role].attributes, looks[role].colour, -1};
        char *bad = NULL;
        if (o->styles[role] && !style_parse(o->styles[role], &s, &bad)) free(bad);
        set_role(role, &s);
    }
}

bool look_is_plain(void) { return plain; }

/* The bar has one look for all cells: each change of it would cost twenty bytes a step. */
void look_set(enum role role, int bar) {
    if (bar && full_bar)
        attr_set(A_REVERSE, 0, NULL);
    else
        attr_set(attributes_of[role], has_pair[role] ? (short)role : 0, NULL);
}
