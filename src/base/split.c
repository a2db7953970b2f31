/* Splitting a line into words: see split.h. */
#include "base/split.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

bool split_word(const char **at, struct buf *word, bool *open) {
    const char *p = *at + strspn(*at, " \t");
    char quote = 0;
    bool any = *p != '\0';
    for (; *p && (quote || !strchr(" \t", *p)); p++) {
        if (quote ? *p == quote : *p == '\'' || *p == '"')
            quote = quote ? 0 : *p;
        else if (*p == '\\' && quote != '\'' && p[1])
            buf_add_char(word, *++p);
        else
            buf_add_char(word, *p);
    }
    *open = quote != 0;
    *at = p;
    return any;
}

char **split_words(const char *line, size_t *count) {
    size_t cap = 0;
    bool open = false;
    struct buf word = {0};
    char **words = mem_grow(NULL, &cap, 1, sizeof *words);
    *count = 0;
    while (!open && split_word(&line, &word, &open)) {
        words = mem_grow(words, &cap, *count + 2, sizeof *words);
        words[(*count)++] = buf_steal(&word);
    }
    words[*count] = NULL;
    buf_free(&word);
    if (!open) return words;
    split_free(words);
    return NULL;
}

void split_free(char **words) {
    for (size_t i = 0; words && words[i]; i++) free(words[i]);
    free(words);
}
