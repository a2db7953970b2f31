/* Fetching of lists: jobs that read a page or count, and what their answers do. See pane.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/attention.h"
#include "ui/calendar_load.h"
#include "ui/draft.h"
#include "ui/pane_load.h"
#include "ui/state.h"

enum {
    COUNT_MOST = 100000, /* beyond, "100000+" says enough, and counting on would keep others waiting */
    SLICES_MOST = 500,   /* of a list that is read again because it was asked for */
    SLICES_TIMED = 20    /* … because its time has come */
};

struct page_job {
    struct job job;
    enum pane_id pane;
    enum window_fetch fetch;
    struct pane_query query;
    struct list_key from;
    int64_t *marked;
    size_t marked_count;
    bool only_marked;  /* the marked rows instead of the list */
    struct rows shown; /* ids of the marked rows that are in the list */
    bool filter_wrong; /* what failed is the filter, not the reading */
    int slices_most;
    bool given_up; /* it took more slices than that: there is no answer */
    struct window_page page;
    int64_t server_now;
};

/* Sets the bits of the rows whose `field` names a row that wants attention. */
static bool look_up(struct session *s, struct row **rows, size_t count, int field, enum entity_kind kind,
                    unsigned (*bits_of)(const struct row *), struct err *err) {
    if (field < 0 || count == 0) return true;
    int64_t *ids = mem_zero(count, sizeof *ids);
    size_t id_count = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t id = row_int(rows[i], field);
        bool known = id == 0;
        for (size_t k = 0; k < id_count && !known; k++) known = ids[k] == id;
        if (!known) ids[id_count++] = id;
    }
    struct rows found = {0};
    bool ok = list_get(s->conn, kind, ids, id_count, &found, err);
    for (size_t k = 0; ok && k < found.count; k++) {
        struct row *other = row_copy(&found, k, NULL);
        unsigned bits = bits_of(other);
        for (size_t i = 0; bits && i < count; i++)
            if (row_int(rows[i], field) == other->id) rows[i]->attention |= bits;
        free(other);
    }
    rows_free(&found);
    free(ids);
    return ok;
}

bool pane_look_up(struct session *s, enum pane_id pane, struct row **rows, size_t count, struct err *err) {
    const struct pane_type *type = &pane_types[pane];
    return look_up(s, rows, count, type->host_field, ENTITY_USER, attention_of_host, err) &&
           look_up(s, rows, count, type->category_field, ENTITY_CATEGORY, attention_of_category, err);
}

static void take_rows(struct window_page *page, const struct rows *rows, const struct list_key *keys) {
    page->rows = mem_resize(page->rows, page->count + rows->count + 1, sizeof(struct row *));
    for (size_t i = 0; i < rows->count; i++) page->rows[page->count++] = row_copy(rows, i, keys ? &keys[i] : NULL);
}

/* A page of the list. What is read again is read in one piece, though not beyond slices_most, so that rows do not go
 * and come back; anything else is painted slice by slice. */
static bool read_list(struct session *s, struct page_job *j, const struct list_request *request, struct err *err) {
    struct list_request r = *request;
    struct list_page part = {0};
    struct list_key from;
    bool ok = true, more = true;
    for (int slice = 0; ok && more; slice++) {
        j->given_up = slice == j->slices_most;
        if (j->given_up) break;
        ok = list_read(s->conn, &r, &part, err);
        if (!ok) break;
        take_rows(&j->page, &part.rows, part.keys);
        j->page.more = part.more;
        if (part.more) j->page.reached = from = part.reached;
        more = part.more && j->fetch == FETCH_AGAIN && part.rows.count < r.limit && !atomic_load(&j->job.cancelled);
        r.limit -= part.rows.count;
        r.from = &from;
        r.inclusive = false;
    }
    list_page_free(&part);
    return ok;
}

static void forget_page(struct page_job *j) {
    for (size_t i = 0; i < j->page.count; i++) free(j->page.rows[i]);
    free(j->page.rows);
    j->page = (struct window_page){0};
}

/* The list as it is filtered, and which of the marked rows are in it. */
static bool read_filtered(struct session *s, struct page_job *j, struct err *err) {
    struct pane_request r = {0};
    rows_free(&j->shown);
    bool understood = pane_request_make(s, &j->query, &r, err);
    j->filter_wrong = !understood && (err->code == WS_USAGE || err->code == WS_DATA);
    bool ok = understood && read_list(s, j, &r.request, err) &&
              list_match(s->conn, &r.request, j->marked, j->marked_count, &j->shown, err);
    pane_request_free(&r);
    return ok;
}

static bool read_marked(struct session *s, struct page_job *j, struct err *err) {
    struct rows rows = {0};
    bool ok = list_get(s->conn, pane_types[j->pane].kind, j->marked, j->marked_count, &rows, err);
    if (ok) take_rows(&j->page, &rows, NULL);
    rows_free(&rows);
    return ok;
}

static bool page_run(struct session *s, struct job *job, struct err *err) {
    struct page_job *j = (struct page_job *)job;
    forget_page(j); /* of a try before the connection was lost */
    bool ok = j->only_marked ? read_marked(s, j, err) : read_filtered(s, j, err);
    return ok && pane_look_up(s, j->pane, j->page.rows, j->page.count, err) && conn_now(s->conn, &j->server_now, err);
}

static void page_free(struct job *job) {
    struct page_job *j = (struct page_job *)job;
    forget_page(j);
    pane_query_free(&j->query);
    rows_free(&j->shown);
    free(j->marked);
    free(j);
}

static void page_failed(struct console *c, struct pane *p, const struct page_job *j) {
    const struct err *err = &j->job.err;
    bool cancelled = err->code == WS_CANCELLED;
    p->window.jump = FETCH_NOTHING;
    free(p->problem);
    p->problem = cancelled ? NULL : mem_dup(err->text ? err->text : "");
    /* Rows that the filter does not mean would mislead. */
    if (p->filter_wrong || (cancelled && j->fetch == FETCH_FIRST)) window_clear(&p->window);
    p->window.stopped = true;
    p->costly = cancelled;       /* what was stopped does not begin again by itself */
    if (p->filter_wrong) return; /* the list itself says why */
    if (cancelled)
        console_say(c, ROLE_PLAIN, "%s", _("stopped"));
    else
        console_say_error(c, err);
}

/* Rows marked since the page was asked for were on the screen. */
static void take_shown(struct pane *p, const struct page_job *j) {
    if (j->only_marked) return;
    int64_t *ids = mem_zero(p->marks.count + j->shown.count + 1, sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < j->shown.count; i++) ids[count++] = rows_int(&j->shown, i, 0);
    for (size_t i = 0; i < p->marks.count; i++) {
        bool asked = false;
        for (size_t k = 0; k < j->marked_count && !asked; k++) asked = j->marked[k] == p->marks.rows[i]->id;
        if (!asked) ids[count++] = p->marks.rows[i]->id;
    }
    marks_show(&p->marks, ids, count);
    free(ids);
}

/* In the plain look nothing is lit or dimmed: what others have changed is said, behind what stands there. */
static void say_changes(struct console *c, const struct pane *p) {
    struct buf words = {0};
    bool any = false, behind = c->message && !c->says_news;
    if (behind) buf_add(&words, c->message);
    for (size_t i = 0; i < p->window.count; i++) {
        const struct row *row = p->window.rows[i];
        if (!row->lit || row->id <= 0) continue;
        if (words.len) buf_add(&words, any ? ", " : "; ");
        any = true;
        /* TRANSLATORS: rows of a list, by their ids */
        buf_addf(&words, row->gone ? _("#%" PRId64 " has left the list") : _("#%" PRId64 " has changed"), row->id);
    }
    if (any) {
        console_say(c, behind ? c->message_role : ROLE_PLAIN, "%s", buf_str(&words));
        c->says_news = true;
    }
    buf_free(&words);
}

static void page_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct page_job *j = (struct page_job *)job;
    struct pane *p = &c->panes[j->pane];
    p->loading = false;
    p->filter_wrong = !job->ok && j->filter_wrong;
    c->dirty = true;
    if (!job->ok) {
        page_failed(c, p, j);
        return;
    }
    free(p->problem);
    p->problem = NULL;
    p->costly = j->given_up;
    if (j->given_up) return;
    p->loaded_at = clock_monotonic_ms();
    c->clock_skew = j->server_now * 1000 - p->loaded_at;
    for (size_t i = 0; p->marks.count && i < j->page.count; i++) marks_renew(&p->marks, j->page.rows[i]);
    take_shown(p, j);
    window_take(&p->window, j->fetch, &j->page);
    if (look_is_plain() && j->fetch == FETCH_AGAIN && c->focus == p->id) say_changes(c, p);
    if (p->window.at_start && p->window.at_end) {
        p->total_known = TOTAL_EXACT;
        p->total = (int64_t)window_real_count(&p->window);
    }
    pane_fetch(c, p);
    bool figures = p->total_known != TOTAL_UNKNOWN && (p->id != PANE_ATTENDEES || p->joined >= 0);
    if (!p->loading && !figures) pane_count(c, p);
    if (!pane_is_lower(p->id)) console_timer(c, TIMER_REST, 0);
}

void pane_fetch(struct console *c, struct pane *p) {
    enum window_fetch fetch = window_wants(&p->window);
    if (p->pictured) {
        calendar_fetch(c);
        return;
    }
    if (c->closed || p->loading || p->draft || fetch == FETCH_NOTHING || (pane_is_lower(p->id) && p->owner == 0))
        return;
    struct page_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){.lane = JOB_READ,
                          .slot = (unsigned)(SLOT_PAGE + p->id),
                          .repeat = true,
                          .run = page_run,
                          .done = page_done,
                          .free_job = page_free};
    j->pane = p->id;
    j->fetch = fetch;
    j->slices_most = p->asked ? SLICES_MOST : SLICES_TIMED;
    p->asked = false;
    pane_query_make(c, p, &j->query);
    struct list_request *r = &j->query.request;
    const struct list_key *from;
    window_fetch_range(&p->window, fetch, &from, &r->inclusive, &r->limit);
    if (from) {
        j->from = *from;
        r->from = &j->from;
    }
    r->backward = fetch == FETCH_UP || fetch == FETCH_LAST;
    j->only_marked = p->only_marked;
    j->marked = mem_zero(p->marks.count + 1, sizeof *j->marked);
    for (size_t i = 0; i < p->marks.count; i++) j->marked[j->marked_count++] = p->marks.rows[i]->id;
    p->loading = true;
    jobs_submit(c->jobs, &j->job);
}

void pane_refresh(struct console *c, struct pane *p, bool asked) {
    if (p->loading || p->draft || (p->costly && !asked)) return;
    if (p->pictured) c->calendar.stale = true;
    p->asked = asked;
    p->window.stopped = false;
    if (p->window.jump == FETCH_NOTHING) p->window.jump = p->loaded_at ? FETCH_AGAIN : FETCH_FIRST;
    pane_fetch(c, p);
}

/* What is under way belongs to another list. */
static void begin_anew(struct console *c, struct pane *p) {
    jobs_forget(c->jobs, (unsigned)(SLOT_PAGE + p->id));
    jobs_forget(c->jobs, (unsigned)(SLOT_COUNT + p->id));
    if (p->pictured) calendar_forget(&c->calendar);
    p->loading = p->costly = false;
    p->range = false;
    p->window.hold = false;
    draft_end(p);
    p->total_known = TOTAL_UNKNOWN;
    p->joined = -1;
    c->dirty = true;
}

void pane_reload(struct console *c, struct pane *p) { pane_open_at(c, p, NULL, ROW_ALL); }

void pane_open_at(struct console *c, struct pane *p, const struct list_key *top, int64_t wanted) {
    begin_anew(c, p);
    window_open_at(&p->window, top, wanted);
    p->loaded_at = 0;
    pane_fetch(c, p);
}

void pane_set_filter(struct pane *p, const char *filter) {
    char *copy = filter && filter[strspn(filter, " ")] ? mem_dup(filter) : NULL;
    free(p->filter);
    p->filter = copy;
}

void pane_filter(struct console *c, struct pane *p, const char *filter) {
    pane_set_filter(p, filter);
    begin_anew(c, p);
    p->only_marked = p->window.stopped = false;
    p->window.jump = FETCH_FIRST;
    pane_fetch(c, p);
}

bool pane_stop(struct console *c, struct pane *p) {
    if (!p->loading) return false;
    p->window.stopped = true;
    return jobs_cancel(c->jobs, JOB_READ);
}

struct count_job {
    struct job job;
    enum pane_id pane;
    struct pane_query query; /* without a filter: counting what it finds would be a search through everything */
    bool known;              /* only the attendees inside are still to be counted */
    int64_t total, joined;
};

static bool count_run(struct session *s, struct job *job, struct err *err) {
    struct count_job *j = (struct count_job *)job;
    struct list_request *r = &j->query.request;
    j->joined = -1;
    if (!j->known && !list_count(s->conn, r, COUNT_MOST, &j->total, err)) return false;
    if (j->pane != PANE_ATTENDEES) return true;
    r->conditions[r->condition_count++] = (struct list_condition){ATTENDEE_STATUS, "joined"};
    return list_count(s->conn, r, COUNT_MOST, &j->joined, err);
}

static void count_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct count_job *j = (struct count_job *)job;
    struct pane *p = &c->panes[j->pane];
    if (!job->ok) return; /* gave way, or the page says what is wrong */
    p->joined = j->joined;
    c->dirty = true;
    if (j->known) return;
    p->total = j->total;
    p->total_known = j->total >= COUNT_MOST ? TOTAL_AT_LEAST : TOTAL_EXACT;
}

void pane_count(struct console *c, struct pane *p) {
    bool known = p->window.at_start && p->window.at_end;
    if ((known && p->id != PANE_ATTENDEES) || p->only_marked || p->filter || !p->loaded_at) return;
    struct count_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){.lane = JOB_READ,
                          .slot = (unsigned)(SLOT_COUNT + p->id),
                          .background = true,
                          .repeat = true,
                          .run = count_run,
                          .done = count_done};
    j->pane = p->id;
    j->known = known;
    pane_query_make(c, p, &j->query);
    jobs_submit(c->jobs, &j->job);
}
