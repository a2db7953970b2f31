/* What a file or an edited text wants of categories, with the lines where it is written, and what is wrong with it.
 * Filled by cmd/category_csv, cmd/category_json and cmd/category_text; bounded, whatever the input. */
#ifndef WS_CMD_CATEGORY_LIST_H
#define WS_CMD_CATEGORY_LIST_H

#include "op/categories.h"

enum { CATEGORY_CELL_MOST = 65536, CATEGORY_FILE_MOST = 16 << 20, CATEGORY_MISTAKES_MOST = 1000 };

struct category_mistake {
    size_t line;  /* from 1 */
    char *column; /* its name; NULL: the whole line */
    char *text;   /* translated; may quote data */
};

struct category_list {
    struct category_want *wants; /* their strings are the list's */
    size_t *lines;               /* of each want */
    size_t count, cap, line_cap;
    struct category_mistake *mistakes; /* by line after category_list_plan */
    size_t mistake_count, mistake_cap;
};

/* Returns the new want; it stays where it is until the next is added. */
struct category_want *category_list_add(struct category_list *l, size_t line);
/* Drops the want that was added last. */
void category_list_drop(struct category_list *l);
/* Sets a cell of a want to a copy of `text`; a `field` of CATEGORY_ID sets the id. False, with a mistake noted, when
 * the id is no number. */
bool category_list_set(struct category_list *l, size_t want, int field, const char *text);
/* Takes `text` over; `column` may be NULL. */
void category_list_mistake(struct category_list *l, size_t line, const char *column, char *text);
bool category_list_is_full(const struct category_list *l); /* so many mistakes that nobody reads on */
void category_list_free(struct category_list *l);

/* Plans what the list wants. When it has mistakes, or the operation finds some, all of them are in the list, by line,
 * and there is no plan: WS_DATA, whose text names `place` and each with its line and column. `args` says the rest. */
struct plan *category_list_plan(struct session *s, struct category_list *l, const struct op_categories *args,
                                const char *place, struct err *err);

#endif
