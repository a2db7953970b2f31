/* See find.h. What a filter means is cmd/filter's; reading by it is pane_load.c's. */
#include "ui/find.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cmd/filter.h"
#include "ui/go.h"
#include "ui/pane_load.h"
#include "ui/prompt.h"
#include "ui/state.h"

struct find_job {
    struct job job;
    enum pane_id pane, then; /* where the focus ends */
    int64_t id;
    bool within; /* the list stays narrowed and filtered as it is */
    struct pane_query query;
    struct list_page found;
};

/* The list whose rows are of this kind: the one with the focus, else the first. */
static enum pane_id pane_of(const struct console *c, enum entity_kind kind) {
    if (pane_types[c->focus].kind == kind) return c->focus;
    int id = 0;
    while (pane_types[id].kind != kind) id++;
    return (enum pane_id)id;
}

static bool jump_of(const struct console *c, const char *line, enum pane_id *pane, int64_t *id) {
    enum entity_kind kind;
    if (!filter_is_jump(line, pane_types[c->focus].kind, &kind, id)) return false;
    *pane = pane_of(c, kind);
    return true;
}

static bool find_in_list(struct session *s, struct job *job, struct err *err) {
    struct find_job *j = (struct find_job *)job;
    return list_find(s->conn, &j->query.request, j->id, &j->found, err);
}

static void found(void *owner, struct job *job) {
    struct console *c = owner;
    struct find_job *j = (struct find_job *)job;
    struct pane *p = &c->panes[j->pane];
    c->dirty = true;
    if (!job->ok) {
        console_say_error(c, &job->err);
        return;
    }
    struct row *row = j->found.rows.count ? row_copy(&j->found.rows, 0, j->found.keys) : NULL;
    bool lower = pane_is_lower(p->id);
    int field = p->of_person ? pane_type(p)->person_field : pane_type(p)->workshop_field;
    if (!row || (lower && row_int(row, field) != p->owner)) {
        console_say(c, ROLE_ERROR, _("there is no #%" PRId64 " here"), j->id);
    } else if (lower || j->within) {
        if (!j->within) pane_set_filter(p, NULL);
        p->sorted = p->sorted && j->within;
        pane_open_at(c, p, &row->key, row->id);
    } else {
        go_to(c, p->id, row);
        if (j->then != p->id) go_focus(c, j->then);
    }
    free(row);
}

static void find_free(struct job *job) {
    struct find_job *j = (struct find_job *)job;
    pane_query_free(&j->query);
    list_page_free(&j->found);
    free(j);
}

static void start(struct console *c, enum pane_id pane, int64_t id, enum pane_id then, bool within) {
    struct find_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){
        .lane = JOB_READ, .slot = SLOT_READ, .repeat = true, .run = find_in_list, .done = found, .free_job = find_free};
    j->pane = pane;
    j->then = then;
    j->id = id;
    j->within = within;
    if (within || pane_is_lower(pane))
        pane_query_make(c, &c->panes[pane], &j->query);
    else
        j->query.request = (struct list_request){.kind = pane_types[pane].kind};
    jobs_submit(c->jobs, &j->job);
}

void find_jump(struct console *c, enum pane_id pane, int64_t id, enum pane_id then) { start(c, pane, id, then, false); }

void find_within(struct console *c, int64_t id) { start(c, c->focus, id, c->focus, true); }

struct attention_job {
    struct job job;
    enum pane_id pane;
    struct pane_query query;
    struct list_key from;
    bool has_from, down;
    struct row *row;
};

/* In slices, until one is found. */
static bool attention_run(struct session *s, struct job *job, struct err *err) {
    struct attention_job *j = (struct attention_job *)job;
    struct pane_request filtered;
    struct list_page page = {0};
    struct list_key from = j->from;
    struct list_request *r = &filtered.request;
    bool ok = pane_request_make(s, &j->query, &filtered, err), more = true;
    r->attention = true;
    r->limit = 1;
    r->backward = !j->down;
    r->from = j->has_from ? &from : NULL;
    while (ok && more && !j->row) {
        if (atomic_load(&job->cancelled)) ok = err_set(err, WS_CANCELLED, "%s", _("stopped"));
        ok = ok && list_read(s->conn, r, &page, err);
        if (!ok) break;
        if (page.rows.count) j->row = row_copy(&page.rows, 0, page.keys);
        more = page.more;
        from = page.reached;
        r->from = &from;
    }
    list_page_free(&page);
    pane_request_free(&filtered);
    return ok;
}

static void attention_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct attention_job *j = (struct attention_job *)job;
    struct pane *p = &c->panes[j->pane];
    c->dirty = true;
    if (!job->ok)
        console_say_error(c, &job->err);
    else if (!j->row)
        console_say(c, ROLE_PLAIN, "%s", _("nothing further on wants attention"));
    else if (!window_select(&p->window, j->row->id))
        pane_open_at(c, p, &j->row->key, j->row->id);
    go_follow(c);
}

static void attention_free(struct job *job) {
    struct attention_job *j = (struct attention_job *)job;
    pane_query_free(&j->query);
    free(j->row);
    free(j);
}

void find_attention(struct console *c, bool down) {
    const struct pane *p = console_focus(c);
    const struct row *row = pane_row(p);
    if (!list_has_attention(pane_type(p)->kind)) {
        console_say(c, ROLE_PLAIN, "%s", _("nothing in this list is flagged"));
        return;
    }
    struct attention_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){.lane = JOB_READ,
                          .slot = SLOT_READ,
                          .repeat = true,
                          .run = attention_run,
                          .done = attention_done,
                          .free_job = attention_free};
    j->pane = p->id;
    j->down = down;
    j->has_from = row && row->id > 0;
    if (j->has_from) j->from = row->key;
    pane_query_make(c, p, &j->query);
    jobs_submit(c->jobs, &j->job);
}

static bool same_filter(const struct pane *p, const char *line) { return !strcmp(p->filter ? p->filter : "", line); }

void find_run(struct console *c, const char *line) {
    struct pane *p = console_focus(c);
    enum pane_id pane;
    int64_t id;
    if (jump_of(c, line, &pane, &id))
        find_jump(c, pane, id, pane);
    else if (!same_filter(p, line))
        pane_filter(c, p, line);
}

static void find_accept(struct console *c, void *arg, const char *line) {
    (void)arg;
    find_run(c, line);
}

static void find_typed(struct console *c, void *arg, const char *line) {
    (void)arg;
    struct pane *p = console_focus(c);
    enum pane_id pane;
    int64_t id;
    bool goes = *line == '#' || jump_of(c, line, &pane, &id);
    if (!goes && !same_filter(p, line)) pane_filter(c, p, line);
}

static void find_left(struct console *c, void *arg) {
    (void)arg;
    if (console_focus(c)->filter) pane_filter(c, console_focus(c), NULL);
}

static bool find_hint(struct console *c, void *arg, const char *line, struct buf *out) {
    (void)arg;
    const struct pane *p = console_focus(c);
    enum pane_id pane;
    int64_t id;
    if (jump_of(c, line, &pane, &id))
        buf_addf(out, _("Enter goes to #%" PRId64 " (%s)"), id, _(pane_types[pane].word));
    else if (p->filter_wrong && p->problem)
        buf_add(out, p->problem);
    else
        buf_add(out, _("words, FIELD:VALUE, attention; #1234 goes there   Enter keep   Esc drop"));
    return p->filter_wrong && p->filter;
}

static void find_complete(struct console *c, void *arg, const char *line, size_t len, struct complete *out) {
    (void)arg;
    complete_filter(out, line, len, pane_types[c->focus].kind);
}

void find_prompt(struct console *c) {
    static const struct prompt_hooks hooks = {
        .accept = find_accept,
        .typed = find_typed,
        .left = find_left,
        .hint = find_hint,
        .complete = find_complete,
    };
    prompt_open_with(c, "/", console_focus(c)->filter, &hooks, NULL);
}
