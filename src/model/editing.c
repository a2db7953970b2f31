/* Fields that can be edited: see editing.h. The limits are the platform's own (SPEC section 4 and issue 4). */
#include "model/editing.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/gate.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/utf8.h"
#include "model/slug.h"
#include "recur/instant.h"
#include "recur/rule.h"

enum {
    NEW = EDITING_NEW,
    SET = EDITING_SET,
    NEED = EDITING_REQUIRED,
    BULK = EDITING_BULK,
    MADE = EDITING_MADE,
    TITLE_LEAST = 3,
    TITLE_MOST = 200,
    DESCRIPTION_MOST = 5000,
    ZERO_WIDTH_NON_JOINER = 0x200C,
    ZERO_WIDTH_JOINER = 0x200D
};

#define TITLE(field)                                                                                                   \
    { field, NEW | SET | NEED | BULK, TITLE_LEAST, TITLE_MOST, NULL, N_("3 to 200 characters") }
#define DESCRIPTION(field)                                                                                             \
    { field, NEW | SET | BULK, 0, DESCRIPTION_MOST, NULL, N_("up to 5,000 characters") }
#define HOST(field, flags)                                                                                             \
    { field, flags, 0, 0, NULL, N_("a username or id") }
#define CATEGORY(field)                                                                                                \
    { field, NEW | SET | BULK, 0, 0, NULL, N_("a slug or id; empty: none") }
#define DURATION(field)                                                                                                \
    { field, NEW | SET | BULK, 15, 480, NULL, N_("minutes, 15 to 480; empty: not said") }

static const struct editing category_fields[] = {
    {CATEGORY_NAME, NEW | SET | NEED, 2, 100, NULL, N_("2 to 100 characters")},
    {CATEGORY_SLUG, NEW | SET | MADE, 1, 100, NULL, N_("letters, digits and hyphens; = makes it from the name")},
    {CATEGORY_DESCRIPTION, NEW | SET | BULK, 0, 500, NULL, N_("up to 500 characters")},
    {CATEGORY_SORT_ORDER, NEW | SET | BULK | MADE, INT32_MIN, INT32_MAX, NULL, N_("its place; empty: the last")},
    {CATEGORY_IS_ACTIVE, NEW | SET | BULK, 0, 0, "1", N_("yes or no")},
};

static const struct editing series_fields[] = {
    TITLE(SERIES_TITLE),
    HOST(SERIES_HOST_ID, NEW | SET | NEED | BULK),
    CATEGORY(SERIES_CATEGORY_ID),
    {SERIES_RRULE, NEW | SET | NEED, 0, RULE_MAX_LENGTH, NULL, N_("a rule as FREQ=WEEKLY;BYDAY=MO")},
    {SERIES_TIME_OF_DAY, NEW | SET | NEED | BULK, 0, 0, NULL, N_("a time of day as 19:00")},
    {SERIES_TIMEZONE, NEW | SET | NEED | BULK, 0, 50, NULL, N_("a time zone as America/New_York")},
    DURATION(SERIES_DURATION_MINUTES),
    DESCRIPTION(SERIES_DESCRIPTION),
    {SERIES_IS_ACTIVE, NEW | SET | BULK, 0, 0, "1", N_("yes or no")},
};

static const struct editing workshop_fields[] = {
    TITLE(WORKSHOP_TITLE),
    HOST(WORKSHOP_HOST_ID, NEW | SET | NEED | BULK),
    CATEGORY(WORKSHOP_CATEGORY_ID),
    {WORKSHOP_SERIES_ID, NEW, 0, 0, NULL, N_("#id or a part of its title; empty: none")},
    {WORKSHOP_SCHEDULED_AT, NEW | SET | NEED, 0, 0, NULL,
     N_("a time as 2026-11-30 19:00, in the series' zone, else in yours")},
    DURATION(WORKSHOP_DURATION_MINUTES),
    {WORKSHOP_MAX_CAPACITY, NEW | SET | BULK, 2, 500, NULL, N_("seats, 2 to 500; empty: no limit")},
    {WORKSHOP_IS_PRIVATE, NEW | SET | BULK, 0, 0, "0", N_("yes or no")},
    DESCRIPTION(WORKSHOP_DESCRIPTION),
    {WORKSHOP_RECORDING_URL, SET, 0, 500, NULL, N_("where the recording is: https://...")},
};

static const struct editing attendee_fields[] = {
    {ATTENDEE_WORKSHOP_ID, NEW | NEED, 0, 0, NULL, N_("#id or a part of its title")},
    HOST(ATTENDEE_USER_ID, NEW | NEED),
    {ATTENDEE_STATUS, SET | BULK, 0, 0, NULL, N_("rsvp or left")},
    {ATTENDEE_IS_CO_HOST, SET | BULK, 0, 0, NULL, N_("yes or no")},
    {ATTENDEE_CAN_SPEAK, SET | BULK, 0, 0, NULL, N_("yes or no")},
};

static const struct editing invite_fields[] = {
    {INVITE_WORKSHOP_ID, NEW | NEED, 0, 0, NULL, N_("#id or a part of its title")},
    HOST(INVITE_USER_ID, NEW | NEED),
};

static const struct editing user_fields[] = {
    {USER_CAN_HOST, SET | BULK, 0, 0, NULL, N_("yes or no")},
};

#define TABLE(array)                                                                                                   \
    { array, sizeof array / sizeof *array }
static const struct {
    const struct editing *fields;
    size_t count;
} tables[ENTITY_KINDS] = {
    [ENTITY_CATEGORY] = TABLE(category_fields), [ENTITY_SERIES] = TABLE(series_fields),
    [ENTITY_WORKSHOP] = TABLE(workshop_fields), [ENTITY_ATTENDEE] = TABLE(attendee_fields),
    [ENTITY_USER] = TABLE(user_fields),         [ENTITY_INVITE] = TABLE(invite_fields),
};

const struct editing *editing_fields(enum entity_kind kind, size_t *count) {
    *count = tables[kind].count;
    return tables[kind].fields;
}

const struct editing *editing_find(enum entity_kind kind, int field) {
    for (size_t i = 0; i < tables[kind].count; i++)
        if (tables[kind].fields[i].field == field) return &tables[kind].fields[i];
    return NULL;
}

const char *editing_why_fixed(enum entity_kind kind, int field) {
    if (kind == ENTITY_WORKSHOP && field == WORKSHOP_SERIES_ID)
        return N_("the dates of a series are counted from its workshops: cancel this one, and make one of the other "
                  "series (new workshop series=ID)");
    if (kind == ENTITY_ATTENDEE) return N_("remove this one, and add the other (attendee add)");
    if (kind == ENTITY_INVITE) return N_("delete this one, and invite again (invite)");
    return NULL;
}

int editing_by_name(enum entity_kind kind, const char *name) {
    size_t len = strlen(name);
    for (size_t i = 0; i < tables[kind].count; i++) {
        const struct field *f = &entities[kind].fields[tables[kind].fields[i].field];
        if (!strncmp(f->name, name, len) && (!f->name[len] || (f->type == FIELD_REF && !strcmp(f->name + len, "_id"))))
            return tables[kind].fields[i].field;
    }
    return -1;
}

/* The first character that has no place in a text; UTF8_INVALID for a bad byte, 0 when all is well. */
static uint32_t bad_character(const char *text, bool lines) {
    uint32_t cp;
    for (size_t i = 0, len = strlen(text); i < len;) {
        i += utf8_decode(text + i, len - i, &cp);
        if (cp == UTF8_INVALID) return cp;
        if (cp == ZERO_WIDTH_JOINER || cp == ZERO_WIDTH_NON_JOINER || (lines && (cp == '\n' || cp == '\t'))) continue;
        if (gate_is_unsafe(cp)) return cp;
    }
    return 0;
}

static bool parse_text(const struct field *f, const struct editing *e, char *text, struct err *err) {
    uint32_t bad = bad_character(text, f->type == FIELD_LONG);
    size_t count = utf8_count(text, strlen(text));
    if (bad == UTF8_INVALID) return err_set(err, WS_DATA, _("%s: is no UTF-8 text"), f->name);
    if (bad) return err_set(err, WS_DATA, _("%s: holds a control or invisible character (U+%04X)"), f->name, bad);
    if (e->most > 0 && (int64_t)count > e->most)
        return err_set(err, WS_DATA, _("%s: has %lu characters, at most %lld are allowed"), f->name,
                       (unsigned long)count, (long long)e->most);
    if ((int64_t)count < e->least)
        return err_set(err, WS_DATA, _("%s: at least %lld characters are needed"), f->name, (long long)e->least);
    return true;
}

static bool parse_enum(const struct field *f, const char *text, struct err *err) {
    struct buf known = {0};
    for (const char *const *v = f->values; *v; v++) {
        if (!strcmp(*v, text)) {
            buf_free(&known);
            return true;
        }
        buf_addf(&known, " %s", *v);
    }
    err_set(err, WS_DATA, _("%s: one of:%s, not %s"), f->name, buf_str(&known), text);
    buf_free(&known);
    return false;
}

static void replace(char **value, char *by) {
    free(*value);
    *value = by;
}

static bool parse_rule(const struct field *f, char **value, struct err *err) {
    struct rule rule;
    struct buf normal = {0};
    if (!rule_parse(*value, &rule, NULL, err)) {
        err_context(err, "%s", f->name);
        return false;
    }
    rule_print(&rule, &normal);
    replace(value, buf_steal(&normal));
    return true;
}

static bool parse_time(const struct field *f, char **value, struct err *err) {
    int seconds;
    if (!rule_parse_time(*value, &seconds, err)) {
        err_context(err, "%s", f->name);
        return false;
    }
    replace(value, mem_format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60));
    return true;
}

static bool parse_when(const struct field *f, const struct zone *zone, char **value, struct err *err) {
    int64_t at;
    char db[CLOCK_DB_SIZE];
    if (!instant_parse(*value, zone, &at, err)) {
        err_context(err, "%s", f->name);
        if (err) err->code = WS_DATA;
        return false;
    }
    clock_format_db(at, db);
    replace(value, mem_dup(db));
    return true;
}

static bool parse_number(const struct field *f, const struct editing *e, char **value, struct err *err) {
    int64_t n;
    if (!parse_int(*value, e->least, e->most, &n))
        return err_set(err, WS_DATA, _("%s: a number from %lld to %lld, not %s"), f->name, (long long)e->least,
                       (long long)e->most, *value);
    replace(value, mem_format("%" PRId64, n));
    return true;
}

static bool parse_by_type(const struct field *f, const struct editing *e, const struct zone *zone, char **value,
                          struct err *err) {
    bool yes;
    switch (f->type) {
    case FIELD_COUNT: return parse_number(f, e, value, err);
    case FIELD_ENUM: return parse_enum(f, *value, err);
    case FIELD_WHEN: return parse_when(f, zone, value, err);
    case FIELD_RRULE: return parse_rule(f, value, err);
    case FIELD_TIME_OF_DAY: return parse_time(f, value, err);
    case FIELD_ZONE:
        if (zone_get(*value, err)) return parse_text(f, e, *value, err);
        err_context(err, "%s", f->name);
        return false;
    case FIELD_BOOL:
        if (!parse_bool(*value, &yes)) return err_set(err, WS_DATA, _("%s: yes or no, not %s"), f->name, *value);
        replace(value, mem_dup(yes ? "1" : "0"));
        return true;
    case FIELD_REF: return true;
    default: return parse_text(f, e, *value, err);
    }
}

static bool check_slug(const char *text, struct err *err) {
    struct buf slug = {0};
    bool ok = !strcmp(text, "=") || slug_is_proper(text);
    if (!ok) {
        err_set(err, WS_DATA, _("slug: %s is not one"), text);
        if (slug_add(&slug, text)) err_hint(err, _("did you mean %s?"), buf_str(&slug));
    }
    buf_free(&slug);
    return ok;
}

/* The platform makes a link of it: javascript: and file: have no place there. */
static bool check_url(const struct field *f, const char *text, struct err *err) {
    size_t scheme = !strncasecmp(text, "https://", 8) ? 8 : !strncasecmp(text, "http://", 7) ? 7 : 0;
    if (scheme > 0 && text[scheme] && !strpbrk(text, " \t\"<>") && !strchr("/?#:", text[scheme])) return true;
    err_set(err, WS_DATA, _("%s: %s is no web address"), f->name, text);
    err_hint(err, "%s", _("it begins with https:// or http://"));
    return false;
}

static bool check_form(enum entity_kind kind, int field, const char *text, struct err *err) {
    if (kind == ENTITY_CATEGORY && field == CATEGORY_SLUG) return check_slug(text, err);
    if (kind != ENTITY_WORKSHOP || field != WORKSHOP_RECORDING_URL) return true;
    return check_url(&entities[kind].fields[field], text, err);
}

bool editing_parse(enum entity_kind kind, int field, const char *text, const struct zone *zone, char **value,
                   struct err *err) {
    const struct field *f = &entities[kind].fields[field];
    const struct editing *e = editing_find(kind, field);
    *value = NULL;
    if (!e) return err_set(err, WS_DATA, _("%s cannot be edited"), f->name);
    text += strspn(text, " \t\n");
    size_t len = strlen(text);
    while (len > 0 && strchr(" \t\n", text[len - 1])) len--;
    if (len == 0) {
        if (f->flags & FIELD_NULLABLE || e->flags & EDITING_MADE) return true;
        return err_set(err, WS_DATA, _("%s: is needed"), f->name);
    }
    *value = mem_dup_len(text, len);
    if (parse_by_type(f, e, zone, value, err) && check_form(kind, field, *value, err)) return true;
    replace(value, NULL);
    return false;
}
