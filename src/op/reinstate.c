/* Taking a cancellation back (SPEC section 4): see op.h. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/op.h"
#include "op/reinstating.h"

static void *copy_args(const void *args) {
    struct op_reinstate *copy = mem_alloc(sizeof *copy);
    *copy = *(const struct op_reinstate *)args;
    plan_args_own(&copy->ids, copy->count, &copy->reason, &copy->words);
    return copy;
}

static void free_args(void *args) {
    struct op_reinstate *a = args;
    plan_args_free(a->ids, a->reason, a->words);
    free(a);
}

static bool reinstate_fill(struct session *s, const struct op_reinstate *a, struct plan *p, struct err *err) {
    struct ids ids = {0};
    for (size_t i = 0; i < a->count; i++) ids_add(&ids, a->ids[i]);
    ids_sort(&ids);
    bool ok = reinstating_add(s, p->data, &ids, p, err);
    ids_free(&ids);
    return ok;
}

static const struct plan_operation reinstate_operation;

static struct plan *reinstate_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_reinstate *a = args;
    int64_t now;
    /* TRANSLATORS: the action that takes a cancellation back, in "reinstate needs a moderator" and in titles of plans
     */
    const char *verb = _("reinstate");
    if (!session_need(s, RIGHTS_MODERATOR, verb, err) || !conn_now(s->conn, &now, err)) return NULL;
    struct plan *p = plan_new(&reinstate_operation, args, workshops_title(verb, a->ids, a->count));
    p->data = reinstating_new(now, ((const struct op_reinstate *)p->args)->words);
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    if (!reinstate_fill(s, p->args, p, err)) {
        plan_free(p);
        return NULL;
    }
    plan_count(p);
    p->in_all =
        mem_format(P_("%lld workshop on again", "%lld workshops on again", p->to_change), (long long)p->to_change);
    p->undo = mem_dup(_("undo takes it back, but not the news."));
    return p;
}

static bool reinstate_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    return reinstating_write(s, p->data, result, err);
}

static const struct plan_operation reinstate_operation = {
    "reinstate", reinstate_make, reinstate_write, copy_args, free_args, reinstating_free,
};

struct plan *reinstate_plan(struct session *s, const struct op_reinstate *args, struct err *err) {
    return reinstate_make(s, args, 0, err);
}
