/* "Did you mean …?": the known name that is nearest to a mistyped one. */
#ifndef WS_BASE_NEAREST_H
#define WS_BASE_NEAREST_H

#include <stddef.h>

/* The name within a third of its letters of edits (at least one), or of which `word` is a beginning; NULL when none is
 * near. `name_at` gives the names of `table` in turn, then NULL. */
const char *nearest_name(const char *word, const void *table, const char *(*name_at)(const void *table, size_t i));

#endif
