/* What people write for a row, as an id: 12 or #12 for everything, @ana or ana for a person, a slug for a category. */
#ifndef WS_CMD_RESOLVE_H
#define WS_CMD_RESOLVE_H

#include "db/conn.h"
#include "model/entity.h"

/* Can the word name such a row? What can be said without the database; resolve_ids says the rest. WS_USAGE. */
bool resolve_check(enum entity_kind kind, const char *word, struct err *err);
bool resolve_is_number(const char *word); /* 12, #12: resolve_id needs no connection then */
/* WS_DATA when there is no such person or category. A number is taken as it is: whether the row exists is the
 * statement's business. */
bool resolve_id(struct conn *c, enum entity_kind kind, const char *word, int64_t *id, struct err *err);
/* All of them, in the order written, each once; the caller frees *ids. Of workshops, series:ID and host:NAME stand for
 * all that are coming up (WS_DATA: none is). */
bool resolve_ids(struct conn *c, enum entity_kind kind, char *const *words, size_t count, int64_t **ids,
                 size_t *id_count, struct err *err);

#endif
