/* Where a reading word's rows go on the command line: an aligned table or one field a line for a terminal, TSV, CSV or
 * JSON for programs, plain lines for words that make a text. Everything is written through the gate. */
#ifndef WS_CLI_OUTPUT_H
#define WS_CLI_OUTPUT_H

#include <stdio.h>

#include "cmd/cmd.h"

enum output_form { OUTPUT_TABLE, OUTPUT_RECORD, OUTPUT_TSV, OUTPUT_CSV, OUTPUT_JSON, OUTPUT_TEXT };

struct output;

/* `s` gives the viewer's zone. The struct cmd_output stays the output's. */
struct output *output_new(FILE *file, enum output_form form, const struct session *s);
struct cmd_output *output_target(struct output *o);
void output_make_safe(struct output *o); /* for exports: no spreadsheet runs a cell of TSV either */
/* Writes what is still held back and the end of the form. WS_FILE when something could not be written. */
bool output_finish(struct output *o, struct err *err);
void output_free(struct output *o);

#endif
