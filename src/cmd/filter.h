/* The language of filters, the same for `list` and the console: FIELD:VALUE and free words. */
#ifndef WS_CMD_FILTER_H
#define WS_CMD_FILTER_H

#include "db/list.h"

struct session;

/* Adds the conditions of `words` to the request; free words are joined into *text, which the request then points to.
 * filter_free releases both. `view:past` chooses the view of workshops; an empty value means "has none": `category:`;
 * `attention` alone means the rows that want it (list.h).
 * E-mail addresses are a field for admins only. WS_USAGE or WS_DATA names the word at fault, and nothing is left to
 * free. */
bool filter_parse(struct session *s, char *const *words, size_t count, struct list_request *request, char **text,
                  struct err *err);
/* The same for a line as it is typed: words parted by blanks; in "…" a blank is part of the word, and an open quotation
 * mark reaches to the end. */
bool filter_parse_line(struct session *s, const char *line, struct list_request *request, char **text, struct err *err);
/* Can one word stand in a filter? What can be said without the database, as of filter_parse. */
bool filter_check(enum entity_kind kind, const char *word, struct err *err);
void filter_free(struct list_request *request, char *text);

/* Sorts the request by a field, written as in a filter; a hyphen in front turns the order round. WS_USAGE: there is no
 * such field, or the list cannot be sorted by it (list_can_sort). */
bool filter_sort(const struct session *s, const char *word, struct list_request *request, struct err *err);

/* Is there such a field? What can be said without the list, as of filter_sort. */
bool filter_check_sort(enum entity_kind kind, const char *word, struct err *err);

/* The row that a line stands for by itself: #1234, or a link to the platform whose path names an entity's rows and ends
 * with a number. `usual` is the entity of a number alone. False: the line is a filter. */
bool filter_is_jump(const char *line, enum entity_kind usual, enum entity_kind *kind, int64_t *id);

#endif
