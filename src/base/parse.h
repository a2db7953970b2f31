/* Strict reading of small things from text: the whole text must fit, else false and nothing is written. */
#ifndef WS_BASE_PARSE_H
#define WS_BASE_PARSE_H

#include <stdbool.h>
#include <stdint.h>

bool parse_int(const char *text, int64_t min, int64_t max, int64_t *value) __attribute__((nonnull));
bool parse_bool(const char *text, bool *value) __attribute__((nonnull)); /* 1 0 yes no true false on off */

#endif
