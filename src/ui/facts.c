/* See facts.h. */
#include "ui/facts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/figures.h"
#include "op/series_doctor.h"
#include "recur/when.h"
#include "ui/bar.h"
#include "ui/box.h"
#include "ui/state.h"

enum { COUNT_MOST = 100000, LABEL_COLUMNS = 22, BAR_COLUMNS = 10, SEATS_COLUMNS = 9, DATE_COLUMNS = 13 };

struct facts_job {
    struct job job;
    unsigned box;
    enum entity_kind kind;
    int64_t id, series, host, at, seats;
    bool awaited; /* a workshop that is scheduled or has its lobby open: its seats follow its attendees */
    struct buf text;
};

void facts_add_label(struct buf *out, const char *label) {
    gate_add_fit(out, label, strlen(label), LABEL_COLUMNS - 1, GATE_LEFT);
    buf_add_char(out, ' ');
}

/* "1205", or "100000+" where counting stopped. */
static void add_number(struct buf *out, int64_t count) {
    buf_addf(out, "%" PRId64 "%s", count, count >= COUNT_MOST ? "+" : "");
}

/* How many rows of a kind have one value in a field, and belong to the workshop by another. */
static bool count_of(struct session *s, const struct facts_job *j, enum entity_kind kind, int owner, int field,
                     const char *value, int64_t *count, struct err *err) {
    char id[24];
    struct list_request r = {.kind = kind, .condition_count = 2};
    snprintf(id, sizeof id, "%" PRId64, j->id);
    r.conditions[0] = (struct list_condition){owner, id};
    r.conditions[1] = (struct list_condition){field, value};
    return list_count(s->conn, &r, COUNT_MOST, count, err);
}

static bool add_seats(struct session *s, struct facts_job *j, struct err *err) {
    int64_t rsvp, joined, left;
    bool ok = count_of(s, j, ENTITY_ATTENDEE, ATTENDEE_WORKSHOP_ID, ATTENDEE_STATUS, "rsvp", &rsvp, err) &&
              count_of(s, j, ENTITY_ATTENDEE, ATTENDEE_WORKSHOP_ID, ATTENDEE_STATUS, "joined", &joined, err) &&
              count_of(s, j, ENTITY_ATTENDEE, ATTENDEE_WORKSHOP_ID, ATTENDEE_STATUS, "left", &left, err);
    if (!ok) return false;
    facts_add_label(&j->text, _("attendees by status"));
    buf_addf(&j->text, "rsvp %" PRId64 ", joined %" PRId64 ", left %" PRId64 "\n", rsvp, joined, left);
    if (j->awaited && rsvp + joined != j->seats && rsvp < COUNT_MOST)
        buf_addf(&j->text, "! %s\n", _("the number of attendees is not that of its rows: repair sets it right"));
    return true;
}

/* How many notifications of each kind it has, by their keys. */
static bool add_told(struct session *s, struct facts_job *j, struct err *err) {
    const char *const *types = entities[ENTITY_NOTIFICATION].fields[NOTIFICATION_TYPE].values;
    static const char prefix[] = "workshop_";
    struct buf told = {0};
    bool ok = true;
    for (size_t i = 0; ok && types[i]; i++) {
        int64_t count;
        ok = count_of(s, j, ENTITY_NOTIFICATION, NOTIFICATION_ENTITY_ID, NOTIFICATION_TYPE, types[i], &count, err);
        if (!ok || count == 0) continue;
        buf_addf(&told, "%s%s ", told.len ? ", " : "", types[i] + strlen(prefix));
        add_number(&told, count);
    }
    /* TRANSLATORS: how many people got which notification about a workshop so far */
    facts_add_label(&j->text, _("recipients so far"));
    buf_addf(&j->text, "%s\n", told.len ? buf_str(&told) : _("nobody"));
    buf_free(&told);
    return ok;
}

/* The time where the workshop is at home: in its series' zone, else in its host's. */
static void add_zone_time(struct facts_job *j, const char *label, const char *name) {
    const struct zone *zone = name ? zone_get(name, NULL) : NULL;
    if (!zone) return;
    facts_add_label(&j->text, label);
    when_add_date(&j->text, j->at, zone);
    buf_addf(&j->text, "   %s\n", zone_name(zone));
}

static bool add_faults(struct session *s, struct facts_job *j, struct err *err) {
    struct ids ids = {0};
    struct examined found = {0};
    ids_add(&ids, j->series);
    bool ok = series_examine(s, &ids, &found, err);
    for (size_t i = 0; ok && i < found.count; i++) {
        const struct finding *f = &found.items[i];
        if (f->workshop ? f->workshop->id != j->id : j->kind != ENTITY_SERIES) continue;
        buf_addf(&j->text, "! %s", fault_words(f->fault));
        if (fault_mend(f->fault)) buf_addf(&j->text, " (mend: %s)", fault_mend(f->fault));
        buf_add_char(&j->text, '\n');
    }
    examined_clear(&found);
    ids_free(&ids);
    return ok;
}

static bool of_workshop(struct session *s, struct facts_job *j, struct err *err) {
    struct rows series = {0}, host = {0};
    bool ok = (!j->series || list_get(s->conn, ENTITY_SERIES, &j->series, 1, &series, err)) &&
              list_get(s->conn, ENTITY_USER, &j->host, 1, &host, err);
    if (ok && series.count) add_zone_time(j, _("in its series' zone"), rows_text(&series, 0, SERIES_TIMEZONE));
    if (ok && host.count) add_zone_time(j, _("in its host's zone"), rows_text(&host, 0, USER_TIMEZONE));
    if (ok && series.count) {
        facts_add_label(&j->text, _("its series"));
        gate_add_str(&j->text, rows_text(&series, 0, SERIES_TITLE));
        buf_add_char(&j->text, '\n');
    }
    ok = ok && (!j->series || add_faults(s, j, err)) && add_seats(s, j, err) && add_told(s, j, err);
    rows_free(&series);
    rows_free(&host);
    return ok;
}

/* Seats of the largest of them fill the bar. */
static void add_held(struct buf *out, const struct session *s, const struct held *h, int64_t most) {
    struct buf date = {0}, seats = {0}, bar = {0};
    when_add_date(&date, h->at, s->zone);
    buf_addf(&seats, h->capacity > 0 ? "%" PRId64 "/%" PRId64 : "%" PRId64, h->seats, h->capacity);
    bar_add(&bar, h->seats, most, BAR_COLUMNS);
    const char *time = strrchr(buf_str(&date), ' '); /* the day says enough */
    buf_add(out, "  ");
    gate_add_fit(out, buf_str(&date), time ? (size_t)(time - buf_str(&date)) : date.len, DATE_COLUMNS + 3, GATE_LEFT);
    gate_add_fit(out, buf_str(&seats), seats.len, SEATS_COLUMNS, GATE_LEFT);
    gate_add_fit(out, buf_str(&bar), bar.len, BAR_COLUMNS + 1, GATE_LEFT);
    /* TRANSLATORS: so many of those with a seat were in the room */
    buf_addf(out, _("%" PRId64 " came  "), h->came);
    gate_add_str(out, h->title);
    buf_add_char(out, '\n');
    buf_free(&date);
    buf_free(&seats);
    buf_free(&bar);
}

static bool of_person(struct session *s, struct facts_job *j, struct err *err) {
    struct figures f = {0};
    int64_t most = 1;
    bool ok = figures_read(s, j->id, &f, err);
    if (ok) {
        facts_add_label(&j->text, _("as a host"));
        if (f.cut) buf_addf(&j->text, _("of the latest %d: "), (int)FIGURES_MOST);
        buf_addf(&j->text,
                 _("held %1$" PRId64 ", cancelled %2$" PRId64 ", live %3$" PRId64 ", coming up %4$" PRId64 "\n"),
                 f.held, f.cancelled, f.live, f.coming);
    }
    if (ok && f.held > 0) {
        facts_add_label(&j->text, _("seats on average"));
        buf_addf(&j->text, "%" PRId64 ".%d\n", f.seats / f.held, (int)(f.seats * 10 / f.held % 10));
        buf_addf(&j->text, P_("the last one held:\n", "the last %zu held:\n", f.last_count), f.last_count);
    }
    for (size_t i = 0; i < f.last_count; i++)
        if (f.last[i].seats > most) most = f.last[i].seats;
    for (size_t i = 0; i < f.last_count; i++) add_held(&j->text, s, &f.last[i], most);
    figures_free(&f);
    return ok;
}

static bool facts_run(struct session *s, struct job *job, struct err *err) {
    struct facts_job *j = (struct facts_job *)job;
    buf_truncate(&j->text, 0); /* of a try before the connection was lost */
    switch (j->kind) {
    case ENTITY_WORKSHOP: return of_workshop(s, j, err);
    case ENTITY_SERIES: return add_faults(s, j, err);
    default: return of_person(s, j, err);
    }
}

static void facts_done(void *owner, struct job *job) {
    struct facts_job *j = (struct facts_job *)job;
    if (job->ok)
        box_insert(owner, j->box, SIZE_MAX, buf_str(&j->text));
    else if (job->err.code != WS_CANCELLED)
        console_say_error(owner, &job->err);
}

static void facts_free(struct job *job) {
    struct facts_job *j = (struct facts_job *)job;
    buf_free(&j->text);
    free(j);
}

void facts_add(struct console *c, unsigned box, enum entity_kind kind, const struct row *row) {
    if (kind != ENTITY_WORKSHOP && kind != ENTITY_SERIES && kind != ENTITY_USER) return;
    struct facts_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){.lane = JOB_READ,
                          .slot = SLOT_FACTS,
                          .repeat = true,
                          .run = facts_run,
                          .done = facts_done,
                          .free_job = facts_free};
    j->box = box;
    j->kind = kind;
    j->id = row->id;
    j->series = row->id;
    if (kind == ENTITY_WORKSHOP) {
        const char *status = row_text(row, WORKSHOP_STATUS);
        j->series = row_int(row, WORKSHOP_SERIES_ID);
        j->host = row_int(row, WORKSHOP_HOST_ID);
        j->seats = row_int(row, WORKSHOP_ATTENDEE_COUNT);
        j->awaited = status && (!strcmp(status, "scheduled") || !strcmp(status, "lobby"));
        row_time(row, WORKSHOP_SCHEDULED_AT, &j->at);
    }
    jobs_submit(c->jobs, &j->job);
}
