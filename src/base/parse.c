/* Strict reading of small things: see parse.h. */
#include "base/parse.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>

bool parse_int(const char *text, int64_t min, int64_t max, int64_t *value) {
    const char *digits = *text == '-' ? text + 1 : text;
    if (!isdigit((unsigned char)*digits)) return false;
    char *end;
    errno = 0;
    long long n = strtoll(text, &end, 10);
    if (errno || *end || n < min || n > max) return false;
    *value = n;
    return true;
}

bool parse_bool(const char *text, bool *value) {
    static const char *const words[][2] = {{"1", "0"}, {"yes", "no"}, {"true", "false"}, {"on", "off"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (int no = 0; no < 2; no++)
            if (!strcasecmp(text, words[i][no])) {
                *value = no == 0;
                return true;
            }
    return false;
}
