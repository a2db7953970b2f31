/* The console's own words: see actions.h. */
#include "ui/actions.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/filter.h"
#include "ui/along.h"
#include "ui/calendar_load.h"
#include "ui/choice.h"
#include "ui/collect.h"
#include "ui/copy.h"
#include "ui/draft.h"
#include "ui/export.h"
#include "ui/find.h"
#include "ui/form.h"
#include "ui/go.h"
#include "ui/plan_box.h"
#include "ui/refresh.h"
#include "ui/sort.h"
#include "ui/state.h"
#include "ui/term.h"
#include "ui/views.h"
#include "ui/words.h"

enum { REST_MS = 150 };

void action_moved(struct console *c) {
    struct pane *p = console_focus(c);
    c->dirty = true;
    pane_fetch(c, p);
    console_timer(c, TIMER_REST, REST_MS);
}

static void act_move(struct console *c, const char *arg) {
    struct window *w = &console_focus(c)->window;
    if (!strcmp(arg, "down")) window_move(w, 1);
    if (!strcmp(arg, "up")) window_move(w, -1);
    if (!strcmp(arg, "half-down")) window_scroll(w, 1);
    if (!strcmp(arg, "half-up")) window_scroll(w, -1);
    if (!strcmp(arg, "page-down")) window_scroll(w, 2);
    if (!strcmp(arg, "page-up")) window_scroll(w, -2);
    if (!strcmp(arg, "first")) window_first(w);
    if (!strcmp(arg, "last")) window_last(w);
    action_moved(c);
}

static void act_focus(struct console *c, const char *arg) {
    for (int id = 0; id < PANES; id++)
        if (!strcmp(arg, pane_types[id].word)) go_focus(c, (enum pane_id)id);
    if (!strcmp(arg, "next")) go_next(c, 1);
    if (!strcmp(arg, "previous")) go_next(c, -1);
}

static void act_enter(struct console *c, const char *arg) {
    (void)arg;
    if (!draft_plan(c)) go_enter(c);
}

static void act_back(struct console *c, const char *arg) {
    (void)arg;
    go_back(c);
}

static void act_all(struct console *c, const char *arg) {
    (void)arg;
    go_all(c);
}

static const struct choice_answer at_work_answers[] = {
    {'w', "quit later", N_("wait for it, then quit")},
    {'s', "stop", N_("stop it")},
};

static void ask_at_work(struct console *c) {
    choice_open(c, _("an action is at work"), at_work_answers, sizeof at_work_answers / sizeof *at_work_answers);
}

static void act_step_back(struct console *c, const char *arg) {
    (void)arg;
    if (export_stop(c)) return;
    bool stopped = jobs_cancel(c->jobs, JOB_READ);
    if (draft_drop(c, console_focus(c))) return;
    if (go_step_back(c) || stopped) return;
    if (jobs_is_writing(c->jobs))
        ask_at_work(c);
    else
        console_say(c, ROLE_PLAIN, "%s", _("q quits"));
}

static void act_detail(struct console *c, const char *arg) {
    (void)arg;
    views_detail(c);
}

/* "filter" asks, "filter WORDS" sets. */
static void act_filter(struct console *c, const char *arg) {
    if (*arg)
        find_run(c, arg);
    else
        find_prompt(c);
}

/* "sort" asks, "sort FIELD" does it. */
static void act_sort(struct console *c, const char *arg) {
    if (*arg)
        sort_run(c, arg);
    else
        sort_ask(c);
}

static void act_attention(struct console *c, const char *arg) { find_attention(c, !strcmp(arg, "next")); }

static void act_zoom(struct console *c, const char *arg) {
    (void)arg;
    c->zoomed = !c->zoomed;
    c->dirty = true;
}

/* "when next", or one by name. */
static void act_when(struct console *c, const char *arg) {
    enum list_view view = c->view;
    if (!strcmp(arg, "next")) view = (view + 1) % LIST_VIEWS;
    for (int i = 0; i < LIST_VIEWS; i++)
        if (!strcmp(arg, list_view_words[i])) view = (enum list_view)i;
    if (view == c->view) return;
    c->view = view;
    pane_reload(c, &c->panes[PANE_WORKSHOPS]);
}

static void act_view(struct console *c, const char *arg) { calendar_view(c, arg); }

static void act_day(struct console *c, const char *arg) { calendar_day(c, arg); }

static void act_refresh(struct console *c, const char *arg) {
    (void)arg;
    refresh_all(c);
    console_say(c, ROLE_PLAIN, "%s", "");
}

static void act_pause(struct console *c, const char *arg) {
    (void)arg;
    c->paused = !c->paused;
    if (!c->paused) refresh_all(c);
    c->dirty = true;
}

static void mark_range(struct pane *p) {
    const struct row *row = pane_row(p);
    if (!p->range) {
        p->range = p->window.hold = row != NULL;
        if (row) p->range_from = row->id;
        return;
    }
    p->range = p->window.hold = false;
    size_t from = 0, to = p->window.cursor;
    while (from < p->window.count && p->window.rows[from]->id != p->range_from) from++;
    if (from == p->window.count) return; /* the row is gone */
    if (from > to) {
        size_t other = from;
        from = to;
        to = other;
    }
    for (size_t i = from; i <= to; i++) marks_set(&p->marks, p->window.rows[i], true);
}

static void show_only_marked(struct console *c, struct pane *p) {
    if (!p->only_marked && p->marks.count == 0) {
        console_say(c, ROLE_PLAIN, "%s", _("nothing is marked"));
        return;
    }
    p->only_marked = !p->only_marked;
    pane_reload(c, p);
}

/* Among the rows that are held: what is further away is shown by "mark only". */
static void to_mark(struct console *c, struct pane *p, bool down) {
    const struct window *w = &p->window;
    size_t at = w->cursor;
    do at = down ? at + 1 : at - 1;
    while (at < w->count && !marks_has(&p->marks, w->rows[at]->id));
    if (at >= w->count) { /* wrapped round below 0, too */
        console_say(c, ROLE_PLAIN, "%s", _("no marked row further on; m shows all of them"));
        return;
    }
    window_move(&p->window, (long)at - (long)w->cursor);
    action_moved(c);
}

static void act_mark(struct console *c, const char *arg) {
    struct pane *p = console_focus(c);
    const struct row *row = pane_row(p);
    c->dirty = true;
    if (!strcmp(arg, "range") || (!strcmp(arg, "toggle") && p->range))
        mark_range(p);
    else if (!strcmp(arg, "toggle") && row)
        marks_set(&p->marks, row, !marks_has(&p->marks, row->id));
    else if (!strcmp(arg, "toggle"))
        console_say(c, ROLE_PLAIN, "%s", pane_why_no_row(p));
    else if (!strcmp(arg, "invert") || !strcmp(arg, "all"))
        collect_marks(c, p, *arg == 'i');
    else if (!strcmp(arg, "none"))
        marks_clear(&p->marks);
    else if (!strcmp(arg, "only"))
        show_only_marked(c, p);
    else if (!strcmp(arg, "next") || !strcmp(arg, "previous"))
        to_mark(c, p, *arg == 'n');
}

static void act_order(struct console *c, const char *arg) {
    if (c->focus == PANE_CATEGORIES) draft_move(c, !strcmp(arg, "up"));
}

static void act_toggle(struct console *c, const char *arg) { words_toggle(c, *arg ? arg : "is_active"); }

static void act_compose(struct console *c, const char *arg) { words_compose(c, arg); }

/* The marked categories, or the one under the cursor, become part of one that is typed. */
static void act_merge(struct console *c, const char *arg) {
    (void)arg;
    words_prompt_with(c, "categories merge --into=");
}

static void act_line(struct console *c, const char *arg) {
    (void)arg;
    words_prompt(c);
}

static void act_help(struct console *c, const char *arg) {
    (void)arg;
    views_help(c);
}

static void act_edit(struct console *c, const char *arg) {
    (void)arg;
    form_open_edit(c);
}

static void act_make(struct console *c, const char *arg) {
    (void)arg;
    form_open_new(c);
}

static void act_copy(struct console *c, const char *arg) {
    (void)arg;
    copy_ids(c);
}

static void act_redraw(struct console *c, const char *arg) {
    (void)arg;
    term_redraw();
    c->dirty = true;
}

static void act_suspend(struct console *c, const char *arg) {
    (void)arg;
    c->suspend = true;
}

static void act_quit(struct console *c, const char *arg) {
    bool later = !strcmp(arg, "later") || c->layout.kind == LAYOUT_MESSAGE;
    if (!jobs_is_writing(c->jobs)) {
        c->ending = true;
    } else if (later) {
        c->ending_later = true;
        console_say(c, ROLE_PLAIN, "%s", _("quits as soon as the action has ended"));
    } else {
        ask_at_work(c);
    }
}

static void act_stop(struct console *c, const char *arg) {
    (void)arg;
    if (jobs_cancel(c->jobs, JOB_WRITE)) console_say(c, ROLE_PLAIN, "%s", _("stopping ..."));
}

/* After g: one more key, of its own context. */
static void go_words(struct console *c, struct layer *l, const char *words) {
    layer_close(c, l);
    if (strcmp(words, "close") != 0) words_run(c, words);
}

static void go_other_key(struct console *c, struct layer *l, uint32_t key) {
    (void)key;
    layer_close(c, l);
}

static void go_draw(struct console *c, struct layer *l) { (void)c, (void)l; }

static void go_layer_free(struct console *c, struct layer *l) {
    (void)c;
    free(l);
}

static const struct layer_type go_type = {KEYS_GO, go_draw, go_words, go_other_key, NULL, go_layer_free};

static void act_go(struct console *c, const char *arg) {
    if (*arg) {
        go_along(c, arg);
        return;
    }
    struct layer *l = mem_zero(1, sizeof *l);
    l->type = &go_type;
    layer_push(c, l);
}

static const struct {
    struct complete_word word;
    void (*run)(struct console *c, const char *arg);
} actions[] = {
    {{"all", ""}, act_all},
    {{"attention", "next|previous"}, act_attention},
    {{"back", ""}, act_back},
    {{"copy", ""}, act_copy},
    {{"day", "next|previous|down|up|page-down|page-up|today|DATE"}, act_day},
    {{"detail", ""}, act_detail},
    {{"edit", ""}, act_edit},
    {{"enter", ""}, act_enter},
    {{"filter", "[FIELD:VALUE…]"}, act_filter},
    {{"focus", "next|previous|categories|series|workshops|hosts|attendees|chat|notes|invites|notices|coming|sent"},
     act_focus},
    {{"go", "[category|series|workshops|host|user|attendees|chat|notes|invites|inviter|notices]"}, act_go},
    {{"help", ""}, act_help},
    {{"line", ""}, act_line},
    {{"make", ""}, act_make},
    {{"mark", "toggle|range|invert|all|none|only|next|previous"}, act_mark},
    {{"merge", ""}, act_merge},
    {{"move", "down|up|half-down|half-up|page-down|page-up|first|last"}, act_move},
    {{"order", "up|down"}, act_order},
    {{"pause", ""}, act_pause},
    {{"q", ""}, act_quit},
    {{"quit", "[later]"}, act_quit},
    {{"redraw", ""}, act_redraw},
    {{"refresh", ""}, act_refresh},
    {{"sort", "[FIELD|own|reverse]"}, act_sort},
    {{"step-back", ""}, act_step_back},
    {{"stop", ""}, act_stop},
    {{"suspend", ""}, act_suspend},
    {{"toggle", "[is_active|is_co_host|can_speak]"}, act_toggle},
    {{"compose", "WORD"}, act_compose},
    {{"view", "next|list|month|week"}, act_view},
    {{"when", "next|upcoming|all|past|cancelled"}, act_when},
    {{"zoom", ""}, act_zoom},
};
enum { ACTIONS = sizeof actions / sizeof *actions };

const struct complete_word *action_word(size_t index) { return index < ACTIONS ? &actions[index].word : NULL; }

/* The place of the line's word in the table, ACTIONS when it has none; *arg is what follows it. */
static size_t find_action(const char *line, const char **arg) {
    size_t len = strcspn(line, " "), i = 0;
    while (i < ACTIONS && (strlen(actions[i].word.name) != len || strncmp(actions[i].word.name, line, len) != 0)) i++;
    *arg = line + len + strspn(line + len, " ");
    return i;
}

bool action_check(const struct console *c, const char *line, size_t *fault, struct err *err) {
    const char *arg;
    size_t i = find_action(line, &arg);
    if (i == ACTIONS || !*arg) return true;
    *fault = (size_t)(arg - line);
    if (actions[i].run == act_sort && strcmp(arg, "own") != 0 && strcmp(arg, "reverse") != 0)
        return filter_check_sort(pane_types[c->focus].kind, arg, err);
    return cmd_check_alternatives(actions[i].word.args, 0, arg, err);
}

bool action_run(struct console *c, const char *line) {
    const char *arg;
    size_t i = find_action(line, &arg);
    if (i == ACTIONS) return false;
    actions[i].run(c, arg);
    return true;
}
