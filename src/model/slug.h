/* Slugs of categories: the part of the site's addresses that names one (SPEC section 5, the platform's rule). */
#ifndef WS_MODEL_SLUG_H
#define WS_MODEL_SLUG_H

#include <stdbool.h>

#include "base/buf.h"

enum { SLUG_MOST = 100 }; /* characters */

/* Adds the slug of a name: lower case, all but word characters (ASCII letters and digits, _), blanks and hyphens
 * dropped, blanks and _ as hyphens, none doubled or outer, at most SLUG_MOST characters. Where that leaves nothing,
 * Greek and Cyrillic are written in Latin letters first. False, with nothing added, when there is still nothing: then
 * the slug is to be asked for. */
bool slug_add(struct buf *out, const char *name);

/* Is this text its own slug? */
bool slug_is_proper(const char *text);

#endif
