/* Calendars written: see ical.h. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/gate.h"
#include "base/mem.h"
#include "recur/ical.h"
#include "recur/ical_late.h"

enum { YEAR_SECONDS = 366 * 86400, YEARS_AFTER = 5 };

static struct icaltimetype ical_time(int64_t seconds) {
    struct civil c = civil_from_seconds(seconds);
    struct icaltimetype t = ical->time_null_time();
    t.year = c.year;
    t.month = c.month;
    t.day = c.day;
    t.hour = c.hour;
    t.minute = c.minute;
    t.second = c.second;
    return t;
}

static struct icaltimetype utc_time(int64_t seconds) {
    struct icaltimetype t = ical_time(seconds);
    t.zone = ical->timezone_get_utc_timezone();
    return t;
}

static bool is_utc(const struct zone *zone) { return !strcmp(zone_name(zone), "UTC"); }

static struct icaltimetype zone_time(int64_t utc, const struct zone *zone) {
    return is_utc(zone) ? utc_time(utc) : ical_time(zone_utc_to_local(zone, utc).seconds);
}

static void add_zoned(icalcomponent *to, icalproperty *property, const struct zone *zone) {
    if (!is_utc(zone)) ical->property_add_parameter(property, ical->parameter_new_tzid(zone_name(zone)));
    ical->component_add_property(to, property);
}

/* Text without control characters; line ends stay when `lines`. To be freed. */
static char *clean(const char *text, bool lines) {
    struct buf out = {0};
    while (*text) {
        size_t len = lines ? strcspn(text, "\r\n") : strlen(text);
        gate_add_file(&out, text, len);
        text += len;
        if (*text == '\r' && text[1] == '\n') text++;
        if (*text) buf_add_char(&out, '\n');
        text += *text != '\0';
    }
    return out.data ? buf_steal(&out) : mem_dup("");
}

static void add_text(icalcomponent *to, icalproperty *make(const char *), const char *text, bool lines) {
    if (!text || !*text) return;
    char *copy = clean(text, lines);
    ical->component_add_property(to, make(copy));
    free(copy);
}

static void add_rule(icalcomponent *to, const struct rule *rule) {
    struct buf text = {0};
    buf_add(&text, "RRULE:");
    rule_print(rule, &text);
    icalproperty *property = ical->property_new_from_string(buf_str(&text));
    if (property) ical->component_add_property(to, property);
    buf_free(&text);
}

static void add_event(icalcomponent *calendar, const struct ical_event *e, int64_t now) {
    icalcomponent *v = ical->component_new(ICAL_VEVENT_COMPONENT);
    int64_t sequence = e->modified > e->created ? e->modified - e->created : 0;
    add_text(v, ical->property_new_uid, e->uid, false);
    ical->component_add_property(v, ical->property_new_dtstamp(utc_time(now)));
    add_zoned(v, ical->property_new_dtstart(zone_time(e->start, e->zone)), e->zone);
    if (e->minutes > 0)
        ical->component_add_property(v, ical->property_new_duration(ical->durationtype_from_int((int)e->minutes * 60)));
    if (e->recurrence_id) add_zoned(v, ical->property_new_recurrenceid(zone_time(e->recurrence_id, e->zone)), e->zone);
    if (e->rule) add_rule(v, e->rule);
    for (size_t i = 0; i < e->exdate_count; i++)
        add_zoned(v, ical->property_new_exdate(zone_time(e->exdates[i], e->zone)), e->zone);
    add_text(v, ical->property_new_summary, e->title, false);
    add_text(v, ical->property_new_description, e->description, true);
    add_text(v, ical->property_new_contact, e->contact, false);
    add_text(v, ical->property_new_categories, e->category, false);
    ical->component_add_property(v, ical->property_new_created(utc_time(e->created)));
    ical->component_add_property(v, ical->property_new_lastmodified(utc_time(e->modified)));
    ical->component_add_property(v, ical->property_new_sequence(sequence > INT32_MAX ? INT32_MAX : (int)sequence));
    ical->component_add_property(
        v, ical->property_new_status(e->cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    ical->component_add_component(calendar, v);
}

static void add_rdate(icalcomponent *o, int64_t local) {
    struct icaldatetimeperiodtype date = {.time = ical_time(local), .period = ical->periodtype_null_period()};
    ical->component_add_property(o, ical->property_new_rdate(date));
}

/* From `at` on; *before is the offset until then. Its DTSTART is an RDATE too: npm's ical.js looks at those alone where
 * there are any. */
static icalcomponent *observance(const struct zone *zone, int64_t at, int before) {
    struct zone_local local = zone_utc_to_local(zone, at);
    icalcomponent *o = ical->component_new(local.is_dst ? ICAL_XDAYLIGHT_COMPONENT : ICAL_XSTANDARD_COMPONENT);
    ical->component_add_property(o, ical->property_new_dtstart(ical_time(at + before)));
    ical->component_add_property(o, ical->property_new_tzoffsetfrom(before));
    ical->component_add_property(o, ical->property_new_tzoffsetto(local.offset));
    ical->component_add_property(o, ical->property_new_tzname(local.abbrev));
    add_rdate(o, at + before);
    return o;
}

static bool same_observance(icalcomponent *o, const struct zone *zone, int64_t at, int before) {
    struct zone_local local = zone_utc_to_local(zone, at);
    icalproperty *from = ical->component_get_first_property(o, ICAL_TZOFFSETFROM_PROPERTY);
    icalproperty *to = ical->component_get_first_property(o, ICAL_TZOFFSETTO_PROPERTY);
    icalproperty *name = ical->component_get_first_property(o, ICAL_TZNAME_PROPERTY);
    bool daylight = ical->component_isa(o) == ICAL_XDAYLIGHT_COMPONENT;
    return daylight == local.is_dst && ical->property_get_tzoffsetfrom(from) == before &&
           ical->property_get_tzoffsetto(to) == local.offset && !strcmp(ical->property_get_tzname(name), local.abbrev);
}

/* Every change from the last before `first` to `last`: one observance for those alike, its further ones as RDATE. */
static void add_zone(icalcomponent *calendar, const struct zone *zone, int64_t first, int64_t last) {
    icalcomponent *v = ical->component_new(ICAL_VTIMEZONE_COMPONENT);
    int64_t at = first - YEAR_SECONDS, next = at;
    ical->component_add_property(v, ical->property_new_tzid(zone_name(zone)));
    while (zone_next_transition(zone, next, &next) && next <= first) at = next;
    ical->component_add_component(v, observance(zone, at, zone_utc_to_local(zone, at - 1).offset));
    while (zone_next_transition(zone, at, &at) && at <= last) {
        int before = zone_utc_to_local(zone, at - 1).offset;
        icalcomponent *o = ical->component_get_first_component(v, ICAL_ANY_COMPONENT);
        while (o && !same_observance(o, zone, at, before))
            o = ical->component_get_next_component(v, ICAL_ANY_COMPONENT);
        if (o)
            add_rdate(o, at + before);
        else
            ical->component_add_component(v, observance(zone, at, before));
    }
    ical->component_add_component(calendar, v);
}

static void add_zones(icalcomponent *calendar, const struct ical_event *events, size_t count, int64_t until) {
    for (size_t i = 0; i < count; i++) {
        int64_t first = events[i].start, last = until;
        bool seen = is_utc(events[i].zone);
        for (size_t k = 0; k < count; k++) {
            if (strcmp(zone_name(events[k].zone), zone_name(events[i].zone)) != 0) continue;
            if (k < i) seen = true;
            if (events[k].start < first) first = events[k].start;
            if (events[k].start > last) last = events[k].start;
        }
        if (!seen) add_zone(calendar, events[i].zone, first, last + (int64_t)YEARS_AFTER * YEAR_SECONDS);
    }
}

bool ical_write(struct buf *out, const struct ical_event *events, size_t count, int64_t now, int64_t until,
                struct err *err) {
    if (!ical_open(err)) return false;
    icalcomponent *calendar = ical->component_new(ICAL_VCALENDAR_COMPONENT);
    bool cancels = count == 1 && events[0].cancelled;
    ical->component_add_property(calendar, ical->property_new_prodid("-//wsadmin//wsadmin//EN"));
    ical->component_add_property(calendar, ical->property_new_version("2.0"));
    ical->component_add_property(calendar,
                                 ical->property_new_method(cancels ? ICAL_METHOD_CANCEL : ICAL_METHOD_PUBLISH));
    add_zones(calendar, events, count, until);
    for (size_t i = 0; i < count; i++) add_event(calendar, &events[i], now);
    char *text = ical->component_as_ical_string_r(calendar);
    if (text) buf_add(out, text);
    ical->memory_free_buffer(text);
    ical->component_free(calendar);
    return true;
}
