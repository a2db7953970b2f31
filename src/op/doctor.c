/* The checks in their order, and how they answer: see doctor.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/doctor_private.h"

enum { ER_NO_SUCH_TABLE = 1146 };

const char *const doctor_state_words[DOCTOR_STATES] = {N_("ok"), N_("warning"), N_("wrong")};

void doctor_say(struct doctor *d, const char *check, enum doctor_state state, const char *todo, const char *format,
                ...) {
    va_list args;
    if (d->ended) return;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *what = mem_alloc((size_t)len + 1);
    va_start(args, format);
    vsnprintf(what, (size_t)len + 1, format, args);
    va_end(args);
    d->wrong += state == DOCTOR_WRONG;
    d->ended = !d->each(d->arg, &(struct doctor_row){check, state, what, todo}, d->err);
    free(what);
}

void doctor_say_error(struct doctor *d, const char *check, enum doctor_state state, struct err *why) {
    if (!d->ended && conn_is_lost(d->session->conn)) {
        d->ended = true;
        err_move(d->err, why);
    }
    if (why->server_errno != ER_NO_SUCH_TABLE) doctor_say(d, check, state, why->hint, "%s", why->text);
    err_free(why);
}

bool doctor_read(struct doctor *d, const char *check, const struct sql *q, struct rows *out) {
    struct err why = {0};
    if (!d->ended && conn_query(d->session->conn, q, out, &why)) return true;
    if (why.text) doctor_say_error(d, check, DOCTOR_WRONG, &why);
    return false;
}

bool doctor_run(struct session *s, doctor_each *each, void *arg, size_t *wrong, struct err *err) {
    static void (*const checks[])(struct doctor *) = {
        doctor_check_server,       doctor_check_settings, doctor_check_clock,   doctor_check_schema,
        doctor_check_rights,       doctor_check_actor,    doctor_check_zones,   doctor_check_terminal,
        doctor_check_series_zones, doctor_check_counts,   doctor_check_overdue, doctor_check_doubles,
        doctor_check_agora,
    };
    struct doctor d = {.session = s, .each = each, .arg = arg, .err = err};
    for (size_t i = 0; !d.ended && i < sizeof checks / sizeof *checks; i++) checks[i](&d);
    *wrong = d.wrong;
    return !d.ended;
}
