/* "Did you mean …?": see nearest.h. */
#include "base/nearest.h"

#include <string.h>

enum { LONGEST = 40 };

static size_t least(size_t a, size_t b, size_t c) {
    size_t m = a < b ? a : b;
    return m < c ? m : c;
}

/* Levenshtein's distance of two short words. */
static size_t distance(const char *a, const char *b) {
    size_t row[LONGEST + 1], n = strnlen(b, LONGEST);
    for (size_t j = 0; j <= n; j++) row[j] = j;
    for (size_t i = 0; a[i] && i < LONGEST; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < n; j++) {
            size_t above = row[j + 1];
            row[j + 1] = least(above + 1, row[j] + 1, diagonal + (a[i] != b[j]));
            diagonal = above;
        }
    }
    return row[n];
}

const char *nearest_name(const char *word, const void *table, const char *(*name_at)(const void *table, size_t i)) {
    const char *best = NULL;
    size_t best_distance = LONGEST;
    word += strspn(word, "-");
    for (size_t i = 0;; i++) {
        const char *name = name_at(table, i);
        if (!name) return best;
        size_t d = strlen(word) >= 2 && !strncmp(name, word, strlen(word)) ? 1 : distance(word, name);
        size_t most = strlen(name) < 6 ? 1 : strlen(name) / 3;
        if (d <= most && d < best_distance) {
            best = name;
            best_distance = d;
        }
    }
}
