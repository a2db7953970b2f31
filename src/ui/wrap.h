/* Text broken into lines that fit a width, and a view of some of them that scrolls. Pure. */
#ifndef WS_UI_WRAP_H
#define WS_UI_WRAP_H

#include <stdbool.h>
#include <stddef.h>

struct wrap {
    char **lines; /* through the gate */
    size_t count, cap;
};

/* Adds raw text of several lines, broken at blanks where a line is wider than `columns` (0: never). What follows a
 * break is indented like its line, and by two more. */
void wrap_add(struct wrap *w, const char *text, size_t columns);
void wrap_clear(struct wrap *w);
size_t wrap_columns(const struct wrap *w); /* the widest line */

struct scroll {
    size_t top, height, count; /* first line shown, lines shown, lines in all */
};
/* "up", "down", "page-up", "page-down", "first", "last"; false: another word. */
bool scroll_words(struct scroll *s, const char *words);
void scroll_fit(struct scroll *s, size_t height, size_t count);

#endif
