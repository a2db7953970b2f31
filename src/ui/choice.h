/* A question with few answers, each a letter that stands for words. */
#ifndef WS_UI_CHOICE_H
#define WS_UI_CHOICE_H

#include <stddef.h>

struct console;

struct choice_answer {
    char key;
    const char *words; /* what is run */
    const char *label; /* N_ */
};

/* `title` is translated; `answers` is static. */
void choice_open(struct console *c, const char *title, const struct choice_answer *answers, size_t count);

#endif
