/* See collect.h. */
#include "ui/collect.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/pane_load.h"
#include "ui/state.h"

enum { MARKS_MOST = 2000, PAGE = 500 };

struct collect_job {
    struct job job;
    enum pane_id pane;
    bool invert, too_many;
    struct pane_query query;
    struct row **rows;
    size_t count, cap;
};

static void forget_rows(struct collect_job *j) {
    for (size_t i = 0; i < j->count; i++) free(j->rows[i]);
    j->count = 0;
}

static bool collect_run(struct session *s, struct job *job, struct err *err) {
    struct collect_job *j = (struct collect_job *)job;
    struct pane_request filtered;
    struct list_request *r = &filtered.request;
    struct list_page page = {0};
    struct list_key from;
    bool ok = pane_request_make(s, &j->query, &filtered, err);
    forget_rows(j);
    r->limit = PAGE;
    do {
        if (ok && atomic_load(&job->cancelled)) ok = err_set(err, WS_CANCELLED, "%s", _("stopped"));
        ok = ok && list_read(s->conn, r, &page, err);
        for (size_t i = 0; ok && i < page.rows.count; i++) {
            j->rows = mem_grow(j->rows, &j->cap, j->count + 1, sizeof(struct row *));
            j->rows[j->count++] = row_copy(&page.rows, i, &page.keys[i]);
        }
        from = page.reached;
        r->from = &from;
        j->too_many = j->count > MARKS_MOST;
    } while (ok && page.more && !j->too_many);
    list_page_free(&page);
    pane_request_free(&filtered);
    return ok;
}

static void collect_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct collect_job *j = (struct collect_job *)job;
    struct pane *p = &c->panes[j->pane];
    c->dirty = true;
    if (!job->ok) {
        console_say_error(c, &job->err);
        return;
    }
    if (j->too_many) {
        console_say(
            c, ROLE_ERROR,
            P_("more than %d row: narrow the list first", "more than %d rows: narrow the list first", MARKS_MOST),
            MARKS_MOST);
        return;
    }
    for (size_t i = 0; i < j->count; i++)
        marks_set(&p->marks, j->rows[i], !j->invert || !marks_has(&p->marks, j->rows[i]->id));
}

static void collect_free(struct job *job) {
    struct collect_job *j = (struct collect_job *)job;
    forget_rows(j);
    pane_query_free(&j->query);
    free(j->rows);
    free(j);
}

void collect_marks(struct console *c, struct pane *p, bool invert) {
    if (pane_is_lower(p->id) && p->owner == 0) return;
    struct collect_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){.lane = JOB_READ,
                          .slot = SLOT_COLLECT,
                          .repeat = true,
                          .run = collect_run,
                          .done = collect_done,
                          .free_job = collect_free};
    j->pane = p->id;
    j->invert = invert;
    pane_query_make(c, p, &j->query);
    jobs_submit(c->jobs, &j->job);
}
