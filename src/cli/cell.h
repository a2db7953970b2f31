/* One cell as text: for people (translated, times in the viewer's zone), for files, for JSON. */
#ifndef WS_CLI_CELL_H
#define WS_CLI_CELL_H

#include "base/buf.h"
#include "cmd/cmd.h"

/* Raw text for the caller to gate and free; NULL cells are empty. Times are in the viewer's zone. */
char *cell_for_people(const struct cmd_column *column, const struct value *cell, const struct session *s);
/* The column's heading; over times with the zone's name. */
char *cell_heading(const struct cmd_column *column, const struct session *s);

/* Safe as it stands. TSV: one line without tabs; CSV: quoted where needed, and so that no spreadsheet runs it, as in
 * CELL_TSV_SAFE. */
enum cell_form { CELL_TSV, CELL_TSV_SAFE, CELL_CSV };
void cell_add_for_file(struct buf *out, const struct cmd_column *column, const struct value *cell, enum cell_form form);
/* Workshops' times have a second column in files: local time with offset and zone. */
bool cell_has_local_time(const struct cmd_column *column);
void cell_add_local_time(struct buf *out, const struct value *cell, const struct session *s);

/* A JSON value; characters that the gate stops are written as \u escapes, so that nothing is lost and nothing acts. */
void cell_add_json(struct buf *out, const struct cmd_column *column, const struct value *cell);

#endif
