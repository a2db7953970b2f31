/* JSON that is safe to print: what the gate would stop is written as \u escapes, so nothing is lost and nothing acts.
 */
#ifndef WS_BASE_JSON_H
#define WS_BASE_JSON_H

#include "base/buf.h"

/* A string with its quotation marks. Bytes that are not UTF-8 become U+FFFD; outside a UTF-8 locale all but ASCII is
 * escaped. */
void json_add_string(struct buf *out, const char *s, size_t len);

#endif
