/* Calendars read: see ical.h. libical takes the text apart; what it says of rules and zones goes through our own,
 * stricter readers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "recur/ical.h"
#include "recur/ical_late.h"

enum { DAY = 86400, NAMED_MAX = 5, UNTIL_DATE = 8, UNTIL_LOCAL = 15 };

/* `what` is NULL for a component that libical does not know. */
static void leave_out(struct ical_series *s, const char *what) {
    if (!what) what = "?";
    for (size_t i = 0; i < s->left_out_count; i++)
        if (!strcmp(s->left_out[i], what)) return;
    s->left_out = mem_grow(s->left_out, &s->left_out_cap, s->left_out_count + 1, sizeof *s->left_out);
    s->left_out[s->left_out_count++] = mem_dup(what);
}

static void refuse(struct ical_series *s, const char *why) {
    if (!s->refused) s->refused = mem_dup(why);
}

static char *text_of(icalcomponent *event, icalproperty_kind kind) {
    icalproperty *p = ical->component_get_first_property(event, kind);
    const char *text = p ? ical->property_get_value_as_string(p) : NULL;
    if (!text) return NULL;
    /* of a text the plain form, without its escapes */
    const char *plain = ical->value_get_text(ical->property_get_value(p));
    return mem_dup(plain ? plain : text);
}

/* The zone of a time: UTC, as its TZID says, or `floating`. NULL: refused. */
static const struct zone *zone_of(struct ical_series *s, icalproperty *p, const struct icaltimetype *t,
                                  const struct zone *floating) {
    icalparameter *parameter = ical->property_get_first_parameter(p, ICAL_TZID_PARAMETER);
    if (ical->time_is_utc(*t)) return zone_utc();
    if (!parameter) return floating;
    const char *name = ical->parameter_get_tzid(parameter), *last = name ? strrchr(name, '/') : NULL;
    const struct zone *zone = name ? zone_get(name, NULL) : NULL;
    /* "/example.org/20240101/Europe/Madrid": the last two parts are the name */
    while (!zone && last && last > name) {
        const char *at = last - 1;
        while (at > name && *at != '/') at--;
        zone = zone_get(*at == '/' ? at + 1 : at, NULL);
        last = at > name ? at : NULL;
    }
    if (zone) return zone;
    char *why = mem_format(_("its time zone is not known: %s"), name ? name : "");
    refuse(s, why);
    free(why);
    return NULL;
}

static bool read_time(struct ical_series *s, icalproperty *p, const struct icaltimetype *t, const struct zone *floating,
                      int64_t *utc) {
    const struct civil c = {t->year, t->month, t->day, t->hour, t->minute, t->second, 0};
    const struct zone *zone = zone_of(s, p, t, floating);
    bool fits = t->year >= 1 && t->year <= 9999 && t->month >= 1 && t->month <= 12 && t->day >= 1 && t->day <= 31;
    if (!zone || !fits) return false;
    *utc = zone_local_to_utc(zone, civil_to_seconds(&c), NULL);
    return true;
}

static void read_start(struct ical_series *s, icalcomponent *event, const struct zone *floating) {
    icalproperty *p = ical->component_get_first_property(event, ICAL_DTSTART_PROPERTY);
    struct icaltimetype t = p ? ical->property_get_dtstart(p) : ical->time_null_time();
    if (!p || ical->time_is_null_time(t)) {
        refuse(s, _("it has no start"));
        return;
    }
    if (t.is_date) {
        refuse(s, _("it is of whole days: a series needs a time"));
        return;
    }
    s->zone = zone_of(s, p, &t, floating);
    if (!s->zone || !read_time(s, p, &t, floating, &s->start)) {
        refuse(s, _("its start cannot be read"));
        return;
    }
    snprintf(s->time_of_day, sizeof s->time_of_day, "%02u:%02u:%02u", (unsigned)t.hour % 24, (unsigned)t.minute % 60,
             (unsigned)t.second % 60);
}

static void read_length(struct ical_series *s, icalcomponent *event, const struct zone *floating) {
    icalproperty *end = ical->component_get_first_property(event, ICAL_DTEND_PROPERTY);
    icalproperty *length = ical->component_get_first_property(event, ICAL_DURATION_PROPERTY);
    int64_t at;
    if (s->refused) return;
    if (length) {
        struct icaldurationtype d = ical->property_get_duration(length);
        s->minutes = (((int64_t)d.weeks * 7 + d.days) * 24 + d.hours) * 60 + d.minutes;
    } else if (end) {
        struct icaltimetype t = ical->property_get_dtend(end);
        if (read_time(s, end, &t, floating, &at)) s->minutes = (at - s->start) / 60;
    }
    if (s->minutes >= 0 && s->minutes <= 480) return;
    s->minutes = 0;
    /* TRANSLATORS: of an event, after "not taken:" */
    leave_out(s, _("its length"));
}

/* Puts an UNTIL that is a date or a local time into UTC. */
static char *fix_until(const char *rrule, const struct zone *zone) {
    const char *until = strstr(rrule, "UNTIL=");
    size_t len = until ? strcspn(until + 6, ";") : 0;
    char db[CLOCK_DB_SIZE];
    int64_t local;
    if (len != UNTIL_DATE && len != UNTIL_LOCAL) return mem_dup(rrule);
    const char *p = until + 6, *clock = len == UNTIL_DATE ? "235959" : p + 9;
    snprintf(db, sizeof db, "%.4s-%.2s-%.2s %.2s:%.2s:%.2s", p, p + 4, p + 6, clock, clock + 2, clock + 4);
    if (!clock_parse_db(db, &local)) return mem_dup(rrule);
    struct civil c = civil_from_seconds(rule_until_at_most(zone_local_to_utc(zone, local, NULL)));
    return mem_format("%.*sUNTIL=%04d%02d%02dT%02d%02d%02dZ%s", (int)(until - rrule), rrule, c.year, c.month, c.day,
                      c.hour, c.minute, c.second, p + len);
}

static void read_rule(struct ical_series *s, icalcomponent *event) {
    icalproperty *p = ical->component_get_first_property(event, ICAL_RRULE_PROPERTY);
    struct recurrence r;
    struct err e = {0};
    struct buf normal = {0};
    if (s->refused) return;
    char *text = p ? ical->property_get_value_as_string_r(p) : NULL;
    char *rrule = fix_until(text ? text : "", s->zone);
    if (recurrence_check(&r, rrule, s->time_of_day, zone_name(s->zone), s->start, &e)) {
        rule_print(&r.rule, &normal);
        s->rrule = buf_steal(&normal);
    } else {
        refuse(s, e.text);
    }
    if (ical->component_get_next_property(event, ICAL_RRULE_PROPERTY)) refuse(s, _("it has several rules"));
    err_free(&e);
    free(rrule);
    ical->memory_free_buffer(text);
}

static void add_exdate(struct ical_series *s, int64_t at) {
    s->exdates = mem_grow(s->exdates, &s->exdate_cap, s->exdate_count + 1, sizeof *s->exdates);
    s->exdates[s->exdate_count++] = at;
}

static void read_exdates(struct ical_series *s, icalcomponent *event, const struct zone *floating) {
    if (s->refused) return;
    for (icalproperty *p = ical->component_get_first_property(event, ICAL_EXDATE_PROPERTY); p;
         p = ical->component_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
        struct icaltimetype t = ical->property_get_exdate(p);
        int64_t at;
        if (t.is_date || !read_time(s, p, &t, floating, &at))
            leave_out(s, "EXDATE");
        else
            add_exdate(s, at);
    }
}

/* Taken, or about the entry and not about the event. */
static bool has_place(icalproperty_kind kind) {
    static const icalproperty_kind kinds[] = {
        ICAL_UID_PROPERTY,     ICAL_SUMMARY_PROPERTY,  ICAL_DESCRIPTION_PROPERTY,  ICAL_DTSTART_PROPERTY,
        ICAL_DTEND_PROPERTY,   ICAL_DURATION_PROPERTY, ICAL_RRULE_PROPERTY,        ICAL_EXDATE_PROPERTY,
        ICAL_DTSTAMP_PROPERTY, ICAL_CREATED_PROPERTY,  ICAL_LASTMODIFIED_PROPERTY, ICAL_SEQUENCE_PROPERTY,
        ICAL_STATUS_PROPERTY,  ICAL_TRANSP_PROPERTY,
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i] == kind) return true;
    return false;
}

/* The name of a property that libical does not know, which is ignored (RFC 5545, 3.8.8.2); NULL: p is another. */
static const char *unknown_name(icalproperty *p) {
    icalparameter *type = ical->property_get_first_parameter(p, ICAL_XLICERRORTYPE_PARAMETER);
    if (!type || ical->parameter_get_xlicerrortype(type) != ICAL_XLICERRORTYPE_PROPERTYPARSEERROR) return NULL;
    const char *text = ical->property_get_value_as_string(p); /* "Parse error in property name: FOO" */
    const char *name = text ? strrchr(text, ' ') : NULL;
    return name ? name + 1 : "?";
}

static bool is_broken(icalcomponent *event) {
    for (icalproperty *p = ical->component_get_first_property(event, ICAL_XLICERROR_PROPERTY); p;
         p = ical->component_get_next_property(event, ICAL_XLICERROR_PROPERTY))
        if (!unknown_name(p)) return true;
    return false;
}

/* What a series has no place for. */
static void name_left_out(struct ical_series *s, icalcomponent *event) {
    icalcomponent *c = ical->component_get_first_component(event, ICAL_ANY_COMPONENT);
    for (icalproperty *p = ical->component_get_first_property(event, ICAL_ANY_PROPERTY); p;
         p = ical->component_get_next_property(event, ICAL_ANY_PROPERTY))
        if (!has_place(ical->property_isa(p))) {
            const char *unknown = unknown_name(p);
            leave_out(s, unknown ? unknown : ical->property_get_property_name(p));
        }
    for (; c; c = ical->component_get_next_component(event, ICAL_ANY_COMPONENT))
        leave_out(s, ical->component_kind_to_string(ical->component_isa(c)));
    if (ical->component_get_status(event) == ICAL_STATUS_TENTATIVE) leave_out(s, "STATUS:TENTATIVE");
}

static void add_other(struct ical_others *others, const char *name) {
    if (others->count++ < NAMED_MAX)
        buf_addf(&others->names, "%s%s", others->count > 1 ? ", " : "", name ? name : "?");
    else if (others->count == NAMED_MAX + 1)
        buf_add(&others->names, ", …");
}

static void add_event(struct ical_list *out, icalcomponent *event, const struct zone *zone) {
    bool broken = is_broken(event);
    if (ical->component_get_first_property(event, ICAL_RECURRENCEID_PROPERTY)) {
        out->changed++;
        return;
    }
    if (!ical->component_get_first_property(event, ICAL_RRULE_PROPERTY) && !broken) {
        char *title = text_of(event, ICAL_SUMMARY_PROPERTY);
        if (!title) title = text_of(event, ICAL_UID_PROPERTY);
        add_other(&out->single, title);
        free(title);
        return;
    }
    out->items = mem_grow(out->items, &out->cap, out->count + 1, sizeof *out->items);
    struct ical_series *s = &out->items[out->count++];
    *s = (struct ical_series){.zone = zone};
    s->uid = text_of(event, ICAL_UID_PROPERTY);
    s->title = text_of(event, ICAL_SUMMARY_PROPERTY);
    s->description = text_of(event, ICAL_DESCRIPTION_PROPERTY);
    if (broken) refuse(s, _("a part of it is no iCalendar"));
    if (ical->component_get_status(event) == ICAL_STATUS_CANCELLED) refuse(s, _("it is cancelled"));
    read_start(s, event, zone);
    read_length(s, event, zone);
    read_rule(s, event);
    read_exdates(s, event, zone);
    name_left_out(s, event);
}

/* An event that changes a date of a series of the calendar: the series does not have that date. */
static void add_change(struct ical_list *out, size_t first, icalcomponent *event, const struct zone *floating) {
    icalproperty *p = ical->component_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
    char *uid = p ? text_of(event, ICAL_UID_PROPERTY) : NULL;
    for (size_t i = first; uid && i < out->count; i++) {
        struct ical_series *s = &out->items[i];
        struct icaltimetype t = ical->property_get_recurrenceid(p);
        int64_t at;
        if (s->refused || !s->uid || strcmp(s->uid, uid) != 0) continue;
        if (t.is_date || !read_time(s, p, &t, floating, &at))
            leave_out(s, "RECURRENCE-ID");
        else
            add_exdate(s, at);
    }
    free(uid);
}

static void add_calendar(struct ical_list *out, icalcomponent *calendar, const struct zone *zone) {
    size_t first = out->count;
    for (icalcomponent *c = ical->component_get_first_component(calendar, ICAL_ANY_COMPONENT); c;
         c = ical->component_get_next_component(calendar, ICAL_ANY_COMPONENT)) {
        icalcomponent_kind kind = ical->component_isa(c);
        if (kind == ICAL_VEVENT_COMPONENT)
            add_event(out, c, zone);
        else if (kind != ICAL_VTIMEZONE_COMPONENT)
            add_other(&out->other, ical->component_kind_to_string(kind));
    }
    for (icalcomponent *c = ical->component_get_first_component(calendar, ICAL_VEVENT_COMPONENT); c;
         c = ical->component_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        add_change(out, first, c, zone);
}

bool ical_read(const char *bytes, size_t len, const struct zone *zone, struct ical_list *out, struct err *err) {
    if (len > ICAL_SIZE_MAX) return err_set(err, WS_DATA, "%s", _("the calendar is larger than 4 MB"));
    if (!ical_open(err)) return false;
    ical->error_set_errors_are_fatal(false); /* some builds of libical end the program */
    char *text = mem_dup_len(bytes, len);    /* ends at its first NUL byte */
    icalcomponent *root = ical->parser_parse_string(text), *inner;
    free(text);
    if (!root) return err_set(err, WS_DATA, "%s", _("this is no iCalendar"));
    if (ical->component_isa(root) == ICAL_VCALENDAR_COMPONENT) {
        add_calendar(out, root, zone);
    } else {
        inner = ical->component_get_first_component(root, ICAL_VCALENDAR_COMPONENT);
        for (; inner; inner = ical->component_get_next_component(root, ICAL_VCALENDAR_COMPONENT))
            add_calendar(out, inner, zone);
    }
    bool any = ical->component_isa(root) == ICAL_VCALENDAR_COMPONENT ||
               out->count + out->single.count + out->changed + out->other.count > 0;
    ical->component_free(root);
    return any || err_set(err, WS_DATA, "%s", _("this is no iCalendar"));
}

void ical_list_free(struct ical_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        struct ical_series *s = &list->items[i];
        char *const texts[] = {s->uid, s->title, s->description, s->rrule, s->refused};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) free(texts[k]);
        for (size_t k = 0; k < s->left_out_count; k++) free(s->left_out[k]);
        free(s->left_out);
        free(s->exdates);
    }
    free(list->items);
    buf_free(&list->single.names);
    buf_free(&list->other.names);
    *list = (struct ical_list){0};
}
