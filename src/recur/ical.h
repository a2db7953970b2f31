/* iCalendar (RFC 5545): calendars written and read with libical, which knows the text; rules and zones are our own
 * (README says why). Used by the words ics, series ics and series import. */
#ifndef WS_RECUR_ICAL_H
#define WS_RECUR_ICAL_H

#include "base/buf.h"
#include "recur/recurrence.h"

/* One VEVENT. Strings are raw: control characters are made visible, line ends of the description stay. */
struct ical_event {
    const char *uid, *title;
    const char *description, *contact, *category; /* may be NULL */
    int64_t start;
    int64_t minutes;         /* 0: not said */
    const struct zone *zone; /* of its times */
    int64_t recurrence_id;   /* the date that it replaces; 0: none */
    int64_t created, modified;
    bool cancelled;
    const struct rule *rule; /* NULL: it happens once */
    const int64_t *exdates;
    size_t exdate_count;
};

/* Adds a whole calendar, with a VTIMEZONE for each zone, good from the earliest start to five years after `until`.
 * `now` is its DTSTAMP; SEQUENCE is the seconds from created to modified. METHOD is CANCEL when all are cancelled and
 * it is one, else PUBLISH. WS_CONFIG without libical. */
bool ical_write(struct buf *out, const struct ical_event *events, size_t count, int64_t now, int64_t until,
                struct err *err);

/* A VEVENT that repeats, as a series: what could be taken, and what not. */
struct ical_series {
    char *uid, *title, *description, *rrule; /* owned; rrule in its stored form */
    char time_of_day[9];                     /* "19:00:00" */
    const struct zone *zone;
    int64_t start;
    int64_t minutes;  /* 0: not said */
    int64_t *exdates; /* instants at which it does not take place */
    size_t exdate_count, exdate_cap;
    char *refused;   /* why it cannot be a series (translated); NULL: it can */
    char **left_out; /* parts that a series has no place for (translated) */
    size_t left_out_count, left_out_cap;
};

struct ical_others {
    size_t count;
    struct buf names; /* of the first few: "Once, Twice, …" */
};

struct ical_list {
    struct ical_series *items;
    size_t count, cap;
    struct ical_others single; /* VEVENTs that do not repeat */
    struct ical_others other;  /* components that are no VEVENT (VTIMEZONE apart) */
    size_t changed;            /* VEVENTs that change a date of a series, which became one of its exdates */
};

enum { ICAL_SIZE_MAX = 4 * 1024 * 1024 };

/* Reads a calendar's bytes into an empty *out. Times without a zone are read in `zone`. WS_DATA when it is none,
 * WS_CONFIG without libical. */
bool ical_read(const char *bytes, size_t len, const struct zone *zone, struct ical_list *out, struct err *err);
void ical_list_free(struct ical_list *list);

#endif
