/* The order of categories: see categories_private.h. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/parse.h"
#include "op/categories_private.h"

static int64_t place(const char *cell) {
    int64_t n = 0;
    if (cell) parse_int(cell, INT32_MIN, INT32_MAX, &n);
    return n;
}

static void put_place(struct category *c, int64_t n) {
    free(c->now[CATEGORY_SORT_ORDER]);
    c->now[CATEGORY_SORT_ORDER] = mem_format("%" PRId64, n);
}

/* Those to be made, without a place of their own, come last. */
static void append_new(struct categories *d) {
    int64_t last = 0;
    for (size_t i = 0; i < d->count; i++) {
        int64_t n = place(d->items[i].now[CATEGORY_SORT_ORDER]);
        if (n >= last) last = n + 1;
    }
    for (size_t i = d->present; i < d->count; i++)
        if (!d->items[i].now[CATEGORY_SORT_ORDER] && last <= INT32_MAX) put_place(&d->items[i], last++);
}

/* The items of the wants that are there afterwards, in the order of the wants. */
static size_t listed_items(const struct categories *d, const struct op_categories *a, long *out) {
    long *by_want = mem_zero(a->count + 1, sizeof *by_want);
    size_t n = 0;
    for (size_t i = 0; i < a->count; i++) by_want[i] = NOWHERE;
    for (size_t i = 0; i < d->count; i++) {
        const struct category *c = &d->items[i];
        if (c->want != NOWHERE && category_lives(c) && c->what != CATEGORY_LEFT) by_want[c->want] = (long)i;
    }
    for (size_t i = 0; i < a->count; i++)
        if (by_want[i] != NOWHERE) out[n++] = by_want[i];
    free(by_want);
    return n;
}

/* The new sequence: what is not listed stays where it is; the listed ones that are there fill the places that they
 * hold, in the listed order; each to be made comes after the one that it is listed behind. */
static size_t sequence(const struct categories *d, const long *listed, size_t listed_count, long *out) {
    size_t n = 0, next = 0;
    for (size_t i = 0; i < d->present; i++) {
        const struct category *c = &d->items[i];
        if (!category_lives(c)) continue;
        if (c->want == NOWHERE || c->what == CATEGORY_LEFT) {
            out[n++] = (long)i;
            continue;
        }
        while (next < listed_count && d->items[listed[next]].id == 0) out[n++] = listed[next++];
        if (next < listed_count) out[n++] = listed[next++];
        while (next < listed_count && d->items[listed[next]].id == 0) out[n++] = listed[next++];
    }
    while (next < listed_count) out[n++] = listed[next++];
    return n;
}

/* Do those that are there keep their order, with all that are made behind them? */
static bool is_same_order(const long *order, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (order[i] < order[i - 1]) return false;
    return true;
}

void categories_arrange(struct categories *d, const struct op_categories *a) {
    long *listed = mem_zero(d->count + 1, sizeof *listed), *order = mem_zero(d->count + 1, sizeof *order);
    size_t count = a->order ? sequence(d, listed, listed_items(d, a, listed), order) : 0;
    if (a->order && !is_same_order(order, count)) {
        int64_t first = d->present > 0 ? place(d->items[0].was[CATEGORY_SORT_ORDER]) : 0;
        if (first > INT32_MAX - CATEGORIES_MOST) first = 0;
        for (size_t i = 0; i < count; i++) put_place(&d->items[order[i]], first + (int64_t)i);
    }
    append_new(d);
    free(listed);
    free(order);
}
