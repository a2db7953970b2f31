/* Which workshop stands for which date: see series_match.h. */
#include "op/series_match.h"

#include <stdlib.h>

#include "base/mem.h"

static int64_t distance(int64_t a, int64_t b) { return a > b ? a - b : b - a; }

/* The place of the first date that is not before `at`. */
static size_t first_from(const int64_t *dates, size_t count, int64_t at) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (dates[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void take(struct series_match *row, int64_t date, bool *taken) {
    row->matched = true;
    row->date = date;
    *taken = true;
}

static void take_exact(struct series_match *rows, size_t count, const int64_t *dates, size_t date_count, bool *taken) {
    for (size_t i = 0; i < count; i++) {
        size_t k = first_from(dates, date_count, rows[i].at);
        rows[i].matched = false;
        if (k < date_count && dates[k] == rows[i].at && !taken[k]) take(&rows[i], dates[k], &taken[k]);
    }
}

/* Is a later workshop, without a date so far, nearer to this one? */
static bool is_wanted(const struct series_match *rows, size_t count, size_t i, int64_t date) {
    int64_t mine = distance(rows[i].at, date);
    for (size_t k = i + 1; k < count && rows[k].at < date + mine; k++)
        if (!rows[k].matched && !rows[k].stays && distance(rows[k].at, date) < mine) return true;
    return false;
}

void series_match(struct series_match *rows, size_t count, const int64_t *dates, size_t date_count, bool *taken,
                  int64_t half) {
    bool *own = taken ? NULL : mem_zero(date_count + 1, sizeof *own), *used = taken ? taken : own;
    take_exact(rows, count, dates, date_count, used);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].matched || rows[i].stays) continue;
        size_t best = date_count;
        for (size_t k = first_from(dates, date_count, rows[i].at - half + 1);
             k < date_count && dates[k] < rows[i].at + half; k++) {
            if (used[k] || (best < date_count && distance(dates[k], rows[i].at) >= distance(dates[best], rows[i].at)))
                continue;
            if (!is_wanted(rows, count, i, dates[k])) best = k;
        }
        if (best < date_count) take(&rows[i], dates[best], &used[best]);
    }
    free(own);
}
