/* Drawing of the calendar: see calendar_load.h. Below a month or week that leaves room stand the workshops under its
 * cursor, as in the list. In the pictures `>` is the cursor, [23] today, `!` a workshop that wants attention, `x` a
 * cancelled one, `?` a day with more workshops than were read. */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "recur/when.h"
#include "ui/calendar_load.h"
#include "ui/draw.h"
#include "ui/state.h"

enum {
    DAY = 86400,
    WEEK = 7,
    GUTTER = 6,      /* before a week's days: the hour */
    NARROW = 8,      /* columns of a day that has only room for its number and count */
    STRIP_LEAST = 3, /* lines of the list below that are worth their room */
    STRIP_MOST = 13,
    PLAIN_TITLES = 8 /* named behind a day in the plain look */
};

/* What was counted in a day or an hour. */
struct cell {
    size_t first, count;
    bool attention, unknown;
};

static struct cell cell_of(const struct console *c, const struct pane *p, int64_t day,
                           const struct calendar_hour *hour) {
    struct cell cell = {.unknown = !calendar_knows(&c->calendar, c->scene.zone, day)};
    cell.first = calendar_find(&c->calendar, c->scene.zone, day, hour, &cell.count);
    for (size_t i = 0; i < cell.count; i++)
        cell.attention = cell.attention || pane_attention(c, p, c->calendar.rows[cell.first + i]);
    return cell;
}

static bool has_status(const struct row *row, const char *status) {
    const char *own = row_text(row, WORKSHOP_STATUS);
    return own && !strcmp(own, status);
}

/* A workshop in few columns; its minute where it does not begin with the hour. */
static void draw_title(const struct console *c, const struct pane *p, const struct row *row, int y, int x, int columns,
                       bool clock, bool bar) {
    bool live = has_status(row, "live") || has_status(row, "lobby"), cancelled = has_status(row, "cancelled");
    bool flagged = pane_attention(c, p, row) != 0;
    int64_t at;
    struct buf text = {0};
    if (flagged || cancelled) buf_add(&text, cancelled ? "x " : "!");
    if (clock && row_time(row, WORKSHOP_SCHEDULED_AT, &at)) {
        struct civil t = civil_from_seconds(zone_utc_to_local(c->scene.zone, at).seconds);
        buf_addf(&text, "%02d:%02d ", t.hour, t.minute);
    }
    if (row_text(row, WORKSHOP_TITLE)) buf_add(&text, row_text(row, WORKSHOP_TITLE));
    enum role role = flagged ? ROLE_WARNING : live ? ROLE_LIVE : cancelled ? ROLE_DIM : ROLE_PLAIN;
    draw_text(y, x, columns, (struct draw_style){role, bar, GATE_LEFT}, buf_str(&text));
    buf_free(&text);
}

static void add_count(struct buf *out, const struct cell *cell) {
    if (cell->attention) buf_add_char(out, '!');
    if (cell->count || cell->unknown) buf_addf(out, "%zu", cell->count);
    if (cell->unknown) buf_add_char(out, '?');
}

static void add_month(struct buf *out, int month) {
    when_add_word(out, _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"), month - 1);
}

/* ">[23]", " 24 ", "  1 Dec". */
static void add_day_number(const struct console *c, int64_t day, int columns, struct buf *out) {
    struct civil d = civil_from_seconds(day * DAY);
    bool today = day == calendar_day_of(c->scene.zone, c->scene.now);
    buf_add_char(out, day == c->calendar.day ? '>' : ' ');
    if (columns < NARROW) {
        buf_addf(out, "%2d", d.day);
        return;
    }
    buf_addf(out, today ? "[%d]" : " %d ", d.day);
    if (d.day == 1 && columns > NARROW + 2) {
        add_month(out, d.month);
        buf_add_char(out, ' ');
    }
}

/* A day of the month: number and count in its first line, then as many titles as there is room for. */
static void draw_day(const struct console *c, const struct pane *p, int64_t day, struct rect r) {
    struct cell cell = cell_of(c, p, day, NULL);
    struct buf number = {0}, count = {0};
    bool bar = day == c->calendar.day && c->focus == p->id, narrow = r.columns < NARROW;
    struct civil d = civil_from_seconds(day * DAY), cursor = civil_from_seconds(c->calendar.day * DAY);
    enum role role = d.month == cursor.month ? ROLE_PLAIN : ROLE_DIM;
    add_day_number(c, day, r.columns, &number);
    if (r.rows > 1 && !bar) draw_rule(r.y, r.x, r.columns);
    if (bar) draw_text(r.y, r.x, r.columns - narrow, (struct draw_style){role, bar, GATE_LEFT}, "");
    draw_text(r.y, r.x, draw_columns(buf_str(&number)), (struct draw_style){role, bar, GATE_LEFT}, buf_str(&number));
    add_count(&count, &cell);
    int room = r.columns - draw_columns(buf_str(&number)) - !narrow, columns = draw_columns(buf_str(&count));
    if (columns > room) columns = room;
    if (!narrow && columns > 0 && columns + 2 <= room) { /* blanks around it */
        buf_add_char(&count, ' ');
        columns += 1;
        draw_text(r.y, r.x + r.columns - columns - 2, 1, (struct draw_style){role, bar, GATE_LEFT}, "");
    }
    draw_text(r.y, r.x + r.columns - columns - !narrow, columns,
              (struct draw_style){cell.attention ? ROLE_WARNING : role, bar, GATE_LEFT}, buf_str(&count));
    bool clock = r.columns >= 2 * NARROW;
    for (int i = 0; i + 1 < r.rows && i < (int)cell.count; i++)
        draw_title(c, p, c->calendar.rows[cell.first + (size_t)i], r.y + 1 + i, r.x + 1, r.columns - 2, clock, false);
    buf_free(&number);
    buf_free(&count);
}

static void add_weekday(struct buf *out, int weekday) { when_add_word(out, _("Sun Mon Tue Wed Thu Fri Sat"), weekday); }

/* The x and the width of a day's column; what is left over is at the right. */
static struct rect column_of(struct rect r, int gutter, int i) {
    int columns = (r.columns - gutter) / WEEK;
    return (struct rect){r.y, r.x + gutter + i * columns, r.rows, columns};
}

/* "Mon 23 Nov 2026" */
static void add_day(int64_t day, struct buf *out) {
    struct civil d = civil_from_seconds(day * DAY);
    struct buf month = {0};
    add_month(&month, d.month);
    add_weekday(out, d.weekday);
    buf_add_char(out, ' ');
    buf_addf(out, _("%1$d %2$s"), d.day, buf_str(&month));
    buf_addf(out, " %d", d.year);
    buf_free(&month);
}

static void draw_weekdays(const struct console *c, const struct pane *p, struct rect r, int gutter, int64_t from) {
    draw_text(r.y - 1, r.x, r.columns, (struct draw_style){.role = ROLE_HEADING}, "");
    for (int i = 0; i < WEEK; i++) {
        struct buf text = {0};
        struct rect day = column_of(r, gutter, i);
        bool week = gutter > 0;
        if (!week || day.columns >= NARROW) {
            buf_add_char(&text, ' ');
            add_weekday(&text, civil_from_seconds((from + i) * DAY).weekday);
        }
        if (week) {
            struct cell cell = cell_of(c, p, from + i, NULL);
            add_day_number(c, from + i, day.columns, &text);
            if (cell.unknown) buf_add_char(&text, '?');
        }
        draw_text(r.y - 1, day.x, day.columns, (struct draw_style){.role = ROLE_HEADING}, buf_str(&text));
        buf_free(&text);
    }
}

static void draw_strip_title(const struct console *c, struct rect r, size_t earlier, size_t later) {
    struct buf title = {0}, beyond = {0};
    draw_rule(r.y, r.x, r.columns);
    buf_add_char(&title, ' ');
    calendar_add_day(c, &title);
    buf_add_char(&title, ' ');
    draw_text(r.y, r.x + 1, draw_columns(buf_str(&title)), (struct draw_style){.role = ROLE_TITLE}, buf_str(&title));
    /* TRANSLATORS: workshops of the week at hours above and below those on the screen */
    if (earlier + later > 0) buf_addf(&beyond, _(" this week %1$zu earlier, %2$zu later in the day "), earlier, later);
    int columns = draw_columns(buf_str(&beyond));
    if (columns > 0 && columns + draw_columns(buf_str(&title)) + 3 <= r.columns)
        draw_text(r.y, r.x + r.columns - columns - 1, columns, (struct draw_style){0}, buf_str(&beyond));
    buf_free(&title);
    buf_free(&beyond);
}

/* The workshops of a cell, as in the list, under a line that says which day it is. */
static void draw_strip(const struct console *c, const struct pane *p, const struct cell *cell, struct rect r) {
    size_t room = (size_t)r.rows - 1;
    for (size_t i = 0; i < cell->count && i < room; i++) {
        int y = r.y + 1 + (int)i;
        if (i + 1 == room && cell->count > room) {
            struct buf more = {0};
            size_t left = cell->count - i;
            buf_addf(&more, P_("%zu more: Enter shows it", "%zu more: Enter shows them", left), left);
            draw_text(y, r.x + 4, r.columns - 4, (struct draw_style){.role = ROLE_DIM}, buf_str(&more));
            buf_free(&more);
        } else {
            pane_draw_row(c, p, c->calendar.rows[cell->first + i], r, y, false);
        }
    }
}

static int least(int a, int b) { return a < b ? a : b; }

static void draw_month(const struct console *c, const struct pane *p, struct rect r, int64_t from, int64_t to) {
    int weeks = (int)((to - from) / WEEK), rows = r.rows * 2 / 3 / weeks;
    if (rows < 2) rows = least(2, r.rows / weeks);
    if (rows < 1) rows = 1;
    int shown = least(weeks, r.rows / rows), cursor = (int)((c->calendar.day - from) / WEEK), first = 0;
    if (cursor >= shown) first = cursor - shown + 1;
    draw_weekdays(c, p, r, 0, from);
    for (int week = 0; week < shown; week++)
        for (int i = 0; i < WEEK; i++) {
            struct rect day = column_of(r, 0, i);
            day.y = r.y + week * rows;
            day.rows = rows;
            draw_day(c, p, from + (first + week) * WEEK + i, day);
        }
    struct cell under = cell_of(c, p, c->calendar.day, NULL);
    struct rect strip = {r.y + shown * rows, r.x, r.rows - shown * rows, r.columns};
    if (strip.rows < 2) return;
    draw_strip_title(c, strip, 0, 0);
    draw_strip(c, p, &under, strip);
}

static void draw_hour(const struct console *c, const struct pane *p, int64_t day, const struct calendar_hour *hour,
                      bool under, struct rect r) {
    struct cell cell = cell_of(c, p, day, hour);
    bool bar = under && c->focus == p->id;
    struct buf count = {0};
    draw_text(r.y, r.x, r.columns, (struct draw_style){.bar = bar}, under ? ">" : "");
    if (!calendar_has_hour(c->scene.zone, day, hour)) /* the clock leaves it out, or does not have it twice */
        draw_text(r.y, r.x + 1, r.columns - 2, (struct draw_style){ROLE_DIM, bar, GATE_LEFT}, "--");
    if (r.columns < NARROW)
        add_count(&count, &cell);
    else if (cell.count > 1)
        buf_addf(&count, "+%zu", cell.count - 1);
    int columns = least(draw_columns(buf_str(&count)), r.columns - 1), room = r.columns - 2 - columns;
    if (cell.count > 0 && r.columns >= NARROW)
        draw_title(c, p, c->calendar.rows[cell.first], r.y, r.x + 1, room, false, bar);
    draw_text(r.y, r.x + r.columns - 1 - columns, columns,
              (struct draw_style){cell.attention ? ROLE_WARNING : ROLE_PLAIN, bar, GATE_LEFT}, buf_str(&count));
    buf_free(&count);
}

/* The week's workshops in some of its hours. */
static size_t week_count(const struct console *c, int64_t from, const struct calendar_hour *hours, size_t count) {
    size_t all = 0, found;
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < WEEK; k++, all += found)
            calendar_find(&c->calendar, c->scene.zone, from + k, &hours[i], &found);
    return all;
}

static void add_hour(struct buf *out, const struct calendar_hour *hour) {
    if (hour->again) /* TRANSLATORS: the same hour once more, when clocks go back; at most 5 columns */
        buf_add(out, _("again"));
    else
        buf_addf(out, "%02d:00", hour->hour);
}

static void draw_week(struct console *c, const struct pane *p, struct rect r, int64_t from) {
    struct calendar *cal = &c->calendar;
    struct calendar_hour hours[CALENDAR_HOURS_MAX];
    int count = (int)calendar_hours(c->scene.zone, from, hours);
    int strip = r.rows < 4 * STRIP_LEAST ? 0 : r.rows - count > STRIP_LEAST ? least(r.rows - count, STRIP_MOST) : 5;
    int shown = least(count, r.rows - strip);
    if ((int)cal->line >= count) cal->line = (size_t)count - 1;
    if (cal->line < cal->line_top) cal->line_top = cal->line;
    if ((int)cal->line >= (int)cal->line_top + shown) cal->line_top = cal->line - (size_t)shown + 1;
    if ((int)cal->line_top + shown > count) cal->line_top = (size_t)(count - shown);
    draw_weekdays(c, p, r, GUTTER, from);
    for (int i = 0; i < shown; i++) {
        const struct calendar_hour *hour = &hours[cal->line_top + (size_t)i];
        struct buf label = {0};
        add_hour(&label, hour);
        draw_text(r.y + i, r.x, GUTTER - 1, (struct draw_style){.role = ROLE_DIM}, buf_str(&label));
        buf_free(&label);
        for (int k = 0; k < WEEK; k++) {
            struct rect cell = column_of(r, GUTTER, k);
            cell.y = r.y + i;
            draw_hour(c, p, from + k, hour, from + k == cal->day && hour == &hours[cal->line], cell);
        }
    }
    struct cell under = cell_of(c, p, cal->day, &hours[cal->line]);
    struct rect below = {r.y + shown, r.x, r.rows - shown, r.columns};
    if (below.rows < 2) return;
    draw_strip_title(c, below, week_count(c, from, hours, cal->line_top),
                     week_count(c, from, hours + cal->line_top + shown, (size_t)count - cal->line_top - (size_t)shown));
    draw_strip(c, p, &under, below);
}

/* A day or an hour in one line: what it is called, how many workshops it has, and their titles. */
static void draw_plain_line(const struct console *c, const struct pane *p, struct rect r, const char *name,
                            const struct cell *cell, bool under) {
    struct draw_style style = {.bar = under && c->focus == p->id};
    struct buf text = {0};
    draw_text(r.y, r.x, r.columns, style, under ? ">" : "");
    if (cell->attention) draw_text(r.y, r.x + 2, 1, (struct draw_style){ROLE_WARNING, style.bar, GATE_LEFT}, "!");
    buf_add(&text, name);
    if (cell->count) buf_addf(&text, P_(": %zu workshop", ": %zu workshops", cell->count), cell->count);
    if (cell->unknown) buf_add_char(&text, '?');
    for (size_t i = 0; i < cell->count && i < PLAIN_TITLES; i++) {
        const char *title = row_text(c->calendar.rows[cell->first + i], WORKSHOP_TITLE);
        buf_addf(&text, "%s%s", i ? ", " : "  ", title ? title : "");
    }
    draw_text(r.y, r.x + 4, r.columns - 4, style, buf_str(&text));
    buf_free(&text);
}

/* The plain look: lines to be read one after the other, of a month its days, of a week the hours of one day. */
static void draw_plain(struct console *c, const struct pane *p, struct rect r, int64_t from, int64_t to) {
    struct calendar *cal = &c->calendar;
    struct calendar_hour hours[CALENDAR_HOURS_MAX];
    bool week = cal->picture == PICTURE_WEEK;
    int count = week ? (int)calendar_hours(c->scene.zone, from, hours) : (int)(to - from);
    if (week && (int)cal->line >= count) cal->line = (size_t)count - 1;
    int cursor = week ? (int)cal->line : (int)(cal->day - from), shown = least(count, r.rows * 2 / 3 + 1);
    int first = least(cursor > shown / 2 ? cursor - shown / 2 : 0, count - shown);
    for (int i = first; i < first + shown; i++) {
        const struct calendar_hour *hour = week ? &hours[i] : NULL;
        struct cell cell = cell_of(c, p, week ? cal->day : from + i, hour);
        struct buf name = {0};
        if (week)
            add_hour(&name, hour);
        else
            add_day(from + i, &name);
        draw_plain_line(c, p, (struct rect){r.y + i - first, r.x, 1, r.columns}, buf_str(&name), &cell, i == cursor);
        buf_free(&name);
    }
    struct cell under = cell_of(c, p, cal->day, week ? &hours[cursor] : NULL);
    struct rect strip = {r.y + shown, r.x, r.rows - shown, r.columns};
    if (strip.rows < 2) return;
    draw_strip_title(c, strip, 0, 0);
    draw_strip(c, p, &under, strip);
}

void calendar_draw(struct console *c, struct pane *p) {
    struct rect r = c->layout.panes[p->id].rows;
    int64_t from, to;
    if (r.rows < 1) return;
    calendar_range(&c->calendar, &from, &to);
    bool none = p->filter_wrong || p->problem || (!c->calendar.count && c->calendar.complete_to == INT64_MIN);
    if (none) {
        draw_text(r.y, r.x + 4, r.columns - 4, (struct draw_style){.role = ROLE_DIM}, pane_empty_words(c, p));
        return;
    }
    if (look_is_plain())
        draw_plain(c, p, r, from, to);
    else if (c->calendar.picture == PICTURE_MONTH)
        draw_month(c, p, r, from, to);
    else
        draw_week(c, p, r, from);
}

void calendar_add_month(const struct console *c, struct buf *out) {
    struct civil d = civil_from_seconds(c->calendar.day * DAY);
    add_month(out, d.month);
    buf_addf(out, " %d", d.year);
}

void calendar_add_day(const struct console *c, struct buf *out) {
    const struct calendar *cal = &c->calendar;
    struct calendar_hour hour;
    size_t count;
    bool week = calendar_cursor_hour(cal, c->scene.zone, &hour);
    calendar_find(cal, c->scene.zone, cal->day, week ? &hour : NULL, &count);
    add_day(cal->day, out);
    if (week) buf_addf(out, " %02d:00", hour.hour);
    buf_addf(out, P_(": %zu workshop", ": %zu workshops", count), count);
    if (!calendar_knows(cal, c->scene.zone, cal->day)) buf_add_char(out, '?');
}
