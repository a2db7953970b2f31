/* What can stand at a place of a line: words, flags, fields, values, made from the tables. Names from the database are
 * only said to be wanted: whoever shows the line asks for them. Used by the console's line. */
#ifndef WS_CMD_COMPLETE_H
#define WS_CMD_COMPLETE_H

#include <stddef.h>
#include <stdint.h>

#include "db/conn.h"
#include "model/entity.h"
#include "op/session.h"

/* Words besides those of the table, with their arguments in the same form. */
struct complete_word {
    const char *name, *args;
};

struct complete {
    size_t start;          /* byte of the line where what is replaced begins */
    char **items;          /* what may stand there, each beginning as typed; with a blank behind it when it is done */
    size_t count, cap;     /* owned: complete_free */
    enum entity_kind asks; /* names of people or categories may stand there too; ENTITY_NONE: none */
    bool asks_actions;     /* ids of the acting user's actions may stand there */
    char *name;            /* … beginning so */
    char *before;          /* … behind this part of the word: "host:" */
};

typedef const struct complete_word *complete_own(size_t index); /* NULL after the last */

/* `len`: the part of the line before the cursor. `own` may be NULL. `usual`: whose rows words are about that name none,
 * "set is_active=on", "sort title"; ENTITY_NONE where no list has the focus. */
void complete_line(struct complete *out, const char *line, size_t len, complete_own *own, enum entity_kind usual);
/* A filter of an entity's rows. */
void complete_filter(struct complete *out, const char *line, size_t len, enum entity_kind kind);
/* Adds the names of people or categories that begin as typed: on the worker; a few, in order. */
bool complete_names(struct conn *c, enum entity_kind asks, const char *name, struct rows *out, struct err *err);
/* The ids of their actions that can be taken back, likewise; the last 100. */
bool complete_actions(struct session *s, const char *id, struct rows *out, struct err *err);
void complete_add_name(struct complete *c, const char *name);
/* The longest beginning that all items share, for the caller to free. */
char *complete_common(const struct complete *c);
void complete_free(struct complete *c);

#endif
