/* The texts of notifications: a table kind × language (SPEC section 4, "Notifications"). They are written into the
 * database for people of the platform, so they are no part of the program's own translation. Pure: no database. */
#ifndef WS_OP_TEXT_H
#define WS_OP_TEXT_H

#include <stdint.h>

#include "recur/when.h"

enum { TEXT_MAX = 200 }; /* characters of notifications.preview_text */

enum text_kind {
    TEXT_REMINDER_1H,
    TEXT_REMINDER_15M,
    TEXT_REMINDER_AT,
    TEXT_CANCELLED,
    TEXT_INVITE,
    TEXT_RECORDING,
    TEXT_UPDATED,
    TEXT_MOVED,
    TEXT_ON_AGAIN,
    TEXT_STARTED,
    TEXT_HOSTED,
    TEXT_KINDS
};

struct text_facts {
    enum text_kind kind;
    const char *title;
    int64_t at; /* WHEN */
    const struct zone *zone;
    const char *words; /* the sender's sentence; may be NULL */
};

/* A text in two halves: HEAD, the number of further dates, TAIL. Without further dates the tail is empty. */
struct text {
    char *head, *tail;
};

/* The halves for `more` further dates; they serve every number from 2 on that has as many digits. With the number they
 * have at most TEXT_MAX characters: the title is shortened at a grapheme boundary with … until the whole fits, the
 * words around it are never cut, and the sender's sentence gets what room is left. The caller frees with text_free. */
void text_make(const struct text_facts *facts, enum when_language language, int64_t more, struct text *out);
char *text_join(const struct text *t, int64_t more); /* the whole; the caller frees it */
void text_free(struct text *t);

#endif
