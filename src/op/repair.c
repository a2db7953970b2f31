/* Setting counts and channels right, as a plan: see repair.h. The ids that the shown plan found become its arguments,
 * so that applying looks at those alone and a fault that comes or goes meanwhile stops nothing. */
#include "op/repair.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/agora.h"
#include "op/seats.h"

struct repair {
    int64_t now;
    struct ids counts, channels;
};

static void *copy_args(const void *args) {
    struct op_repair *copy = mem_alloc(sizeof *copy);
    const char *no_words = NULL;
    *copy = *(const struct op_repair *)args;
    plan_args_own(&copy->ids, copy->ids ? copy->count : 0, &copy->reason, &no_words);
    return copy;
}

static void free_args(void *args) {
    struct op_repair *a = args;
    plan_args_free(a->ids, a->reason, NULL);
    free(a);
}

static void free_data(void *data) {
    struct repair *d = data;
    ids_free(&d->counts);
    ids_free(&d->channels);
    free(d);
}

static void add_count(struct repair *d, const struct repair_fault *f, struct plan_row *row) {
    char before[24], after[24];
    snprintf(before, sizeof before, "%" PRId64, f->count);
    snprintf(after, sizeof after, "%" PRId64, f->seats);
    plan_row_change(row, "attendee_count", before, after);
    ids_add(&d->counts, f->id);
}

static void add_channel(struct repair *d, const struct repair_fault *f, struct plan_row *row) {
    char *channel = agora_channel_of(f->id);
    plan_row_change(row, "agora_channel", f->channel, channel);
    ids_add(&d->channels, f->id);
    free(channel);
}

static void add_row(const struct op_repair *a, const struct repair_fault *f, struct plan *p) {
    bool count = a->counts && f->count_is_wrong, channel = a->channels && f->channel_is_missing;
    struct plan_row *row = plan_add_row(p, ENTITY_WORKSHOP, f->id, f->title);
    plan_row_saw(row, "status", f->status);
    plan_row_saw(row, "scheduled_at", f->scheduled_at);
    if (count) add_count(p->data, f, row);
    if (channel) add_channel(p->data, f, row);
    if (!count && !channel) plan_row_skip(row, false, mem_dup(_("is right by now")));
}

/* The plan's own arguments now name what was found. */
static void keep_ids(struct plan *p) {
    struct op_repair *own = p->args;
    int64_t *ids = mem_zero(p->row_count + 1, sizeof *ids);
    for (size_t i = 0; i < p->row_count; i++) ids[i] = p->rows[i].id;
    free((void *)own->ids);
    own->ids = ids;
    own->count = p->row_count;
}

/* The workshops with a fault of the wanted kind, not yet locked. */
static bool find(struct session *s, const struct op_repair *a, struct ids *out, struct err *err) {
    struct ids candidates = {0};
    struct repair_faults faults = {0};
    bool ok = repair_candidates(s, INT32_MAX, &candidates, err) && repair_read(s, &candidates, &faults, err);
    for (size_t i = 0; ok && i < faults.count; i++) {
        const struct repair_fault *f = &faults.items[i];
        if ((a->counts && f->count_is_wrong) || (a->channels && f->channel_is_missing)) ids_add(out, f->id);
    }
    repair_faults_free(&faults);
    ids_free(&candidates);
    return ok;
}

static bool repair_fill(struct session *s, const struct op_repair *a, struct plan *p, struct err *err) {
    struct ids ids = {0};
    struct repair_faults faults = {.keep_all = true};
    bool ok = a->ids || find(s, a, &ids, err);
    for (size_t i = 0; a->ids && i < a->count; i++) ids_add(&ids, a->ids[i]);
    ids_sort(&ids);
    ok = ok && (!s->locking || ids_lock(s->conn, "workshops", &ids, err)) && repair_read(s, &ids, &faults, err);
    for (size_t i = 0; ok && i < faults.count; i++) add_row(a, &faults.items[i], p);
    repair_faults_free(&faults);
    ids_free(&ids);
    return ok;
}

static const struct plan_operation repair_operation;

static struct plan *repair_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_repair *a = args;
    int64_t now;
    /* TRANSLATORS: the action, in "repair needs an admin" */
    if (!session_need(s, RIGHTS_ADMIN, _("repair"), err) || !conn_now(s->conn, &now, err)) return NULL;
    struct plan *p = plan_new(&repair_operation, args, mem_dup(_("repair")));
    struct repair *d = p->data = mem_zero(1, sizeof(struct repair));
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    d->now = now;
    if (!repair_fill(s, a, p, err)) {
        plan_free(p);
        return NULL;
    }
    plan_count(p);
    if (!a->ids) keep_ids(p);
    struct buf all = {0};
    buf_addf(&all, P_("%lu attendee count set right", "%lu attendee counts set right", d->counts.count),
             (unsigned long)d->counts.count);
    buf_addf(&all, P_(", %lu channel named", ", %lu channels named", d->channels.count),
             (unsigned long)d->channels.count);
    p->in_all = buf_steal(&all);
    return p;
}

static void fill_channels(struct sql *q, const void *arg) {
    sql_add(q, "UPDATE workshops SET agora_channel = CONCAT('workshop-', id), updated_at = ");
    sql_time(q, ((const struct repair *)arg)->now);
    sql_add(q, " WHERE id IN ");
}

static bool repair_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    const struct repair *d = p->data;
    result->rows_changed = p->to_change;
    return seats_count(s, &d->counts, d->now, err) && ids_update(s, fill_channels, d, &d->channels, NULL, err);
}

static const struct plan_operation repair_operation = {
    .name = "repair",
    .make = repair_make,
    .write = repair_write,
    .copy_args = copy_args,
    .free_args = free_args,
    .free_data = free_data,
};

struct plan *repair_plan(struct session *s, const struct op_repair *args, struct err *err) {
    return repair_make(s, args, 0, err);
}
