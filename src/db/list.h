/* Lists of any length, read by keyset: a page begins after a row's key, never at an OFFSET, and nothing counts on the
 * way.
 *
 * Order: categories by sort_order; series, attendances, invites received by id; workshops by time (upcoming: live,
 * lobby, then scheduled; past and cancelled: latest first); users by username; attendees, notes and invites of a
 * workshop by user id; chat of a workshop by offset_ms; notifications by id. */
#ifndef WS_DB_LIST_H
#define WS_DB_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "db/conn.h"
#include "model/entity.h"

enum list_view { LIST_UPCOMING, LIST_ALL, LIST_PAST, LIST_CANCELLED, LIST_VIEWS }; /* of workshops */
extern const char *const list_view_words[LIST_VIEWS];
bool list_view_has(enum list_view view, const char *status); /* are workshops of this status part of it? */

enum { LIST_CONDITIONS_MAX = 8, LIST_SLICE = 2000 };

struct list_condition {
    int field;         /* index in the entity's fields: a column of its own table */
    const char *value; /* NULL: IS NULL */
};

struct list_key {
    int group;      /* place in the order of statuses (workshops), else 0 */
    char sort[408]; /* the sort column's value, as text: at most 100 characters */
    int64_t id;
};

struct list_request {
    enum entity_kind kind;
    enum list_view view; /* workshops only */
    struct list_condition conditions[LIST_CONDITIONS_MAX];
    size_t condition_count;
    const char *text;            /* NULL or words: each must be part of the title, name or text */
    bool sorted, descending;     /* by the field `sort` instead of the list's own order; see list_can_sort */
    int sort;
    bool attention;              /* only what wants attention, see list_has_attention */
    const struct list_key *from; /* NULL: from the beginning (backward: from the end); else after (before) this row */
    bool inclusive;              /* … and this row too */
    const char *until;           /* NULL, or as the server writes it: workshops before this time only */
    bool backward;               /* the page before `from`; rows still come in the list's order */
    size_t limit;
};

struct list_page {
    struct rows rows;        /* one column for each field of the entity, in its order; FIELD_NAME cells filled in */
    struct list_key *keys;   /* one for each row */
    bool more;               /* there may be rows beyond (in the direction read) */
    struct list_key reached; /* when `more`: go on from here (not inclusive) */
};

/* Can the server give the request's rows in this order by an index, or are they few enough to be sorted each time?
 * WS_USAGE says why not, and which fields it can. A request that it cannot sort is refused by all functions below. */
bool list_can_sort(const struct list_request *request, int field, struct err *err);

/* Reads a page. What no index serves (a category, a text) is looked for in one slice of LIST_SLICE index entries: then
 * the page may hold fewer rows than the limit, even none, while `more` is set; the caller goes on from `reached`. */
bool list_read(struct conn *c, const struct list_request *request, struct list_page *out, struct err *err);
void list_page_free(struct list_page *p);

/* Kinds whose rows may want attention: workshops that should have begun, are full, whose host may not host or whose
 * category is off; active series likewise; people who may not host or whose account is not active; categories that are
 * off while workshops are coming up in them (SPEC section 8). */
bool list_has_attention(enum entity_kind kind);

/* Which of the rows with these ids the request (from, limit ignored) has: rows of one column. */
bool list_match(struct conn *c, const struct list_request *request, const int64_t *ids, size_t count, struct rows *out,
                struct err *err);
/* The key by which the request's list goes on from row `id`, and the row itself, in `out`. No rows: there is none. */
bool list_find(struct conn *c, const struct list_request *request, int64_t id, struct list_page *out, struct err *err);

/* Rows by id, in the order of the ids; missing ones are left out. */
bool list_get(struct conn *c, enum entity_kind kind, const int64_t *ids, size_t count, struct rows *out,
              struct err *err);

/* How many rows a request has in all (from, limit ignored); up to `most` when most > 0. For a job after the first
 * paint. */
bool list_count(struct conn *c, const struct list_request *request, int64_t most, int64_t *count, struct err *err);

/* Upcoming workshops by category: rows of (category_id or NULL, count). A job for after the first paint. */
bool list_upcoming_by_category(struct conn *c, struct rows *out, struct err *err);

#endif
