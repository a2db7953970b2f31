/* Splitting a line into words as a shell does, without any expansion: blanks part, '…', "…" and \ keep together. */
#ifndef WS_BASE_SPLIT_H
#define WS_BASE_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Adds the word at *at to `word` and moves on; false at the end. *open: a quotation mark is not closed. */
bool split_word(const char **at, struct buf *word, bool *open) __attribute__((nonnull));
/* All words, NULL at the end, for split_free; NULL when a quotation mark is not closed. */
char **split_words(const char *line, size_t *count) __attribute__((nonnull));
void split_free(char **words);

#endif
