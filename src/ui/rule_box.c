/* The box that builds a rule: see rule_box.h. Keys, and the one question to the database: from which date the rule is
 * counted. The choices themselves are recur/rule_choices.c's. */
#include "ui/rule_box.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "op/series.h"
#include "ui/key.h"
#include "ui/rule_box_private.h"

enum { DAY = 86400, NOON = 43200, MONTHS = 12, WEEK = 7 };

bool rule_box_is_typed(enum rule_item item) {
    return item == ITEM_INTERVAL || item == ITEM_COUNT || item == ITEM_UNTIL;
}

bool rule_box_shows(const struct rule_box *b, enum rule_item item) {
    const struct rule_choices *c = &b->choices;
    bool on = rule_choices_has_on(c);
    switch (item) {
    case ITEM_WEEKDAYS: return c->freq == RULE_WEEKLY;
    case ITEM_MONTH: return c->freq == RULE_YEARLY;
    case ITEM_ON: return on;
    case ITEM_DAY: return on && c->on == CHOICES_ON_DAY;
    case ITEM_PLACE:
    case ITEM_WEEKDAY: return on && c->on == CHOICES_ON_WEEKDAY;
    case ITEM_COUNT: return c->end == CHOICES_END_COUNT;
    case ITEM_UNTIL: return c->end == CHOICES_END_UNTIL;
    default: return true;
    }
}

/* The form's field of series. */
static const struct form_field *form_field(const struct form *f, int field) {
    size_t i = 0;
    while (i + 1 < f->count && f->fields[i].editing->field != field) i++;
    return &f->fields[i];
}

static void set_date(struct rule_box *b, int64_t day) {
    char text[CLOCK_DB_SIZE];
    clock_format_db(day * DAY, text);
    text[10] = '\0'; /* the date alone */
    textfield_set(&b->texts[ITEM_UNTIL], text);
}

static void set_texts(struct rule_box *b) {
    const int numbers[ITEMS] = {[ITEM_INTERVAL] = b->choices.interval, [ITEM_COUNT] = b->choices.count};
    for (int i = 0; i < ITEMS; i++) {
        char *text = mem_format("%d", numbers[i]);
        if (numbers[i]) textfield_set(&b->texts[i], text);
        free(text);
    }
    set_date(b, rule_until_day(b->choices.until, b->now.time_of_day, b->now.zone));
}

static bool read_number(struct rule_box *b, enum rule_item item, int most, int *number) {
    int64_t n;
    if (!rule_box_shows(b, item)) return true;
    if (parse_int(b->texts[item].text, 1, most, &n)) {
        *number = (int)n;
        return true;
    }
    b->error = mem_format(_("a number from 1 to %d is wanted"), most);
    return false;
}

static bool read_date(struct rule_box *b) {
    int64_t at;
    char *midnight = mem_format("%s 00:00:00", b->texts[ITEM_UNTIL].text);
    bool ok = !rule_box_shows(b, ITEM_UNTIL) || clock_parse_db(midnight, &at);
    if (!ok)
        b->error = mem_dup(_("a date such as 2026-12-31 is wanted"));
    else if (rule_box_shows(b, ITEM_UNTIL) &&
             at / DAY != rule_until_day(b->choices.until, b->now.time_of_day, b->now.zone))
        b->choices.until = rule_until_of_day(at / DAY, b->now.zone);
    free(midnight);
    return ok;
}

/* A choice was made or typed: the rule becomes the choices'. */
static void changed(struct rule_box *b) {
    b->touched = b->moved = true;
    b->wrapped_for = 0;
    free(b->error);
    b->error = NULL;
    if (read_number(b, ITEM_INTERVAL, RULE_MAX_INTERVAL, &b->choices.interval) &&
        read_number(b, ITEM_COUNT, RULE_MAX_COUNT, &b->choices.count) && read_date(b))
        rule_choices_write(&b->choices, &b->now.rule);
}

static void go_to(struct rule_box *b, int step) {
    b->moved = true;
    do b->at = (enum rule_item)(((int)b->at + step + ITEMS) % ITEMS);
    while (!rule_box_shows(b, b->at));
}

/* `value` of 1 to `most` or `other`, one further or back. */
static int turn(int value, int step, int most, int other) {
    int place = value == other ? 0 : value;
    place = (place + step + most + 1) % (most + 1);
    return place == 0 ? other : place;
}

static int cycle(unsigned value, int step, int count) { return ((int)value + step + count) % count; }

/* Another value of the line under the cursor. */
static void turn_value(struct rule_box *b, int step) {
    struct rule_choices *c = &b->choices;
    switch (b->at) {
    case ITEM_FREQ: c->freq = (enum rule_freq)cycle(c->freq, step, RULE_YEARLY + 1); break;
    case ITEM_WEEKDAYS: c->weekdays ^= 1U << b->weekday; break;
    case ITEM_MONTH: c->month = turn(c->month, step, MONTHS, 0); break;
    case ITEM_ON: c->on = (enum choices_on)cycle(c->on, step, CHOICES_ONS); break;
    case ITEM_DAY: c->day = turn(c->day, step, CHOICES_LAST_DAY, -1); break;
    case ITEM_PLACE: c->place = turn(c->place, step, CHOICES_LAST_PLACE, -1); break;
    case ITEM_WEEKDAY: c->weekday = cycle((unsigned)c->weekday, step, WEEK); break;
    case ITEM_END: c->end = (enum choices_end)cycle(c->end, step, CHOICES_ENDS); break;
    default: return;
    }
    changed(b);
}

static void type_key(struct rule_box *b, uint32_t key) {
    struct textfield *t = &b->texts[b->at];
    char *was = mem_dup(t->text);
    textfield_key(t, key, false);
    if (strcmp(was, t->text) != 0) changed(b);
    free(was);
}

static void side_key(struct rule_box *b, int step) {
    if (rule_box_is_typed(b->at))
        type_key(b, step > 0 ? K_RIGHT : K_LEFT);
    else if (b->at == ITEM_WEEKDAYS)
        b->weekday = cycle((unsigned)b->weekday, step, WEEK);
    else
        turn_value(b, step);
}

static void take(struct console *c, struct rule_box *b) {
    struct form *f = b->form;
    struct buf text = {0};
    if (b->error) {
        console_say(c, ROLE_ERROR, "%s", b->error);
        return;
    }
    if (b->touched) {
        rule_print(&b->now.rule, &text);
        textfield_set(&f->fields[f->at].text, buf_str(&text));
        form_check(c, f, f->at);
        buf_free(&text);
    }
    layer_close(c, &b->layer);
}

static void box_words(struct console *c, struct layer *l, const char *words) {
    struct rule_box *b = (struct rule_box *)l;
    c->dirty = true;
    if (!strcmp(words, "close"))
        layer_close(c, l);
    else if (!strcmp(words, "rule take"))
        take(c, b);
    else if (!strcmp(words, "rule next"))
        go_to(b, 1);
    else if (!strcmp(words, "rule previous"))
        go_to(b, -1);
    else if (!strcmp(words, "rule right"))
        side_key(b, 1);
    else if (!strcmp(words, "rule left"))
        side_key(b, -1);
    else if (!strcmp(words, "rule value"))
        turn_value(b, 1);
    else if (!strncmp(words, "scroll ", 7))
        scroll_words(&b->scroll, words + 7);
}

static void box_key(struct console *c, struct layer *l, uint32_t key) {
    struct rule_box *b = (struct rule_box *)l;
    c->dirty = true;
    if (rule_box_is_typed(b->at)) type_key(b, key);
}

static void box_free(struct console *c, struct layer *l) {
    struct rule_box *b = (struct rule_box *)l;
    jobs_forget(c->jobs, SLOT_FORM);
    for (int i = 0; i < ITEMS; i++) textfield_free(&b->texts[i]);
    wrap_clear(&b->says);
    wrap_clear(&b->dates);
    free(b->kept);
    free(b->error);
    free(b);
}

static const struct layer_type box_type = {KEYS_RULE, rule_box_draw, box_words, box_key, NULL, box_free};

struct anchor_job {
    struct job job;
    struct rule_box *box;
    int64_t id, anchor;
};

static bool anchor_run(struct session *s, struct job *job, struct err *err) {
    struct anchor_job *j = (struct anchor_job *)job;
    struct series_list list = {0};
    bool ok = series_read(s, &(struct ids){.items = &j->id, .count = 1}, &list, err);
    if (ok) j->anchor = list.items[0].anchor;
    series_free(&list);
    return ok;
}

static void anchor_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct anchor_job *j = (struct anchor_job *)job;
    struct rule_box *b = j->box;
    if (!layer_is_open(c, &b->layer)) return;
    if (!job->ok) console_say_error(c, &job->err);
    b->anchor = j->anchor;
    b->has_anchor = job->ok;
    b->anchor_failed = !job->ok;
    b->wrapped_for = 0;
    c->dirty = true;
}

static void anchor_free(struct job *job) { free(job); }

static void ask_anchor(struct console *c, struct rule_box *b) {
    struct anchor_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){.lane = JOB_READ,
                          .slot = SLOT_FORM,
                          .repeat = true,
                          .run = anchor_run,
                          .done = anchor_done,
                          .free_job = anchor_free};
    j->box = b;
    j->id = b->form->id;
    jobs_submit(c->jobs, &j->job);
}

/* Time and zone as the form has them; else noon, in the viewer's zone. */
static void take_form(const struct console *c, struct rule_box *b) {
    bool timed = rule_parse_time(form_field(b->form, SERIES_TIME_OF_DAY)->text.text, &b->now.time_of_day, NULL);
    b->now.zone = zone_get(form_field(b->form, SERIES_TIMEZONE)->text.text, NULL);
    b->assumed = !timed || !b->now.zone;
    if (!timed) b->now.time_of_day = NOON;
    if (!b->now.zone) b->now.zone = c->scene.zone;
}

static void take_rule(struct rule_box *b, const char *text) {
    const char *from = text[strspn(text, " ")] ? text : "FREQ=WEEKLY";
    struct err err = {0};
    b->touched = from != text;
    b->unread = !rule_parse(from, &b->now.rule, NULL, &err);
    if (b->unread) {
        rule_parse("FREQ=WEEKLY", &b->now.rule, NULL, NULL);
        /* TRANSLATORS: what is wrong with a recurrence rule */
        b->kept = mem_format(_("The rule cannot be read (%s): it stays unless you change something."), err.text);
    }
    if (!rule_choices_read(&b->choices, &b->now.rule))
        b->kept = mem_dup(_("This rule says more than these choices: it stays unless you change something."));
    err_free(&err);
}

/* Its UNTIL is measured by the time and zone that the row has, before what the form makes of them. */
static void keep_until(struct rule_box *b) {
    const struct form *f = b->form;
    struct recurrence was;
    struct err err = {0};
    if (recurrence_read(&was, form_field(f, SERIES_RRULE)->was, form_field(f, SERIES_TIME_OF_DAY)->was,
                        form_field(f, SERIES_TIMEZONE)->was, &err))
        rule_until_keep_day(&was, &b->now);
    err_free(&err);
}

void rule_box_open(struct console *c, struct form *f) {
    struct rule_box *b = mem_zero(1, sizeof *b);
    b->layer.type = &box_type;
    b->form = f;
    b->weekday = 1;
    take_form(c, b);
    take_rule(b, f->fields[f->at].text.text);
    keep_until(b);
    b->choices.until = b->now.rule.until;
    if (b->choices.end != CHOICES_END_UNTIL) /* a year from now, should it become one */
        b->choices.until = rule_until_of_day(console_now(c) / DAY + 365, b->now.zone);
    set_texts(b);
    layer_push(c, &b->layer);
    if (f->id == 0) {
        b->anchor = console_now(c);
        b->has_anchor = true;
    } else {
        ask_anchor(c, b);
    }
}
