/* Sets of ids, and the rows they name: in order, without doubles, in lists that a statement can take. */
#ifndef WS_OP_IDS_H
#define WS_OP_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "db/conn.h"

struct session;

enum { IDS_IN_A_LIST = 1000 }; /* of one IN (…) */

struct ids {
    int64_t *items;
    size_t count, cap;
};

void ids_add(struct ids *ids, int64_t id);
void ids_sort(struct ids *ids);                  /* ascending, each once */
bool ids_has(const struct ids *ids, int64_t id); /* of a sorted set */
void ids_free(struct ids *ids);

/* Runs `before` IN (ids) `after`, a list at a time; `each` is called for every row. */
typedef void ids_each(void *arg, const struct rows *r, size_t row);
bool ids_query(struct conn *c, const char *before, const struct ids *in, const char *after, ids_each *each, void *arg,
               struct err *err);
void ids_add_row(void *ids, const struct rows *r, size_t row); /* an ids_each: adds the first column to a struct ids */
/* Locks the rows of `table` with these ids, in order. `ids` is sorted. */
bool ids_lock(struct conn *c, const char *table, const struct ids *ids, struct err *err);
/* Runs a statement for the ids, a list at a time, and tells how far it is (op/progress) when there are several: `fill`
 * adds the text before the list's "(…)". The rows changed are added to *changed (may be NULL). */
bool ids_update(struct session *s, void (*fill)(struct sql *q, const void *arg), const void *arg, const struct ids *ids,
                int64_t *changed, struct err *err);

#endif
