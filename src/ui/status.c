/* The header and the four lines below the lists: see status.h. Titles are titles.c's. */
#include "ui/status.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "recur/when.h"
#include "ui/attention.h"
#include "ui/calendar_load.h"
#include "ui/draw.h"
#include "ui/key.h"
#include "ui/state.h"

enum { SPINNER_AFTER_MS = 100, DATES_SHOWN = 3 };

/* One line: words on the left, and on the right as much as there is room for. The blanks between are plain, since a
 * terminal erases those at once: others would be sent one by one. */
static void draw_line(const struct console *c, int y, enum role role, const char *left, enum role right_role,
                      const char *right) {
    (void)c;
    int columns = c->layout.body.columns, used = draw_columns(left), wanted = draw_columns(right);
    draw_text(y, 0, columns, (struct draw_style){.role = role == ROLE_HEADER ? role : ROLE_PLAIN}, "");
    draw_text(y, 0, used < columns ? used : columns, (struct draw_style){.role = role}, left);
    if (wanted == 0) return;
    int room = columns - used - 1;
    if (wanted > room) wanted = room > 0 ? room : 0;
    draw_text(y, columns - wanted, wanted, (struct draw_style){.role = right_role}, right);
}

static void draw_header(struct console *c) {
    struct buf left = {0}, right = {0};
    buf_addf(&left, " wsadmin  %s  ", c->server);
    if (!c->user) /* TRANSLATORS: in the header, instead of a username */
        buf_add(&left, _("nobody, read-only"));
    else if (c->rights == RIGHTS_READ || c->options->params->read_only)
        buf_addf(&left, "@%s %s", c->user, _("read-only"));
    else /* TRANSLATORS: what the acting user may do; in the header behind the name */
        buf_addf(&left, "@%s %s", c->user, c->rights == RIGHTS_ADMIN ? _("admin") : _("moderator"));
    when_add_clock(&right, c->scene.now, c->scene.zone);
    buf_addf(&right, " %s ", zone_name(c->scene.zone));
    draw_line(c, 0, ROLE_HEADER, buf_str(&left), ROLE_HEADER, buf_str(&right));
    buf_free(&left);
    buf_free(&right);
}

/* The rule in words, and as many of the next dates as there is room for. */
static void add_series_facts(const struct console *c, int room, struct buf *out) {
    const char *line = c->series.dates ? c->series.dates : "";
    struct buf next = {0}, words = {0};
    for (int shown = 0; *line && shown < DATES_SHOWN; shown++) {
        size_t len = strcspn(line, "\n"), before = next.len;
        /* TRANSLATORS: the next dates of a series follow */
        buf_add(&next, shown == 0 ? _(" next: ") : ", ");
        buf_add_len(&next, line, len);
        if (draw_columns(buf_str(out)) + draw_columns(buf_str(&next)) > room) buf_truncate(&next, before);
        line += len + (line[len] == '\n');
    }
    if (c->series.words) buf_addf(&words, "  %s ", c->series.words);
    buf_add(out, buf_str(&next));
    if (draw_columns(buf_str(out)) + draw_columns(buf_str(&words)) <= room) buf_add(out, buf_str(&words));
    buf_free(&next);
    buf_free(&words);
}

/* The selected row in few words, each piece only where there is room for it. */
static void add_row_facts(const struct console *c, const struct pane *p, const struct row *row, int room,
                          struct buf *out) {
    if (row->id <= 0) return;
    buf_addf(out, "#%" PRId64 " ", row->id);
    if (pane_type(p)->kind == ENTITY_SERIES && c->series.id == row->id) add_series_facts(c, room, out);
    if (pane_type(p)->kind != ENTITY_WORKSHOP) return;
    struct buf series = {0}, category = {0};
    if (row_text(row, WORKSHOP_SERIES_ID)) buf_addf(&series, _(" series #%s "), row_text(row, WORKSHOP_SERIES_ID));
    if (row_text(row, WORKSHOP_CATEGORY) && c->layout.kind == LAYOUT_PANES)
        buf_addf(&category, _(" category %s "), row_text(row, WORKSHOP_CATEGORY));
    if (draw_columns(buf_str(out)) + draw_columns(buf_str(&series)) <= room) buf_add(out, buf_str(&series));
    if (draw_columns(buf_str(out)) + draw_columns(buf_str(&category)) <= room) buf_add(out, buf_str(&category));
    buf_free(&series);
    buf_free(&category);
}

static void tell_row(const struct console *c, struct row_line *line) {
    const struct pane *p = &c->panes[c->focus];
    const struct row *row = pane_row(p);
    struct buf left = {0}, right = {0};
    unsigned bits = row ? pane_attention(c, p, row) : 0;
    if (bits) {
        struct buf words = {0};
        attention_add_words(&words, pane_type(p)->kind, row, bits);
        buf_addf(&left, " ! %s", buf_str(&words));
        buf_free(&words);
    }
    int room = c->layout.body.columns - draw_columns(buf_str(&left)) - 1;
    if (row) add_row_facts(c, p, row, room, &right);
    free(line->left);
    free(line->right);
    *line = (struct row_line){c->focus, bits ? ROLE_WARNING : ROLE_PLAIN, buf_steal(&left), buf_steal(&right)};
}

/* It follows the cursor once that rests, as the list below does: a step costs no more than the bar's two lines. */
static void draw_flag_line(struct console *c) {
    struct row_line *line = &c->row_line;
    bool waits = c->timers[TIMER_REST] || c->timers[TIMER_FACTS];
    if (!waits || !line->left || line->pane != c->focus) tell_row(c, line);
    draw_line(c, c->layout.flag_row, line->role, line->left, ROLE_DIM, line->right);
}

/* "12 found, searching to Tue 3 Mar": a filter's rows are not counted, they are found. */
static void add_found(const struct console *c, const struct pane *p, struct buf *out) {
    const struct window *w = &p->window;
    int64_t at;
    size_t found = window_real_count(w);
    bool to_when = p->id == PANE_WORKSHOPS && clock_parse_db(w->down.sort, &at);
    if (p->filter_wrong) return;
    buf_addf(out, P_("%zu found", "%zu found", found), found);
    if (!w->at_start) buf_add_char(out, '+');
    if (w->at_end || !p->loading) {
        if (!w->at_end) buf_add_char(out, '+');
    } else if (to_when) {
        struct buf when = {0};
        when_add_short(&when, at, c->scene.now, c->scene.zone);
        /* TRANSLATORS: a search has come so far; a date follows */
        buf_addf(out, _(", searching to %s"), buf_str(&when));
        buf_free(&when);
    } else {
        buf_add(out, _(", searching"));
    }
}

/* "1-11 of 412": the rows on screen by their place, and how many there are, as far as that is known. */
static void add_place(const struct console *c, const struct pane *p, struct buf *out) {
    int64_t first, last;
    if (p->pictured) {
        calendar_add_day(c, out);
        return;
    }
    if (p->filter) {
        add_found(c, p, out);
        return;
    }
    bool place = window_place(&p->window, &first, &last);
    if (p->total_known == TOTAL_EXACT && p->total == 0) return;
    if (!place && p->total_known == TOTAL_EXACT && p->window.at_end && !p->only_marked) {
        /* Reached from the end: the place follows from the number of all. */
        struct window w = p->window;
        w.before = p->total - (int64_t)window_real_count(&w);
        place = w.before >= 0 && window_place(&w, &first, &last);
    }
    /* TRANSLATORS: rows on screen of all rows of the list */
    if (place && p->total_known != TOTAL_UNKNOWN)
        buf_addf(out, _("%1$" PRId64 "-%2$" PRId64 " of %3$" PRId64), first, last, p->total);
    else if (place)
        buf_addf(out, "%" PRId64 "-%" PRId64, first, last);
    else if (p->total_known != TOTAL_UNKNOWN)
        buf_addf(out, _("of %" PRId64), p->total);
    if (p->total_known == TOTAL_AT_LEAST) buf_add_char(out, '+');
}

/* How old the data is; "live" while it is refreshed in time. */
static void add_age(struct console *c, const struct pane *p, struct buf *out) {
    int64_t refresh = c->options->refresh_seconds ? c->options->refresh_seconds : 5;
    int64_t age = p->loaded_at ? (clock_monotonic_ms() - p->loaded_at) / 1000 : 0;
    if (jobs_link(c->jobs, JOB_READ, NULL) == JOBS_DOWN) buf_addf(out, "  %s", _("connection lost"));
    if (c->paused) buf_addf(out, "  %s", _("paused"));
    if (!p->loaded_at) return;
    if (p->loading && !p->window.at_end && p->window.count < p->window.height) {
        buf_addf(out, "  %s", _("searching ..."));
        return;
    }
    if (age < 2 * refresh && !c->paused) /* TRANSLATORS: the rows shown are as new as can be */
        buf_add(out, _("  live"));
    else
        buf_addf(out, _("  %" PRId64 " s ago"), age);
}

/* What the list is narrowed to. */
static void add_filter(const struct console *c, const struct pane *p, struct buf *out) {
    const char *category = p->id == PANE_SERIES || p->id == PANE_WORKSHOPS ? c->narrow.category_name : NULL;
    const char *series = p->id == PANE_WORKSHOPS ? c->narrow.series_name : NULL;
    const char *host = p->id == PANE_SERIES || p->id == PANE_WORKSHOPS ? c->narrow.host_name : NULL;
    buf_add_char(out, ' ');
    if (p->only_marked)
        buf_add(out, _("only the marked"));
    else if (p->filter) /* TRANSLATORS: what the list is filtered by follows, as it was typed */
        buf_addf(out, _("filter: %s"), p->filter);
    else if (host)
        buf_addf(out, "@%s%s%s", host, series ? " / " : "", series ? series : "");
    else if (category || series)
        buf_addf(out, "%s%s%s", category ? category : "", category && series ? " / " : "", series ? series : "");
    else
        buf_add(out, _("no filter"));
    if (p->sorted) /* TRANSLATORS: the list's order; a field's name follows, behind a hyphen when it is reversed */
        buf_addf(out, _("   by %s%s"), p->descending ? "-" : "", entities[pane_type(p)->kind].fields[p->sort].name);
}

/* The marks of all other lists, where they leave room for what is at the right. */
static void add_elsewhere(const struct console *c, const struct pane *p, int right, struct buf *left) {
    size_t marked = 0, len = left->len;
    for (int id = 0; id < PANES; id++)
        if (id != (int)p->id) marked += c->panes[id].marks.count;
    if (!marked) return;
    /* TRANSLATORS: so many rows of other lists are marked */
    buf_addf(left, P_("   +%zu marked elsewhere", "   +%zu marked elsewhere", marked), marked);
    if (draw_columns(buf_str(left)) + right + 1 > c->layout.body.columns) buf_truncate(left, len);
}

static void draw_state_line(struct console *c) {
    struct pane *p = console_focus(c);
    struct buf left = {0}, right = {0};
    add_filter(c, p, &left);
    size_t marked = p->marks.count;
    if (marked) {
        buf_addf(&left, P_("   %zu marked", "   %zu marked", marked), marked);
        /* TRANSLATORS: of the marked rows so many are not in the list as it is shown */
        buf_addf(&left, P_(", %zu hidden", ", %zu hidden", pane_hidden_marks(p)), pane_hidden_marks(p));
    }
    if (p->range) buf_addf(&left, "   %s", _("marking a range: V ends it"));
    add_place(c, p, &right);
    add_age(c, p, &right);
    buf_add_char(&right, ' ');
    add_elsewhere(c, p, draw_columns(buf_str(&right)), &left);
    draw_line(c, c->layout.state_row, ROLE_PLAIN, buf_str(&left), ROLE_PLAIN, buf_str(&right));
    buf_free(&left);
    buf_free(&right);
}

/* One hint, "? help"; false when there is no room. */
static bool draw_hint(struct console *c, int *x, const struct keys_binding *b) {
    enum keys_context context = pane_keys(console_focus(c));
    uint32_t first = keys_key_of(context, b);
    if (first == K_NONE) return true;
    struct buf key = {0};
    key_add_name(&key, first);
    int columns = draw_columns(buf_str(&key)) + 1 + draw_columns(_(b->hint));
    bool fits = *x + columns + 1 <= c->layout.body.columns;
    if (fits) {
        int width = draw_columns(buf_str(&key));
        draw_text(c->layout.keys_row, *x, width, (struct draw_style){.role = ROLE_KEY}, buf_str(&key));
        draw_text(c->layout.keys_row, *x + width + 1, draw_columns(_(b->hint)), (struct draw_style){0}, _(b->hint));
        *x += columns + 2;
    }
    buf_free(&key);
    return fits;
}

static void draw_keys_line(struct console *c) {
    int x = 1;
    enum keys_context own = pane_keys(console_focus(c));
    draw_text(c->layout.keys_row, 0, c->layout.body.columns, (struct draw_style){0}, "");
    /* Help, filter and line first, then the list's own, then what fits. */
    const struct keys_binding *others = keys_table + 3;
    for (const struct keys_binding *b = keys_table; b < others; b++) draw_hint(c, &x, b);
    for (const struct keys_binding *b = others; b->keys; b++)
        if (b->hint && b->context == own && !draw_hint(c, &x, b)) return;
    for (const struct keys_binding *b = others; b->keys; b++)
        if (b->hint && b->context == KEYS_LIST && own != KEYS_CALENDAR && !draw_hint(c, &x, b)) return;
}

/* What is under way, and for how long. */
static enum role add_work(struct console *c, bool writes, int64_t elapsed, struct buf *out) {
    static const char signs[] = "|/-\\";
    const struct layer *top = layer_top(c);
    bool plain = look_is_plain(); /* what turns and ticks would be read out for ever */
    char *problem = NULL, *progress = NULL;
    jobs_link(c->jobs, writes ? JOB_WRITE : JOB_READ, &problem);
    if (writes && !(top && layer_covers(top))) progress = jobs_progress(c->jobs, JOB_WRITE); /* else the box says it */
    if (!plain) buf_addf(out, " %c", signs[elapsed / 200 % 4]);
    buf_add_char(out, ' ');
    if (problem)
        buf_addf(out, _("connecting again: %s"), problem);
    else
        buf_add(out, c->exporting && progress ? progress : writes ? _("at work") : _("reading"));
    if (progress && !c->exporting) buf_addf(out, "  %s", progress);
    if (!plain) buf_addf(out, "  %" PRId64 ".%d s", elapsed / 1000, (int)(elapsed / 100 % 10));
    buf_addf(out, "   %s", _("Esc stops it"));
    enum role role = problem ? ROLE_ERROR : ROLE_PLAIN;
    free(problem);
    free(progress);
    return role;
}

/* The last line: the last message, and what is under way for longer than a blink. */
static void draw_last_line(struct console *c) {
    int64_t since = 0, now = clock_monotonic_ms();
    bool writes = jobs_busy(c->jobs, JOB_WRITE, &since);
    bool busy = writes || jobs_busy(c->jobs, JOB_READ, &since);
    int64_t elapsed = now - since;
    struct buf message = {0}, work = {0};
    enum role role = ROLE_PLAIN;
    if (c->message) buf_addf(&message, " %s", c->message);
    if (busy && elapsed < SPINNER_AFTER_MS) {
        console_timer(c, TIMER_SPIN, SPINNER_AFTER_MS - elapsed);
    } else if (busy) {
        role = add_work(c, writes, elapsed, &work);
        console_timer(c, TIMER_SPIN, elapsed < 10000 ? 200 : 1000);
    }
    if (c->message)
        draw_line(c, c->layout.line_row, c->message_role, buf_str(&message), role, buf_str(&work));
    else
        draw_line(c, c->layout.line_row, role, buf_str(&work), ROLE_PLAIN, "");
    buf_free(&message);
    buf_free(&work);
}

void status_draw(struct console *c) {
    draw_header(c);
    draw_flag_line(c);
    draw_state_line(c);
    draw_keys_line(c);
    draw_last_line(c);
}
