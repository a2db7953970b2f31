/* Names for what is typed of a reference in a form: usernames, slugs, series and workshops as "#77 Night watch". */
#ifndef WS_DB_SUGGEST_H
#define WS_DB_SUGGEST_H

#include "db/conn.h"
#include "model/entity.h"

enum { SUGGEST_MOST = 8 };

/* One column, the names in their order. Of series the latest ones, of workshops those that are coming are searched, a
 * bounded number; any is found by its id ("77", "#77"). Other entities have none. */
bool suggest_names(struct conn *c, enum entity_kind kind, const char *typed, struct rows *out, struct err *err);

#endif
