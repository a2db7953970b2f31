/* The nearest known name: see nearest.h. The distance is the least number of bytes to insert, delete, change or swap
 * with a neighbour; a third of the word's length, and one at least, is still near. */
#include "base/nearest.h"

#include <string.h>

enum { LONGEST = 40 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static size_t nearest_distance(const char *a, size_t m, const char *b, size_t n) {
    size_t d[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= m; i++) d[i][0] = i;
    for (size_t j = 0; j <= n; j++) d[0][j] = j;
    for (size_t i = 1; i <= m; i++)
        for (size_t j = 1; j <= n; j++) {
            d[i][j] = least(d[i - 1][j - 1] + (a[i - 1] != b[j - 1]), least(d[i - 1][j], d[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[m][n];
}

void nearest_start(struct nearest *n, const char *word) {
    size_t len = strlen(word);
    *n = (struct nearest){word, NULL, (len < 6 ? 1 : len / 3) + 1};
}

void nearest_offer(struct nearest *n, const char *candidate) {
    size_t len = strlen(n->word), other = strlen(candidate);
    if (len > LONGEST || other > LONGEST) return;
    size_t distance = nearest_distance(n->word, len, candidate, other);
    if (distance >= n->distance) return;
    n->distance = distance;
    n->best = candidate;
}
