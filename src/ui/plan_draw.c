/* Drawing of a plan's box: see plan_box.h. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/draw.h"
#include "ui/plan_private.h"

enum { LEAST_TEXT = 3 }; /* lines of the plan that its options leave room for */

/* The chosen rows that the list does not show are the call's first targets; series:ID and host:ID too. */
static void add_hidden(const struct plan_box *b, struct buf *out) {
    enum { NAMED_MOST = 10 };
    size_t first = cmd_first_target(&b->call);
    /* TRANSLATORS: of the rows the action is about so many are not in the list as it is shown now; ids follow */
    buf_addf(out,
             P_("%zu of the marked rows is not shown in the list:", "%zu of the marked rows are not shown in the list:",
                b->hidden),
             b->hidden);
    for (size_t i = 0; i < b->hidden && first + i < b->call.arg_count; i++) {
        if (i == NAMED_MOST) {
            buf_add(out, " …");
            break;
        }
        const char *word = b->call.args[first + i];
        buf_addf(out, strchr(word, ':') || *word == '#' ? " %s" : " #%s", word);
    }
    buf_add_char(out, '\n');
}

static void wrap_text(struct plan_box *b, int columns) {
    if (b->wrapped_for == columns) return;
    b->wrapped_for = columns;
    wrap_clear(&b->wrap);
    size_t width = columns > 0 ? (size_t)columns : 1;
    if (b->trouble) wrap_add(&b->wrap, b->trouble, width);
    if (b->trouble && b->text) wrap_add(&b->wrap, " \n", width);
    if (b->hidden) {
        struct buf line = {0};
        add_hidden(b, &line);
        wrap_add(&b->wrap, buf_str(&line), width);
        buf_free(&line);
    }
    if (b->text && b->state != PLAN_FAILED) wrap_add(&b->wrap, b->text, width);
}

static size_t option_count(const struct plan_box *b) {
    size_t count = 0;
    for (int i = -1, next; (next = plan_option_next(b, i, 1)) != i; i = next) count++;
    return count;
}

static void draw_option(const struct plan_box *b, int y, int x, int columns, int option) {
    const struct cmd_flag *flag = &b->call.cmd->flags[option];
    const char *value = b->call.values[option], *barred = b->barred[option];
    bool set = flag->unless ? !value : value != NULL;
    struct buf line = {0};
    if (barred)
        buf_addf(&line, "  [-] %c  %s: %s", flag->key, flag->name, barred);
    else
        buf_addf(&line, "  %s %c  %s",
                 flag->arg ? "   "
                 : set     ? "[x]"
                           : "[ ]",
                 flag->key, flag->unless ? _(flag->unless) : _(flag->help));
    if (flag->arg) buf_addf(&line, ": %s", value ? value : "");
    draw_text(y, x, columns, (struct draw_style){barred ? ROLE_DIM : ROLE_PLAIN, option == b->option, GATE_LEFT},
              buf_str(&line));
    buf_free(&line);
}

/* The last two lines of a plan that does not fit: its sum, and what undoing could take back. */
static void draw_sum(const struct plan_box *b, int y, int x, int columns) {
    struct buf line = {0};
    plan_add_sum(b->plan, &line);
    if (line.len) buf_truncate(&line, line.len - 1); /* its line end */
    draw_text(y, x, columns, (struct draw_style){.role = ROLE_KEY}, buf_str(&line));
    if (b->plan->undo) draw_text(y + 1, x, columns, (struct draw_style){.role = ROLE_PLAIN}, b->plan->undo);
    buf_free(&line);
}

static void add_footer(const struct console *c, const struct plan_box *b, int columns, struct buf *out) {
    size_t below = b->scroll.count - b->scroll.top, type = plan_must_type(b);
    below = below > b->scroll.height ? below - b->scroll.height : 0;
    if (below) buf_addf(out, P_(" %zu line more ", " %zu lines more ", below), below);
    if (b->state == PLAN_APPLYING) {
        char *progress = jobs_progress(c->jobs, JOB_WRITE);
        if (progress) buf_addf(out, " %s ", progress);
        buf_addf(out, " %s ", _("at work ...   Esc stops it"));
        /* TRANSLATORS: b is the key: the box closes, the action goes on */
        buf_addf(out, " %s ", _("b back to the lists"));
        free(progress);
        return;
    }
    if (b->state == PLAN_MAKING)
        buf_addf(out, " %s ", _("making the plan ..."));
    else if (b->plan && b->plan->to_change == 0)
        buf_addf(out, " %s ", _("nothing to do"));
    else if (b->plan && type) /* TRANSLATORS: the user types the number of rows; what is typed follows */
        buf_addf(out, _("  type %zu and Enter to do it: %.*s_ "), type, (int)b->typed_len, b->typed);
    else if (b->plan) /* TRANSLATORS: y is the key */
        buf_addf(out, "  %s ", _("y do it"));
    if (b->state == PLAN_SHOWN && option_count(b) > 0) buf_addf(out, "  %s ", _("Tab, letter: option"));
    const char *leave = _("  Esc leave, nothing is changed "), *brief = _("  Esc leave ");
    /* TRANSLATORS: v is the key: everybody who is told */
    const char *who = _("  v who ");
    int room = columns - draw_columns(buf_str(out));
    if (b->state == PLAN_SHOWN && b->plan->notice_count > 0 && draw_columns(who) + draw_columns(brief) <= room) {
        buf_add(out, who);
        room -= draw_columns(who);
    }
    buf_add(out, b->state == PLAN_SHOWN && draw_columns(leave) <= room ? leave : brief);
}

void plan_draw(struct console *c, struct layer *l) {
    struct plan_box *b = (struct plan_box *)l;
    struct rect r = c->layout.body;
    struct buf title = {0}, footer = {0};
    wrap_text(b, r.columns - 4);
    int options = b->state == PLAN_FAILED ? 0 : (int)option_count(b);
    int wanted = (int)b->wrap.count + (options ? options + 1 : 0) + 2;
    if (wanted < r.rows) r.rows = wanted;
    int inner = r.rows - 2;
    int least = (int)b->wrap.count < LEAST_TEXT ? (int)b->wrap.count : LEAST_TEXT;
    if (options > inner - 1 - least) options = inner - 1 - least > 0 ? inner - 1 - least : 0;
    int rows = inner - (options ? options + 1 : 0);
    /* The sum of a plan that does not fit is always to be seen. */
    int sum = b->plan && b->plan->in_all && rows > 4 && rows < (int)b->wrap.count ? 2 + (b->plan->undo != NULL) : 0;
    rows -= sum;
    scroll_fit(&b->scroll, rows > 0 ? (size_t)rows : 0, b->wrap.count);

    const char *name = b->plan ? b->plan->title : b->call.cmd->name;
    /* TRANSLATORS: title of the box that shows what an action would do; the action's name follows */
    buf_addf(&title, " %s %s ", _("Plan:"), name);
    add_footer(c, b, r.columns - 4, &footer);
    draw_frame(r, ROLE_ACTIVE, buf_str(&title), buf_str(&footer));
    for (size_t i = 0; i < b->scroll.height && b->scroll.top + i < b->wrap.count; i++)
        draw_text(r.y + 1 + (int)i, r.x + 2, r.columns - 4,
                  (struct draw_style){b->state == PLAN_FAILED ? ROLE_ERROR : ROLE_PLAIN, false, GATE_LEFT},
                  b->wrap.lines[b->scroll.top + i]);
    if (sum) draw_sum(b, r.y + rows + 2, r.x + 2, r.columns - 4);
    int option = plan_option_next(b, -1, 1);
    for (int i = 0; i < options; i++, option = plan_option_next(b, option, 1))
        draw_option(b, r.y + r.rows - 1 - options + i, r.x + 2, r.columns - 4, option);
    b->seen = b->state == PLAN_SHOWN;
    buf_free(&title);
    buf_free(&footer);
}
