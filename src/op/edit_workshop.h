/* What the two files about editing workshops share. */
#ifndef WS_OP_EDIT_WORKSHOP_H
#define WS_OP_EDIT_WORKSHOP_H

#include "op/edit_private.h"

/* A live one stays; one that holds something of its people goes only when its id was typed. */
bool edit_workshop_check_delete(struct session *s, struct edit *e, struct plan *p, struct err *err);

#endif
