/* Names that begin as typed, for references in forms: usernames, slugs. */
#ifndef WS_DB_SUGGEST_H
#define WS_DB_SUGGEST_H

#include "db/conn.h"
#include "model/entity.h"

enum { SUGGEST_MOST = 8 };

/* One column, the names in their order. Entities that are named by their id alone have none. */
bool suggest_names(struct conn *c, enum entity_kind kind, const char *typed, struct rows *out, struct err *err);

#endif
