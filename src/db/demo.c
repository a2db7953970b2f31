/* Demo data: see demo.h. This file runs the parts in order and sends their rows. */
#include "db/demo_private.h"

#include <stdlib.h>

#include "base/mem.h"

enum { ROWS_AT_ONCE = 400 };

int64_t demo_lot(uint64_t a, uint64_t b) {
    uint64_t x = (a << 40) + b + 0x9e3779b97f4a7c15u; /* the finish of splitmix64 */
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return (int64_t)((x ^ x >> 31) >> 33);
}

static void next_cell(struct demo_insert *i) {
    if (!i->rows && !i->in_row) sql_add(&i->q, i->head);
    sql_add(&i->q, i->in_row ? "," : i->rows ? ",(" : " (");
    i->in_row = true;
}

void demo_put_int(struct demo_insert *i, int64_t n) {
    next_cell(i);
    sql_int(&i->q, n);
}

void demo_put_text(struct demo_insert *i, const char *s) {
    next_cell(i);
    sql_text(&i->q, s);
}

void demo_put_id(struct demo_insert *i, int64_t n) {
    if (n)
        demo_put_int(i, n);
    else
        demo_put_text(i, NULL);
}

void demo_put_time(struct demo_insert *i, int64_t seconds) {
    if (!seconds) {
        demo_put_text(i, NULL);
        return;
    }
    next_cell(i);
    sql_time(&i->q, seconds);
}

static bool send_rows(struct demo_insert *i, struct err *err) {
    bool ok = conn_exec(i->c, &i->q, NULL, err);
    sql_free(&i->q);
    i->rows = 0;
    return ok;
}

bool demo_row_end(struct demo_insert *i, struct err *err) {
    sql_add(&i->q, ")");
    i->in_row = false;
    return ++i->rows < ROWS_AT_ONCE || send_rows(i, err);
}

bool demo_insert_end(struct demo_insert *i, bool ok, struct err *err) {
    if (ok && i->rows) ok = send_rows(i, err);
    sql_free(&i->q);
    return ok;
}

static bool fill_small(struct conn *c, void *arg, struct err *err) {
    (void)c;
    struct demo *d = arg;
    d->count = 0;
    if (!demo_add_people(d, err) || !demo_add_categories(d, err) || !demo_add_series(d, err)) return false;
    demo_add_singles(d);
    return demo_write_workshops(d, err) && demo_add_guests(d, err) && demo_add_words(d, err) &&
           demo_add_invites(d, err) && demo_add_notices(d, err);
}

bool demo_fill(struct conn *c, enum demo_size size, int64_t now, demo_progress *progress, void *arg, struct err *err) {
    struct demo d = {.c = c, .now = now - now % DEMO_MINUTE, .progress = progress, .arg = arg};
    bool ok = conn_transaction(c, fill_small, &d, err) &&
              (size == DEMO_SMALL || demo_add_bulk(&d, demo_bulk_size(size), err));
    free(d.workshops);
    return ok;
}
