/* What is right, what is wrong, and what to do: the checks of the word doctor (SPEC section 10). They only read. */
#ifndef WS_OP_DOCTOR_H
#define WS_OP_DOCTOR_H

#include "op/session.h"

enum doctor_state { DOCTOR_OK, DOCTOR_WARNING, DOCTOR_WRONG, DOCTOR_STATES };
extern const char *const doctor_state_words[DOCTOR_STATES]; /* "ok", "warning", "wrong" */

struct doctor_row {
    const char *check; /* static: "server", "schema"… */
    enum doctor_state state;
    const char *what; /* raw, translated */
    const char *todo; /* raw, translated: NULL when there is nothing to do */
};
typedef bool doctor_each(void *arg, const struct doctor_row *row, struct err *err);

/* Makes all checks and gives each answer to `each`. A check that cannot be made is an answer too; false when the
 * connection is lost or `each` fails. *wrong counts the answers that are. */
bool doctor_run(struct session *s, doctor_each *each, void *arg, size_t *wrong, struct err *err);

#endif
