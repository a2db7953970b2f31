/* The part of a list that the console holds: rows around the cursor, fetched page by page on both sides. Pure: it says
 * what to fetch next and takes what came.
 *
 * Cursor and scroll belong to rows, not to numbers: rows that come or go elsewhere do not move them. */
#ifndef WS_UI_WINDOW_H
#define WS_UI_WINDOW_H

#include "ui/row.h"

enum window_fetch {
    FETCH_NOTHING,
    FETCH_FIRST, /* the list's beginning */
    FETCH_LAST,  /* the list's end, read backward */
    FETCH_DOWN,  /* on after `down` */
    FETCH_UP,    /* back before `up` */
    FETCH_AT,    /* from `down` on, that row included */
    FETCH_AGAIN  /* the same rows anew */
};

enum { WINDOW_PAGE = 100, WINDOW_KEPT = 500 };

struct window {
    struct row **rows;
    size_t count, cap;
    size_t cursor, top;    /* indexes; top is the first row on screen */
    size_t height;         /* rows on screen */
    bool at_start, at_end; /* the list's first or last row is held */
    struct list_key up, down;
    int64_t before;    /* rows of the list before rows[0] (lines that are no rows not counted); -1 = not known */
    long owed;         /* steps of the cursor that wait for rows */
    bool all, without; /* begins with a ROW_ALL line, ends with a ROW_WITHOUT line */
    bool stopped;      /* a search that was stopped: fetch no more until something is asked for */
    bool hold;         /* a range is being marked: forget no rows */
    enum window_fetch jump;
    int64_t wanted; /* the cursor goes to this row once it is there; ROW_ALL: to none */
};

/* What came for a fetch. The rows are taken over; `reached` is read when `more`. */
struct window_page {
    struct row **rows;
    size_t count;
    bool more;
    struct list_key reached;
};

void window_clear(struct window *w); /* forgets all rows, keeps height, all, without */
void window_set_height(struct window *w, size_t height);

/* What should be fetched now, and how: for FETCH_DOWN, FETCH_UP and FETCH_AGAIN *from is set (NULL: from the
 * beginning) and *inclusive; *limit is the number of rows. */
enum window_fetch window_wants(const struct window *w);
void window_fetch_range(const struct window *w, enum window_fetch fetch, const struct list_key **from, bool *inclusive,
                        size_t *limit);
void window_take(struct window *w, enum window_fetch fetch, struct window_page *page);

void window_move(struct window *w, long steps);
void window_scroll(struct window *w, long half_pages); /* cursor and scroll together */
void window_first(struct window *w);
void window_last(struct window *w);
/* Takes away the rows that have left the list, but for the one under the cursor. */
void window_drop_gone(struct window *w);
bool window_select(struct window *w, int64_t id);     /* false: the row is not held */
/* Begins anew at a row, with the cursor on row `wanted`; `top` NULL: at the list's beginning. */
void window_open_at(struct window *w, const struct list_key *top, int64_t wanted);
const struct row *window_row(const struct window *w); /* under the cursor; NULL while there is none */
size_t window_real_count(const struct window *w);     /* rows of the database that are held */
/* First and last row on screen by their place in the list, from 1; false when that is not known. */
bool window_place(const struct window *w, int64_t *first, int64_t *last);

#endif
