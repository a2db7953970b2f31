/* The rows of a log entry as they are now, read by a statement for each thousand of a kind. Used by undo.c alone. */
#ifndef WS_OP_UNDO_NOW_H
#define WS_OP_UNDO_NOW_H

#include <jansson.h>

#include "model/entity.h"
#include "op/session.h"

enum { UNDO_FIELDS_MOST = 32 };

struct undo_now_row {
    int64_t id;
    char **cells; /* by place in `fields` */
};

struct undo_now {
    struct {
        int fields[UNDO_FIELDS_MOST]; /* that some row of the kind had changed */
        size_t field_count;
        struct undo_now_row *rows; /* by id */
        size_t count, cap;
    } of[ENTITY_KINDS];
};

/* Locks them when the session says so, in the order in which every action does. */
bool undo_now_read(struct session *s, const json_t *intent, struct undo_now *out, struct err *err);
/* NULL: there is no such row. */
const struct undo_now_row *undo_now_find(const struct undo_now *n, enum entity_kind kind, int64_t id);
const char *undo_now_cell(const struct undo_now *n, enum entity_kind kind, const struct undo_now_row *row, int field);
void undo_now_free(struct undo_now *n);

#endif
