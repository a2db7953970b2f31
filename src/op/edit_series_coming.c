/* What becomes of the coming workshops of a series that changes: they stay as they are, which the plan says. See
 * edit_series_coming in edit_private.h. */
#include "base/i18n.h"
#include "base/mem.h"
#include "op/edit_private.h"

static void note_coming(void *plan, const struct rows *r, size_t i) {
    const struct plan *p = plan;
    long long n = rows_int(r, i, 1);
    for (size_t k = 0; k < p->row_count; k++)
        if (p->rows[k].id == rows_int(r, i, 0))
            plan_row_note(
                &p->rows[k],
                mem_format(P_("%lld coming workshop stays as it is", "%lld coming workshops stay as they are", n), n));
}

bool edit_series_coming(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    return ids_query(s->conn,
                     "SELECT w.series_id, COUNT(*) FROM workshops w WHERE w.status = 'scheduled' AND w.series_id",
                     &e->ids, "GROUP BY w.series_id", note_coming, p, err);
}
