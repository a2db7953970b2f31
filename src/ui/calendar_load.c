/* Reading of the calendar, and its keys: see calendar_load.h. */
#include "ui/calendar_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "recur/instant.h"
#include "ui/find.h"
#include "ui/go.h"
#include "ui/pane_load.h"
#include "ui/state.h"

enum {
    ROWS_MOST = 5000,  /* beyond, days are shown as not known */
    ROWS_TIMED = 2000, /* more are read again only when asked for */
    PAGE = 500
};

struct calendar_job {
    struct job job;
    struct pane_query query;
    struct list_key begin;
    char until[CLOCK_DB_SIZE];
    int64_t from, to; /* days */
    struct row **rows;
    size_t count;
    bool cut; /* there were more than ROWS_MOST */
    bool filter_wrong;
    int64_t server_now;
};

static void forget_rows(struct calendar_job *j) {
    for (size_t i = 0; i < j->count; i++) free(j->rows[i]);
    free(j->rows);
    j->rows = NULL;
    j->count = 0;
}

/* In time order, all statuses side by side, in slices where a filter is at work. */
static bool read_rows(struct session *s, struct calendar_job *j, struct list_request *r, struct list_key *from,
                      struct err *err) {
    struct list_page page = {0};
    bool ok = true, more = true;
    r->sorted = true;
    r->sort = WORKSHOP_SCHEDULED_AT;
    r->descending = false;
    r->from = from;
    r->until = j->until;
    r->limit = PAGE;
    while (ok && more && j->count < ROWS_MOST) {
        if (atomic_load(&j->job.cancelled)) ok = err_set(err, WS_CANCELLED, "%s", _("stopped"));
        ok = ok && list_read(s->conn, r, &page, err);
        if (!ok) break;
        j->rows = mem_resize(j->rows, j->count + page.rows.count + 1, sizeof(struct row *));
        for (size_t i = 0; i < page.rows.count; i++) j->rows[j->count++] = row_copy(&page.rows, i, &page.keys[i]);
        more = page.more;
        *from = page.reached;
    }
    j->cut = ok && more;
    list_page_free(&page);
    return ok;
}

static bool calendar_run(struct session *s, struct job *job, struct err *err) {
    struct calendar_job *j = (struct calendar_job *)job;
    struct pane_request r = {0};
    struct list_key from = j->begin;
    forget_rows(j); /* of a try before the connection was lost */
    bool understood = pane_request_make(s, &j->query, &r, err);
    j->filter_wrong = !understood && (err->code == WS_USAGE || err->code == WS_DATA);
    bool ok = understood && read_rows(s, j, &r.request, &from, err) &&
              pane_look_up(s, PANE_WORKSHOPS, j->rows, j->count, err) && conn_now(s->conn, &j->server_now, err);
    pane_request_free(&r);
    return ok;
}

static void take_rows(struct calendar *cal, struct calendar_job *j) {
    calendar_forget(cal);
    cal->stale = false;
    cal->from = j->from;
    cal->to = j->to;
    cal->rows = j->rows;
    cal->count = j->count;
    cal->times = mem_zero(j->count + 1, sizeof *cal->times);
    for (size_t i = 0; i < j->count; i++) row_time(cal->rows[i], WORKSHOP_SCHEDULED_AT, &cal->times[i]);
    cal->complete_to = j->cut && j->count ? cal->times[j->count - 1] : INT64_MAX;
    j->rows = NULL;
    j->count = 0;
}

static void calendar_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct calendar_job *j = (struct calendar_job *)job;
    struct pane *p = &c->panes[PANE_WORKSHOPS];
    p->loading = false;
    c->dirty = true;
    p->filter_wrong = !job->ok && j->filter_wrong;
    free(p->problem);
    p->problem = job->ok ? NULL : mem_dup(job->err.text ? job->err.text : "");
    if (!job->ok) {
        calendar_forget(&c->calendar);
        c->calendar.stale = false; /* until it is asked for, or its time has come */
        c->calendar.from = j->from;
        c->calendar.to = j->to;
        c->calendar.complete_to = INT64_MIN;
        if (!p->filter_wrong) console_say_error(c, &job->err);
        return;
    }
    take_rows(&c->calendar, j);
    p->costly = c->calendar.count > ROWS_TIMED;
    p->loaded_at = clock_monotonic_ms();
    c->clock_skew = j->server_now * 1000 - p->loaded_at;
    calendar_fetch(c); /* the cursor may be elsewhere by now */
}

static void calendar_free(struct job *job) {
    struct calendar_job *j = (struct calendar_job *)job;
    forget_rows(j);
    pane_query_free(&j->query);
    free(j);
}

void calendar_fetch(struct console *c) {
    struct calendar *cal = &c->calendar;
    struct pane *p = &c->panes[PANE_WORKSHOPS];
    int64_t from, to;
    calendar_range(cal, &from, &to);
    if (c->closed || p->loading || (!cal->stale && cal->from == from && cal->to == to)) return;
    struct calendar_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){.lane = JOB_READ,
                          .slot = SLOT_PAGE + PANE_WORKSHOPS,
                          .repeat = true,
                          .run = calendar_run,
                          .done = calendar_done,
                          .free_job = calendar_free};
    j->from = from;
    j->to = to;
    clock_format_db(calendar_day_start(c->scene.zone, from), j->begin.sort);
    clock_format_db(calendar_day_start(c->scene.zone, to), j->until);
    pane_query_make(c, p, &j->query);
    p->loading = true;
    jobs_submit(c->jobs, &j->job);
}

/* The day that the list's cursor is on, else today. */
static void go_to_list_day(struct console *c) {
    const struct row *row = window_row(&c->panes[PANE_WORKSHOPS].window);
    int64_t at = c->scene.now;
    if (row) row_time(row, WORKSHOP_SCHEDULED_AT, &at);
    calendar_go(&c->calendar, c->scene.zone, at);
}

void calendar_show(struct console *c, enum picture picture) {
    struct pane *p = &c->panes[PANE_WORKSHOPS];
    if (picture == c->calendar.picture) return;
    if (c->calendar.picture == PICTURE_LIST) {
        go_to_list_day(c);
        if (p->only_marked) window_open_at(&p->window, NULL, ROW_ALL);
        p->only_marked = p->range = p->window.hold = false;
    }
    c->calendar.picture = picture;
    p->pictured = picture != PICTURE_LIST;
    c->dirty = true;
    jobs_forget(c->jobs, SLOT_PAGE + PANE_WORKSHOPS);
    p->loading = p->costly = false;
    pane_refresh(c, p, true);
    go_follow(c);
}

void calendar_view(struct console *c, const char *which) {
    static const char *const words[PICTURES] = {"list", "month", "week"};
    enum picture picture = c->calendar.picture;
    if (!strcmp(which, "next")) picture = (picture + 1) % PICTURES;
    for (int i = 0; i < PICTURES; i++)
        if (!strcmp(which, words[i])) picture = (enum picture)i;
    go_focus(c, PANE_WORKSHOPS);
    calendar_show(c, picture);
}

void calendar_day(struct console *c, const char *how) {
    struct calendar *cal = &c->calendar;
    struct err err = {0};
    int64_t at = c->scene.now;
    if (cal->picture == PICTURE_LIST || c->focus != PANE_WORKSHOPS) {
        go_focus(c, PANE_WORKSHOPS);
        calendar_show(c, PICTURE_MONTH);
    }
    if (look_is_plain() && cal->picture == PICTURE_MONTH) /* its lines are days */
        how = !strcmp(how, "down") ? "next" : !strcmp(how, "up") ? "previous" : how;
    if (calendar_move(cal, c->scene.zone, how)) {
        /* done */
    } else if (!strcmp(how, "today") || instant_parse(how, c->scene.zone, &at, &err)) {
        calendar_go(cal, c->scene.zone, at);
    } else {
        console_say_error(c, &err);
    }
    err_free(&err);
    c->dirty = true;
    calendar_fetch(c);
}

void calendar_enter(struct console *c) {
    const struct calendar *cal = &c->calendar;
    struct calendar_hour hour;
    size_t count = 0, i = 0;
    if (calendar_cursor_hour(cal, c->scene.zone, &hour)) i = calendar_find(cal, c->scene.zone, cal->day, &hour, &count);
    int64_t from = calendar_day_start(c->scene.zone, cal->day);
    if (count == 0)
        while (i < cal->count && cal->times[i] < from) i++;
    if (i == cal->count) {
        console_say(c, ROLE_PLAIN, "%s", _("no workshop on that day, nor later in this picture"));
        return;
    }
    int64_t id = cal->rows[i]->id;
    go_below(c, PANE_WORKSHOPS); /* Backspace leads to the picture again */
    calendar_show(c, PICTURE_LIST);
    find_within(c, id);
}
