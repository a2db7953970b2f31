/* What wants attention in a row: a sign in the list, words when the row is selected (SPEC section 8). What depends on
 * other rows (its host, its category) is looked up by the job that reads the page and kept with the row; what depends
 * on the clock or the row itself is worked out when it is drawn. Pure. */
#ifndef WS_UI_ATTENTION_H
#define WS_UI_ATTENTION_H

#include "base/buf.h"
#include "ui/row.h"

enum attention {
    ATTENTION_HOST_REVOKED = 1,
    ATTENTION_HOST_INACTIVE = 2, /* banned, deactivated, deleted */
    ATTENTION_CATEGORY_OFF = 4,
    ATTENTION_OVERDUE = 8,
    ATTENTION_FULL = 16,
    ATTENTION_OFF_BUT_USED = 32 /* a category that is off and has workshops coming up */
};

enum { ATTENTION_OVERDUE_AFTER = 15 * 60 }; /* seconds; what the platform's own job allows */

/* Bits of a user's row, of a category's row. */
unsigned attention_of_host(const struct row *user);
unsigned attention_of_category(const struct row *category);

/* All bits of a row, with what was looked up. `upcoming`: workshops coming up in it, of categories only. */
unsigned attention_of(enum entity_kind kind, const struct row *row, int64_t now, int64_t upcoming);
/* The bits in words, raw. */
void attention_add_words(struct buf *out, enum entity_kind kind, const struct row *row, unsigned bits);

#endif
