/* Cells of categories, series, workshops and hosts: see pane_type.h. */
#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "recur/describe.h"
#include "recur/recurrence.h"
#include "recur/when.h"
#include "ui/attention.h"
#include "ui/bar.h"
#include "ui/pane_type.h"

enum {
    SEATS_COLUMNS = 8,
    BAR_COLUMNS = 4,
    COLUMN_RULE = 14,
    OF_HOST = ATTENTION_HOST_REVOKED | ATTENTION_HOST_INACTIVE
};

enum role column_add(const struct column *column, const struct scene *scene, const struct row *row, struct buf *out) {
    if (column->add) return column->add(scene, row, column->field, out);
    const char *text = row_text(row, column->field);
    if (text) buf_add(out, text);
    return ROLE_PLAIN;
}

enum role column_person(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    (void)scene;
    const char *name = row_text(row, field);
    if (name) buf_addf(out, "@%s", name);
    return ROLE_PLAIN;
}

enum role column_when(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    int64_t at;
    struct buf text = {0};
    if (!row_time(row, field, &at)) return ROLE_PLAIN;
    when_add_short(&text, at, scene->now, scene->zone);
    if (gate_columns(buf_str(&text), text.len) >= COLUMN_WHEN) { /* another year: the day says enough */
        char *time = strrchr(text.data, ' ');
        if (time) buf_truncate(&text, (size_t)(time - text.data));
    }
    buf_add(out, buf_str(&text));
    buf_free(&text);
    return ROLE_PLAIN;
}

/* The host and the category of a series or workshop, lit when they are what the row's flag is about. */
static enum role host_column(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    column_person(scene, row, field, out);
    return row->attention & OF_HOST ? ROLE_WARNING : ROLE_PLAIN;
}

static enum role category_column(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    (void)scene;
    if (row_text(row, field)) buf_add(out, row_text(row, field));
    return row->attention & ATTENTION_CATEGORY_OFF ? ROLE_WARNING : ROLE_PLAIN;
}

static enum role on_column(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    (void)scene;
    bool on = row_int(row, field);
    /* TRANSLATORS: a category or series is active, or not */
    if (row->id > 0) buf_add(out, on ? _("on") : _("off"));
    return on ? ROLE_PLAIN : ROLE_DIM;
}

static enum role upcoming_column(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    (void)field;
    if (scene->upcoming.known) buf_addf(out, "%" PRId64, upcoming_of(&scene->upcoming, row->id));
    return ROLE_PLAIN;
}

const struct column category_columns[CATEGORY_COLUMNS] = {
    {N_("Category"), 0, 0, GATE_LEFT, CATEGORY_NAME, NULL},
    {N_("Slug"), 24, 60, GATE_LEFT, CATEGORY_SLUG, NULL},
    /* TRANSLATORS: heading over "on" and "off", at most 4 columns */
    {N_("On"), 5, 0, GATE_LEFT, CATEGORY_IS_ACTIVE, on_column},
    /* TRANSLATORS: heading over the number of workshops coming up, at most 7 columns */
    {N_("Up"), 7, 0, GATE_RIGHT, CATEGORY_ID, upcoming_column},
};

static enum role rule_column(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    const char *text = row_text(row, field), *time = row_text(row, SERIES_TIME_OF_DAY);
    struct rule rule;
    int seconds;
    if (row->id > 0 && !row_int(row, SERIES_IS_ACTIVE)) return on_column(scene, row, SERIES_IS_ACTIVE, out);
    if (text && time && rule_parse(text, &rule, NULL, NULL) && rule_parse_time(time, &seconds, NULL))
        describe_add_short(out, &rule, seconds, COLUMN_RULE - 1);
    else if (text)
        buf_add(out, text);
    return ROLE_PLAIN;
}

/* The rule in words, where it can be used. */
static enum role words_column(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    (void)scene;
    struct recurrence r;
    const char *rrule = row_text(row, field), *time = row_text(row, SERIES_TIME_OF_DAY);
    const char *zone = row_text(row, SERIES_TIMEZONE);
    if (rrule && time && zone && recurrence_read(&r, rrule, time, zone, NULL))
        describe_add(out, &r.rule, r.time_of_day, r.zone);
    return ROLE_PLAIN;
}

const struct column series_columns[SERIES_COLUMNS] = {
    {N_("Series"), 0, 0, GATE_LEFT, SERIES_TITLE, NULL},
    /* TRANSLATORS: heading over recurrence rules in short: "Mo–Fr 07:30" */
    {N_("Rule"), COLUMN_RULE, 0, GATE_LEFT, SERIES_RRULE, rule_column},
    /* TRANSLATORS: heading over recurrence rules told in words */
    {N_("In words"), 62, 150, GATE_LEFT, SERIES_RRULE, words_column},
    {N_("Host"), 12, 60, GATE_LEFT, SERIES_HOST, host_column},
    {N_("Category"), 14, 110, GATE_LEFT, SERIES_CATEGORY, category_column},
    {N_("Time zone"), 20, 90, GATE_LEFT, SERIES_TIMEZONE, NULL},
    {N_("On"), 4, 60, GATE_LEFT, SERIES_IS_ACTIVE, on_column},
};

static bool has_status(const struct row *row, const char *status) {
    const char *own = row_text(row, WORKSHOP_STATUS);
    return own && !strcmp(own, status);
}

static enum role workshop_when(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    int64_t at, started;
    if (!row_time(row, field, &at)) return ROLE_PLAIN;
    if (has_status(row, "live")) {
        if (!row_time(row, WORKSHOP_ACTUAL_STARTED_AT, &started)) started = at;
        when_add_live(out, started, scene->now);
        return ROLE_LIVE;
    }
    if (has_status(row, "lobby")) {
        /* TRANSLATORS: the state of a workshop whose waiting room is open, at most 5 columns */
        buf_add(out, _("lobby"));
        return ROLE_LIVE;
    }
    if (has_status(row, "scheduled") && scene->now - at >= 60) {
        when_add_overdue(out, at, scene->now);
        return scene->now - at >= ATTENTION_OVERDUE_AFTER ? ROLE_WARNING : ROLE_PLAIN;
    }
    return column_when(scene, row, field, out);
}

static enum role workshop_state(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    static const struct {
        const char *status, *word;
        enum role role;
    } states[] = {
        /* TRANSLATORS: states of a workshop, at most 5 columns each */
        {"scheduled", N_("sched"), ROLE_PLAIN}, {"lobby", N_("lobby"), ROLE_LIVE},    {"live", N_("live"), ROLE_LIVE},
        {"ended", N_("ended"), ROLE_DIM},       {"cancelled", N_("canc."), ROLE_DIM},
    };
    (void)scene;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (!has_status(row, states[i].status)) continue;
        buf_add(out, _(states[i].word));
        return states[i].role;
    }
    if (row_text(row, field)) buf_add(out, row_text(row, field));
    return ROLE_PLAIN;
}

static enum role seats_column(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    (void)scene;
    int64_t taken = row_int(row, field), most = row_int(row, WORKSHOP_MAX_CAPACITY);
    struct buf text = {0};
    buf_addf(&text, "%" PRId64, taken);
    if (most > 0) buf_addf(&text, "/%" PRId64, most);
    bool bar = most > 0 && text.len < SEATS_COLUMNS;
    gate_add_fit(out, buf_str(&text), text.len, bar ? SEATS_COLUMNS : SEATS_COLUMNS + BAR_COLUMNS, GATE_LEFT);
    if (bar) bar_add(out, taken, most, BAR_COLUMNS);
    buf_free(&text);
    return most > 0 && taken >= most ? ROLE_WARNING : ROLE_PLAIN;
}

const struct column workshop_columns[WORKSHOP_COLUMNS] = {
    {N_("When"), COLUMN_WHEN, 0, GATE_LEFT, WORKSHOP_SCHEDULED_AT, workshop_when},
    /* TRANSLATORS: heading over "live", "sched", at most 5 columns */
    {N_("State"), 6, 0, GATE_LEFT, WORKSHOP_STATUS, workshop_state},
    {N_("Title"), 0, 0, GATE_LEFT, WORKSHOP_TITLE, NULL},
    {N_("Host"), 12, 60, GATE_LEFT, WORKSHOP_HOST, host_column},
    {N_("Seats"), SEATS_COLUMNS + BAR_COLUMNS, 50, GATE_LEFT, WORKSHOP_ATTENDEE_COUNT, seats_column},
};

static enum role account_column(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    (void)scene;
    if (row_text(row, field)) buf_add(out, row_text(row, field));
    return attention_of_host(row) & ATTENTION_HOST_INACTIVE ? ROLE_WARNING : ROLE_PLAIN;
}

static enum role may_host_column(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    (void)scene;
    buf_add(out, row_int(row, field) ? _("yes") : _("no"));
    return row_int(row, field) ? ROLE_PLAIN : ROLE_WARNING;
}

const struct column host_columns[HOST_COLUMNS] = {
    {N_("User"), 17, 0, GATE_LEFT, USER_USERNAME, column_person},
    {N_("Name"), 0, 0, GATE_LEFT, USER_DISPLAY_NAME, NULL},
    {N_("Role"), 11, 60, GATE_LEFT, USER_ROLE, NULL},
    {N_("Status"), 13, 70, GATE_LEFT, USER_STATUS, account_column},
    {N_("Time zone"), 20, 90, GATE_LEFT, USER_TIMEZONE, NULL},
    /* TRANSLATORS: heading over yes and no, at most 9 columns */
    {N_("May host"), 9, 0, GATE_LEFT, USER_CAN_HOST, may_host_column},
};
