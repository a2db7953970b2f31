/* Drawing the box that builds a rule: see rule_box.h. The choices a line each, below them the rule as text and in
 * words, beside them the next dates; on narrow screens these come last, and everything scrolls. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "recur/describe.h"
#include "recur/next.h"
#include "ui/draw.h"
#include "ui/rule_box_private.h"

enum {
    LABEL_COLUMNS = 10,
    LEFT_COLUMNS = LABEL_COLUMNS + 28, /* seven weekdays */
    TWO_COLUMNS = 70,                  /* from which width on dates stand beside the choices */
    DATES = 10
};

static const char *label_of(enum rule_item item) {
    switch (item) {
    /* TRANSLATORS: labels of choices that make a recurrence rule, at most 9 columns each: it repeats daily, weekly … */
    case ITEM_FREQ: return _("repeats");
    /* TRANSLATORS: … every 2 weeks …, at most 9 columns */
    case ITEM_INTERVAL: return _("every");
    /* TRANSLATORS: … on these weekdays; on the day, or the weekday …, at most 9 columns */
    case ITEM_WEEKDAYS:
    case ITEM_ON: return _("on days");
    /* TRANSLATORS: … in this month …, at most 9 columns */
    case ITEM_MONTH: return _("in");
    /* TRANSLATORS: … which of the month: the first, the second …, at most 9 columns */
    case ITEM_PLACE: return _("which");
    /* TRANSLATORS: … the number of the day in its month, or the name of the weekday … */
    case ITEM_DAY:
    case ITEM_WEEKDAY: return _("day");
    /* TRANSLATORS: … ends never, after so many times, on a date, at most 9 columns */
    case ITEM_END: return _("ends");
    /* TRANSLATORS: … so many times, at most 9 columns */
    case ITEM_COUNT: return _("times");
    /* TRANSLATORS: … until this date, at most 9 columns */
    case ITEM_UNTIL: return _("until");
    case ITEMS: break;
    }
    return "";
}

static void add_month(struct buf *out, int month) {
    if (month)
        describe_add_month(out, month);
    else /* TRANSLATORS: a choice: in the month in which the series begins */
        buf_add(out, _("month of the first date"));
}

static void add_day(struct buf *out, int day) {
    if (day > 0)
        buf_addf(out, "%d", day);
    else
        describe_add_place(out, day);
}

/* The value of a line that is no text and no weekdays. */
static void add_choice(const struct rule_choices *c, enum rule_item item, struct buf *out) {
    static const char *const freqs[] = {N_("daily"), N_("weekly"), N_("monthly"), N_("yearly")};
    /* TRANSLATORS: choices of the day in a month */
    static const char *const ons[] = {N_("day of the first date"), N_("a day by its number"), N_("a weekday")};
    /* TRANSLATORS: choices of how a series ends */
    static const char *const ends[] = {N_("never"), N_("after a number of times"), N_("on a date")};
    switch (item) {
    case ITEM_FREQ: buf_add(out, _(freqs[c->freq])); break;
    case ITEM_MONTH: add_month(out, c->month); break;
    case ITEM_ON: buf_add(out, _(ons[c->on])); break;
    case ITEM_DAY: add_day(out, c->day); break;
    case ITEM_PLACE: describe_add_place(out, c->place); break;
    case ITEM_WEEKDAY: describe_add_weekday(out, c->weekday); break;
    default: buf_add(out, _(ends[c->end])); break;
    }
}

/* "*Mo  Tu *We …", from Monday; the cursor stands on one. */
static void draw_weekdays(const struct rule_box *b, bool active, int y, int x) {
    for (int i = 0; i < 7; i++) {
        int weekday = (i + 1) % 7, at = x + 4 * i;
        bool on = b->choices.weekdays >> weekday & 1, here = active && b->weekday == weekday;
        struct buf name = {0};
        buf_add_char(&name, on ? '*' : ' ');
        describe_add_weekday_short(&name, weekday);
        draw_text(y, at, 3, (struct draw_style){.role = here ? ROLE_KEY : on ? ROLE_MARK : ROLE_DIM}, buf_str(&name));
        if (here) draw_cursor(y, at);
        buf_free(&name);
    }
}

static void draw_typed(const struct rule_box *b, enum rule_item item, int y, int x, int columns) {
    /* TRANSLATORS: behind a number that may be 1 */
    static const char *const units[] = {N_("day(s)"), N_("week(s)"), N_("month(s)"), N_("year(s)")};
    const struct textfield *t = &b->texts[item];
    bool active = b->at == item;
    draw_text(y, x, columns, (struct draw_style){.role = active ? ROLE_KEY : ROLE_PLAIN}, t->text);
    if (item == ITEM_INTERVAL) {
        int used = draw_columns(t->text) + 1;
        draw_text(y, x + used, columns - used, (struct draw_style){.role = ROLE_DIM}, _(units[b->choices.freq]));
    }
    if (active) draw_cursor(y, x + (int)gate_columns(t->text, t->at));
}

static void draw_item(const struct rule_box *b, enum rule_item item, int y, int x, int columns) {
    bool active = b->at == item;
    draw_text(y, x, LABEL_COLUMNS - 1, (struct draw_style){.role = active ? ROLE_ACTIVE : ROLE_PLAIN}, label_of(item));
    x += LABEL_COLUMNS;
    columns -= LABEL_COLUMNS;
    if (item == ITEM_WEEKDAYS) {
        draw_weekdays(b, active, y, x);
    } else if (rule_box_is_typed(item)) {
        draw_typed(b, item, y, x, columns);
    } else {
        struct buf value = {0};
        buf_add(&value, "< ");
        add_choice(&b->choices, item, &value);
        buf_add(&value, " >");
        draw_text(y, x, columns, (struct draw_style){.role = active ? ROLE_KEY : ROLE_PLAIN}, buf_str(&value));
        if (active) draw_cursor(y, x + 2);
        buf_free(&value);
    }
}

/* The rule as text and in words, and what there is to know of it. */
static void add_says(const struct rule_box *b, struct buf *out) {
    bool unread = b->unread && !b->touched;
    if (b->error) buf_addf(out, "! %s\n", b->error);
    if (b->kept && !b->touched) buf_addf(out, "! %s\n", b->kept);
    if (unread) return;
    rule_print(&b->now.rule, out);
    buf_add_char(out, '\n');
    describe_add(out, &b->now.rule, b->now.time_of_day, b->now.zone);
    buf_add_char(out, '\n');
    if (b->assumed) buf_addf(out, "%s\n", _("Time or zone is not filled in yet: another is shown."));
}

static void add_dates(const struct rule_box *b, int64_t now, struct buf *out) {
    if (b->unread && !b->touched) return;
    if (b->anchor_failed)
        buf_add(out, _("the dates cannot be read"));
    else if (!b->has_anchor)
        buf_add(out, _("reading ..."));
    else if (!rule_is_possible(&b->now.rule, b->now.zone, b->anchor, b->now.time_of_day))
        buf_add(out, _("this rule has no occurrence within ten years"));
    else
        next_add_lines(out, &b->now, b->form->id ? b->anchor : recurrence_begin(&b->now, b->anchor), now, DATES, 0);
    if (out->len == 0) buf_add(out, _("no date is left"));
}

static void make_lines(const struct console *c, struct rule_box *b, int says_columns, int dates_columns) {
    struct buf says = {0}, dates = {0};
    if (b->wrapped_for == says_columns && b->dates_wrapped_for == dates_columns) return;
    wrap_clear(&b->says);
    wrap_clear(&b->dates);
    add_says(b, &says);
    add_dates(b, c->scene.now, &dates);
    wrap_add(&b->says, buf_str(&says), (size_t)says_columns);
    wrap_add(&b->dates, buf_str(&dates), (size_t)dates_columns);
    b->wrapped_for = says_columns;
    b->dates_wrapped_for = dates_columns;
    buf_free(&says);
    buf_free(&dates);
}

/* A line of those that no cursor goes to, from the first on: the rule, and where they do not stand beside, the dates.
 */
static const char *line_below(const struct rule_box *b, size_t line, bool beside) {
    size_t says = b->says.count;
    if (line > 0 && line <= says) return b->says.lines[line - 1];
    if (!beside && line > says + 1 && line - says - 2 < b->dates.count) return b->dates.lines[line - says - 2];
    return "";
}

/* The item of a line of choices. */
static enum rule_item item_of(const struct rule_box *b, size_t line) {
    int item = 0;
    for (size_t seen = 0; !rule_box_shows(b, (enum rule_item)item) || seen++ < line;) item++;
    return (enum rule_item)item;
}

static void draw_left(const struct rule_box *b, struct rect inner, int columns, size_t choices, bool beside) {
    for (size_t row = 0; row < (size_t)inner.rows; row++) {
        size_t line = b->scroll.top + row;
        int y = inner.y + (int)row;
        if (line < choices) {
            draw_item(b, item_of(b, line), y, inner.x, columns);
            continue;
        }
        const char *text = line_below(b, line - choices, beside);
        draw_text(y, inner.x, columns, (struct draw_style){.role = *text == '!' ? ROLE_WARNING : ROLE_PLAIN}, text);
    }
}

static void draw_right(const struct rule_box *b, struct rect inner, int x, int columns) {
    for (size_t row = 0; row < (size_t)inner.rows; row++) {
        size_t line = b->scroll.top + row;
        int y = inner.y + (int)row;
        if (line == 0)
            draw_text(y, x, columns, (struct draw_style){.role = ROLE_HEADING}, _("next dates"));
        else if (line <= b->dates.count)
            draw_text(y, x, columns, (struct draw_style){.role = ROLE_PLAIN}, b->dates.lines[line - 1]);
    }
}

/* Scrolls so that the line under the cursor is seen, when it has moved. */
static void fit(struct rule_box *b, size_t rows, size_t lines, size_t at) {
    if (b->moved && at < b->scroll.top) b->scroll.top = at;
    if (b->moved && at >= b->scroll.top + rows) b->scroll.top = at - rows + 1;
    b->moved = false;
    scroll_fit(&b->scroll, rows, lines);
}

void rule_box_draw(struct console *c, struct layer *l) {
    struct rule_box *b = (struct rule_box *)l;
    struct rect r = c->layout.body;
    int columns = r.columns - 4;
    bool beside = columns >= TWO_COLUMNS;
    int left = beside ? LEFT_COLUMNS : columns, right = beside ? columns - LEFT_COLUMNS - 1 : columns;
    size_t choices = 0, at = 0;
    make_lines(c, b, left, right);
    for (int i = 0; i < ITEMS; i++) {
        if (i == (int)b->at) at = choices;
        choices += rule_box_shows(b, (enum rule_item)i);
    }
    size_t lines = choices + 1 + b->says.count + (beside ? 0 : 1 + b->dates.count);
    if (beside && b->dates.count + 1 > lines) lines = b->dates.count + 1;
    if ((int)lines + 2 < r.rows) r.rows = (int)lines + 2;
    struct rect inner = {r.y + 1, r.x + 2, r.rows - 2, columns};
    fit(b, (size_t)inner.rows, lines, at);
    draw_frame(r, ROLE_ACTIVE, _(" rule by choices "),
               lines > (size_t)inner.rows ? _(" Space other value   Enter take it   PgDn more   Esc leave ")
                                          : _(" Tab next   Space other value   Enter take it   Esc leave "));
    draw_cursor(-1, 0);
    draw_left(b, inner, left, choices, beside);
    if (beside) draw_right(b, inner, inner.x + left + 1, right);
}
