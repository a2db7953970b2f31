/* How a list walks its table: which index serves it, in which order its rows come, and the pieces of its statements.
 * Used by list.c alone. */
#ifndef WS_DB_LIST_PATH_H
#define WS_DB_LIST_PATH_H

#include "db/list.h"

/* A way through a table. The conditions on `equals` and on the group's status are served by `index`; rows come by
 * `sort`, then id. What is left over is looked for in slices, unless `whole` says that the index's rows for `equals`
 * are few and read and sorted anyway. */
struct list_path {
    enum entity_kind kind;
    int equals;        /* field with a condition in the request; -1: none needed */
    const char *index; /* NULL: the server's choice */
    int sort;          /* field; -1: by id alone */
    bool whole;
    bool across; /* workshops of all statuses in one walk, not one status after the other */
    bool merged; /* one walk a status, put in order here */
    bool unique; /* no two rows have the same sort value: the id adds nothing (and a unique index could not serve it) */
};

/* Workshops are walked one status after the other. */
struct list_group {
    const char *status;
    bool latest_first;
};
enum { LIST_GROUPS = 5 };
extern const struct list_group list_groups[LIST_GROUPS]; /* in the order of list_key.group */

/* WS_USAGE: there is no way in the order that is asked for. */
bool list_path_find(const struct list_request *r, struct list_path *out, struct err *err);
bool list_has_group(const struct list_request *r, int group); /* is this status part of the view and the conditions? */

/* Adds "SELECT columns FROM table alias FORCE INDEX (…)". list_add_fields has the entity's, names of what it refers to
 * joined, with NULL in place of what this connection may not show. */
void list_add_select(struct sql *q, const struct list_path *path, const char *what);
void list_add_fields(struct sql *q, const struct list_path *path, bool with_private);
/* Adds "WHERE …" with the conditions that the index serves. */
void list_add_served(struct sql *q, const struct list_path *path, const struct list_request *r, int group);
/* Adds " AND …" for the others; returns whether there were any. */
bool list_add_left_over(struct sql *q, const struct list_path *path, const struct list_request *r);
/* Adds " AND" after (before) the key; `inclusive`: or at it. */
void list_add_after(struct sql *q, const struct list_path *path, const struct list_key *key, bool ascending,
                    bool inclusive);
/* Adds " AND " and the status of the groups that the view and the conditions have. */
void list_add_statuses(struct sql *q, const struct list_request *r);
void list_add_order(struct sql *q, const struct list_path *path, bool ascending, size_t offset, size_t limit);
void list_add_column(struct sql *q, const struct entity *e, int field);
/* The key of a row whose sort value and id stand in these columns. */
struct list_key list_key_of(const struct list_path *path, const struct rows *rows, size_t row, int group,
                            size_t sort_column, size_t id_column);

#endif
