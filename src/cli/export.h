/* The words whose rows go to a file (CMD_EXPORTS): what the command line and the console share. Rows stream: however
 * many there are, memory stays the same. */
#ifndef WS_CLI_EXPORT_H
#define WS_CLI_EXPORT_H

#include "cli/output.h"

/* Told now and then how many rows there are; false stops it (*err says why). */
struct export_watch {
    bool (*rows)(void *arg, int64_t rows, struct err *err);
    void *arg;
};

/* Where the call wants its rows: --output, else FILE; NULL: it does not say. */
const char *export_path(const struct cmd_call *call);
/* What the ending of the file's name says; TSV when it has none, or `path` is NULL. WS_USAGE for another ending. */
bool export_form(const char *path, enum output_form *form, struct err *err);
/* Writes the rows; *rows is how many. `watch` may be NULL. */
bool export_write(struct session *s, const struct cmd_call *call, FILE *file, enum output_form form,
                  const struct export_watch *watch, int64_t *rows, struct err *err);
/* "1200 rows, 85 a second" since `began` (clock_monotonic_ms); the caller frees it. */
char *export_progress(int64_t rows, int64_t began);

#endif
