/* Files of categories (SPEC section 5): CSV and TSV with a line of column names, JSON as an array of objects. What
 * `categories export` writes comes back unchanged. Used by `categories import`. */
#ifndef WS_CMD_CATEGORY_FILE_H
#define WS_CMD_CATEGORY_FILE_H

#include "cmd/category_list.h"

enum category_form { CATEGORY_CSV, CATEGORY_TSV, CATEGORY_JSON };

/* By the name's ending; WS_USAGE on another one. */
bool category_form_of(const char *path, enum category_form *form, struct err *err);
/* Reads the file into an empty list. What is wrong in it are mistakes of the list; false only when it cannot be read,
 * or is too long to be a list of categories (WS_DATA). */
bool category_file_read(const char *path, enum category_form form, struct category_list *out, struct err *err);

/* A text file as it is, without NULs. */
bool category_text_load(const char *path, struct buf *out, struct err *err);

/* The parts, for tests: `text` holds no NUL but may hold anything else. */
void category_csv_parse(const char *text, size_t len, bool tabs, struct category_list *out);
void category_json_parse(const char *text, size_t len, struct category_list *out);

/* The column of this name: a field, CATEGORY_CELLS for one that is known but not imported, -1 for none. */
int category_column(const char *name);
char *category_columns_hint(const char *name); /* translated: that there is no such column, and which there are */

#endif
