/* Rows around the cursor: see window.h. */
#include "ui/window.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static size_t head_lines(const struct window *w) { return w->count > 0 && w->rows[0]->id == ROW_ALL; }

static size_t tail_lines(const struct window *w) { return w->count > 0 && w->rows[w->count - 1]->id == ROW_WITHOUT; }

size_t window_real_count(const struct window *w) { return w->count - head_lines(w) - tail_lines(w); }

static void free_rows(struct window *w) {
    for (size_t i = 0; i < w->count; i++) free(w->rows[i]);
    w->count = 0;
}

void window_clear(struct window *w) {
    free_rows(w);
    free(w->rows);
    *w = (struct window){.height = w->height, .all = w->all, .without = w->without, .before = -1};
}

/* Puts rows in at `at`; the cursor and the scroll stay on their rows. */
static void insert_rows(struct window *w, size_t at, struct row **rows, size_t count) {
    if (count == 0) return;
    w->rows = mem_grow(w->rows, &w->cap, w->count + count, sizeof *w->rows);
    memmove(w->rows + at + count, w->rows + at, (w->count - at) * sizeof *w->rows);
    memcpy(w->rows + at, rows, count * sizeof *rows);
    bool had_rows = w->count > 0;
    w->count += count;
    if (had_rows && w->cursor >= at) w->cursor += count;
    if (had_rows && w->top >= at) w->top += count;
}

static void remove_rows(struct window *w, size_t at, size_t count) {
    for (size_t i = at; i < at + count; i++) free(w->rows[i]);
    memmove(w->rows + at, w->rows + at + count, (w->count - at - count) * sizeof *w->rows);
    w->count -= count;
    if (w->cursor >= at + count) w->cursor -= count;
    if (w->top >= at + count) w->top -= count;
}

static void insert_line(struct window *w, size_t at, int64_t id) {
    struct row *line = row_new(id);
    insert_rows(w, at, &line, 1);
}

/* The lines that are no rows, once the list's end they stand at is held. */
static void put_lines(struct window *w) {
    if (w->all && w->at_start && head_lines(w) == 0) insert_line(w, 0, ROW_ALL);
    if (w->without && w->at_end && tail_lines(w) == 0) insert_line(w, w->count, ROW_WITHOUT);
}

static void keep_in_view(struct window *w) {
    if (w->count == 0) {
        w->cursor = w->top = 0;
        return;
    }
    if (w->cursor >= w->count) w->cursor = w->count - 1;
    size_t height = w->height ? w->height : 1;
    if (w->top > w->cursor) w->top = w->cursor;
    if (w->cursor >= w->top + height) w->top = w->cursor - height + 1;
    /* No empty lines at the end while rows above could fill them. */
    if (w->top + height > w->count) w->top = w->count > height ? w->count - height : 0;
}

void window_set_height(struct window *w, size_t height) {
    w->height = height;
    keep_in_view(w);
}

enum window_fetch window_wants(const struct window *w) {
    if (w->jump != FETCH_NOTHING) return w->jump;
    if (w->stopped) return FETCH_NOTHING;
    if (window_real_count(w) == 0 && !w->at_end && !w->at_start) return FETCH_FIRST;
    if (!w->at_end && (w->owed > 0 || w->cursor + 2 * w->height >= w->count)) return FETCH_DOWN;
    if (!w->at_start && (w->owed < 0 || w->top < 2 * w->height)) return FETCH_UP;
    return FETCH_NOTHING;
}

void window_fetch_range(const struct window *w, enum window_fetch fetch, const struct list_key **from, bool *inclusive,
                        size_t *limit) {
    *from = NULL;
    *inclusive = false;
    *limit = WINDOW_PAGE > 3 * w->height ? WINDOW_PAGE : 3 * w->height;
    if (fetch == FETCH_DOWN || fetch == FETCH_AT) *from = &w->down;
    if (fetch == FETCH_AT) *inclusive = true;
    if (fetch == FETCH_UP) *from = &w->up;
    if (fetch != FETCH_AGAIN) return;
    size_t held = window_real_count(w);
    if (held > *limit) *limit = held;
    if (w->at_start || held == 0) return;
    *from = &w->rows[head_lines(w)]->key;
    *inclusive = true;
}

/* Forgets rows far from the cursor on the side that was not just added to. */
static void forget_far_rows(struct window *w, bool at_the_end) {
    if (w->count <= WINDOW_KEPT || w->hold) return;
    size_t extra = w->count - WINDOW_KEPT;
    if (at_the_end) {
        size_t last_needed = w->top + 3 * w->height;
        if (w->count - extra < last_needed) extra = w->count > last_needed ? w->count - last_needed : 0;
        if (extra == 0) return;
        remove_rows(w, w->count - extra, extra);
        w->at_end = false;
        w->down = w->rows[w->count - 1]->key;
    } else {
        size_t first_needed = w->top > 2 * w->height ? w->top - 2 * w->height : 0;
        if (extra > first_needed) extra = first_needed;
        if (extra == 0) return;
        if (w->before >= 0) w->before += (int64_t)(extra - head_lines(w));
        remove_rows(w, 0, extra);
        w->at_start = false;
        w->up = w->rows[0]->key;
    }
}

static void pay_owed(struct window *w) {
    long owed = w->owed;
    w->owed = 0;
    if (owed) window_move(w, owed);
}

static void take_down(struct window *w, const struct window_page *page) {
    insert_rows(w, w->count - tail_lines(w), page->rows, page->count);
    w->at_end = !page->more;
    if (page->more) w->down = page->reached;
    put_lines(w);
    forget_far_rows(w, false);
}

static void take_up(struct window *w, const struct window_page *page) {
    bool was_empty = w->count == 0;
    insert_rows(w, 0, page->rows, page->count);
    w->at_start = !page->more;
    if (page->more) w->up = page->reached;
    if (w->at_start)
        w->before = 0;
    else if (w->before >= 0)
        w->before -= (int64_t)page->count;
    if (w->before < 0) w->before = -1;
    put_lines(w);
    if (was_empty) w->cursor = w->count ? w->count - 1 : 0;
    forget_far_rows(w, true);
}

static size_t find_row(const struct window *w, int64_t id) {
    size_t i = 0;
    while (i < w->count && w->rows[i]->id != id) i++;
    return i;
}

/* Bits of the cells in which two readings of a row differ. */
static uint32_t changed_cells(const struct row *a, const struct row *b) {
    uint32_t bits = 0;
    for (size_t i = 0; i < a->columns && i < b->columns && i < 32; i++) {
        const struct value *x = &a->cells[i], *y = &b->cells[i];
        bool same = x->null == y->null && (x->null || (x->len == y->len && !memcmp(x->text, y->text, x->len)));
        if (!same) bits |= (uint32_t)1 << i;
    }
    return bits;
}

/* Puts the rows that are not in the new page where they were: behind the same row as before. Those at its end may only
 * have moved beyond it. */
static void keep_gone(struct window *w, struct row **old, size_t count, bool more) {
    size_t last = count; /* behind it nothing is known */
    while (more && last > 0 && find_row(w, old[last - 1]->id) == w->count) last--;
    int64_t before = ROW_ALL;
    for (size_t i = 0; i < last; i++) {
        size_t at = find_row(w, old[i]->id);
        if (at < w->count) {
            w->rows[at]->lit = changed_cells(old[i], w->rows[at]);
        } else if (old[i]->id > 0) {
            at = i > 0 ? find_row(w, before) + 1 : head_lines(w);
            old[i]->lit = old[i]->gone ? 0 : UINT32_MAX; /* all of it, once */
            old[i]->gone = true;
            insert_rows(w, at <= w->count ? at : w->count, &old[i], 1);
            before = old[i]->id;
            old[i] = NULL;
            continue;
        }
        before = old[i]->id;
    }
}

/* The same part of the list anew. Rows that are gone stay until the next key; the cursor stays at its row. */
static void take_again(struct window *w, const struct window_page *page) {
    int64_t cursor_id = w->count ? w->rows[w->cursor]->id : ROW_ALL;
    int64_t top_id = w->count ? w->rows[w->top]->id : ROW_ALL;
    size_t cursor = w->cursor, top = w->top, old_count = w->count;
    bool from_start = w->at_start && w->top == 0;
    struct row **old = w->rows;
    w->rows = NULL;
    w->cursor = w->top = w->count = w->cap = 0;
    insert_rows(w, 0, page->rows, page->count);
    w->at_end = !page->more;
    if (page->more) w->down = page->reached;
    put_lines(w);
    keep_gone(w, old, old_count, page->more);
    for (size_t i = 0; i < old_count; i++) free(old[i]);
    free(old);
    size_t at = find_row(w, cursor_id);
    w->cursor = at < w->count ? at : cursor;
    at = find_row(w, top_id);
    w->top = from_start ? 0 : at < w->count ? at : top;
}

void window_drop_gone(struct window *w) {
    for (size_t i = w->count; i > 0; i--)
        if (w->rows[i - 1]->gone && i - 1 != w->cursor) remove_rows(w, i - 1, 1);
    keep_in_view(w);
}

void window_take(struct window *w, enum window_fetch fetch, struct window_page *page) {
    if (fetch == w->jump) w->jump = FETCH_NOTHING;
    if (fetch == FETCH_FIRST || fetch == FETCH_LAST || fetch == FETCH_AT) {
        free_rows(w);
        w->cursor = w->top = 0;
        w->at_start = w->at_end = false;
        w->before = fetch == FETCH_FIRST ? 0 : -1;
        if (fetch == FETCH_FIRST) w->at_start = true;
        if (fetch == FETCH_LAST) w->at_end = true;
    }
    switch (fetch) {
    case FETCH_AT: w->up = w->down; /* fall through */
    case FETCH_FIRST:
    case FETCH_DOWN: take_down(w, page); break;
    case FETCH_LAST:
    case FETCH_UP: take_up(w, page); break;
    case FETCH_AGAIN: take_again(w, page); break;
    case FETCH_NOTHING: break;
    }
    if (fetch == FETCH_FIRST) w->cursor = w->top = 0;
    if (fetch == FETCH_LAST && w->count) w->cursor = w->count - 1;
    if (w->wanted && window_select(w, w->wanted)) w->wanted = 0;
    free(page->rows);
    *page = (struct window_page){0};
    keep_in_view(w);
    pay_owed(w);
}

void window_move(struct window *w, long steps) {
    w->stopped = false;
    w->wanted = 0;
    long at = (long)w->cursor + steps, last = w->count ? (long)w->count - 1 : 0;
    if (at > last && !w->at_end) w->owed = at - last;
    if (at < 0 && !w->at_start) w->owed = at;
    w->cursor = (size_t)(at < 0 ? 0 : at > last ? last : at);
    keep_in_view(w);
}

void window_scroll(struct window *w, long half_pages) {
    long half = w->height > 1 ? (long)w->height / 2 : 1;
    long steps = half_pages * half;
    if (half_pages % 2 == 0) steps = half_pages / 2 * (w->height > 1 ? (long)w->height - 1 : 1);
    long top = (long)w->top + steps;
    w->top = top < 0 ? 0 : (size_t)top;
    if (w->top >= w->count) w->top = w->count ? w->count - 1 : 0;
    long cursor = (long)w->cursor;
    if (cursor + steps >= 0 && cursor + steps < (long)w->count) {
        w->cursor = (size_t)(cursor + steps);
        w->stopped = false;
        keep_in_view(w);
    } else {
        window_move(w, steps);
    }
}

void window_first(struct window *w) {
    w->owed = w->wanted = 0;
    if (w->at_start)
        window_move(w, -(long)w->cursor);
    else
        w->jump = FETCH_FIRST;
}

void window_last(struct window *w) {
    w->owed = w->wanted = 0;
    if (w->at_end)
        window_move(w, (long)w->count - 1 - (long)w->cursor);
    else
        w->jump = FETCH_LAST;
}

bool window_select(struct window *w, int64_t id) {
    size_t at = find_row(w, id);
    if (at == w->count) return false;
    w->cursor = at;
    keep_in_view(w);
    return true;
}

void window_open_at(struct window *w, const struct list_key *top, int64_t wanted) {
    struct list_key key = top ? *top : (struct list_key){0}; /* it may be one of the rows that go */
    window_clear(w);
    w->wanted = wanted;
    w->jump = top ? FETCH_AT : FETCH_FIRST;
    w->down = key;
}

const struct row *window_row(const struct window *w) { return w->count ? w->rows[w->cursor] : NULL; }

bool window_place(const struct window *w, int64_t *first, int64_t *last) {
    size_t head = head_lines(w), real = window_real_count(w);
    if (w->before < 0 || real == 0) return false;
    size_t from = w->top > head ? w->top - head : 0;
    size_t to = w->top + w->height > head ? w->top + w->height - head : 0;
    if (to > real) to = real;
    if (from >= to) return false;
    *first = w->before + (int64_t)from + 1;
    *last = w->before + (int64_t)to;
    return true;
}
