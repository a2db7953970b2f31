/* Categories as text to be edited (SPEC section 5): one a line, `id | on | slug | name | description`. Pure. */
#ifndef WS_CMD_CATEGORY_TEXT_H
#define WS_CMD_CATEGORY_TEXT_H

#include "base/buf.h"
#include "cmd/category_list.h"

/* Adds the rows of categories_read, aligned, below the rules of the format as comments. `ids`: only these, NULL: all.
 */
void category_text_write(const struct rows *rows, const int64_t *ids, size_t count, struct buf *out);

/* What the edited text wants, given the text that was written: a cell that reads as it did there is left alone.
 * *order: the lines stand in another order now. What is wrong are mistakes of the list. Neither text holds a NUL. */
void category_text_parse(const char *text, const char *before, struct category_list *out, bool *order);

/* Adds `text` with each mistake as a comment above its line, in place of those of an earlier time. Returns the number
 * of the first such line in the new text, 0 when there is none. */
size_t category_text_mark(const char *text, const struct category_list *mistakes, struct buf *out);

/* WS_CHANGED when a value that the plan replaces was another one when the text was written: somebody else's is not
 * overwritten unseen. */
bool category_text_check(const char *before, const struct plan *p, struct err *err);

#endif
