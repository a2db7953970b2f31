/* The language of filters, the same for `list` and the console: FIELD:VALUE and free words. */
#ifndef WS_CMD_FILTER_H
#define WS_CMD_FILTER_H

#include "db/list.h"

struct session;

/* Adds the conditions of `words` to the request; free words are joined into *text, which the request then points to.
 * filter_free releases both. `view:past` chooses the view of workshops; an empty value means "has none": `category:`.
 * E-mail addresses are a field for admins only. WS_USAGE or WS_DATA names the word at fault, and nothing is left to
 * free. */
bool filter_parse(struct session *s, char *const *words, size_t count, struct list_request *request, char **text,
                  struct err *err);
void filter_free(struct list_request *request, char *text);

#endif
