/* JSON that is safe to print: what the gate would stop is written as \u escapes, so nothing is lost and nothing acts.
 */
#ifndef WS_BASE_JSON_H
#define WS_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* A string with its quotation marks. Bytes that are not UTF-8 become U+FFFD; outside a UTF-8 locale all but ASCII is
 * escaped. */
void json_add_string(struct buf *out, const char *s, size_t len);

/* Members of an object, elements of an array: a comma comes first where one is due. `name` NULL in arrays. */
void json_add_name(struct buf *out, const char *name);                   /* the value follows */
void json_add_text(struct buf *out, const char *name, const char *text); /* NULL: null */
void json_add_int(struct buf *out, const char *name, int64_t number);
void json_add_bool(struct buf *out, const char *name, bool value);

#endif
