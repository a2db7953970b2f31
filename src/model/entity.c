/* The entities as declarations: see entity.h. The order of each table is the order of its enum. */
#include "model/entity.h"

#include <assert.h>
#include <string.h>

#include "base/i18n.h"

enum { N = FIELD_NULLABLE, L = FIELD_LISTED, O = FIELD_OPTIONAL, R = FIELD_RIGHT };

#define REF(column, text, flags, entity)                                                                               \
    { column, text, FIELD_REF, flags, entity, NULL }
#define NAME(column, text, flags, entity)                                                                              \
    { column, text, FIELD_NAME, flags, entity, NULL }
#define PLAIN(column, text, type, flags)                                                                               \
    { column, text, type, flags, ENTITY_NONE, NULL }
#define ENUM(column, text, flags, list)                                                                                \
    { column, text, FIELD_ENUM, flags, ENTITY_NONE, list }

static const char *const workshop_status[] = {"scheduled", "lobby", "live", "ended", "cancelled", NULL};
static const char *const attendee_status[] = {"rsvp", "joined", "left", NULL};
static const char *const user_role[] = {"user", "moderator", "admin", NULL};
static const char *const user_status[] = {"active", "deactivated", "pending_deletion", "banned", NULL};
static const char *const user_language[] = {"en", "es", NULL};
static const char *const notification_type[] = {"workshop_reminder",
                                                "workshop_cancelled",
                                                "workshop_invite",
                                                "workshop_recording",
                                                "workshop_updated",
                                                "workshop_started",
                                                NULL};

static const struct field category_fields[] = {
    PLAIN("id", N_("id"), FIELD_ID, L | R),
    PLAIN("name", N_("name"), FIELD_TEXT, L),
    PLAIN("slug", N_("slug"), FIELD_TEXT, L),
    PLAIN("description", N_("description"), FIELD_TEXT, N),
    /* TRANSLATORS: column heading: the place of a category in the site's order, a number */
    PLAIN("sort_order", N_("order"), FIELD_COUNT, L | R),
    PLAIN("is_active", N_("active"), FIELD_BOOL, L),
    PLAIN("created_at", N_("created"), FIELD_WHEN, 0),
    PLAIN("updated_at", N_("changed"), FIELD_WHEN, 0),
};

static const struct field series_fields[] = {
    PLAIN("id", N_("id"), FIELD_ID, L | R),
    REF("host_id", N_("host id"), R, ENTITY_USER),
    /* TRANSLATORS: column heading: the person who gives the workshop */
    NAME("host", N_("host"), L, ENTITY_USER),
    REF("category_id", N_("category id"), N | R, ENTITY_CATEGORY),
    NAME("category", N_("category"), L | N, ENTITY_CATEGORY),
    PLAIN("title", N_("title"), FIELD_TEXT, L),
    PLAIN("description", N_("description"), FIELD_LONG, N),
    /* TRANSLATORS: column heading: the recurrence rule */
    PLAIN("rrule", N_("rule"), FIELD_RRULE, L),
    PLAIN("time_of_day", N_("time"), FIELD_TIME_OF_DAY, L),
    PLAIN("timezone", N_("time zone"), FIELD_ZONE, L),
    PLAIN("duration_minutes", N_("minutes"), FIELD_COUNT, N | R),
    PLAIN("is_active", N_("active"), FIELD_BOOL, L),
    PLAIN("created_at", N_("created"), FIELD_WHEN, 0),
    PLAIN("updated_at", N_("changed"), FIELD_WHEN, 0),
};

static const struct field workshop_fields[] = {
    PLAIN("id", N_("id"), FIELD_ID, L | R),
    REF("series_id", N_("series id"), N | R, ENTITY_SERIES),
    REF("host_id", N_("host id"), R, ENTITY_USER),
    NAME("host", N_("host"), L, ENTITY_USER),
    REF("category_id", N_("category id"), N | R, ENTITY_CATEGORY),
    NAME("category", N_("category"), L | N, ENTITY_CATEGORY),
    PLAIN("title", N_("title"), FIELD_TEXT, L),
    PLAIN("description", N_("description"), FIELD_LONG, N),
    /* TRANSLATORS: column heading over date and time */
    PLAIN("scheduled_at", N_("when"), FIELD_WHEN, L),
    PLAIN("duration_minutes", N_("minutes"), FIELD_COUNT, N | R),
    PLAIN("actual_started_at", N_("started"), FIELD_WHEN, N),
    PLAIN("actual_ended_at", N_("ended"), FIELD_WHEN, N),
    ENUM("status", N_("status"), L, workshop_status),
    PLAIN("is_private", N_("private"), FIELD_BOOL, 0),
    PLAIN("max_capacity", N_("capacity"), FIELD_COUNT, L | N | R),
    PLAIN("recording_url", N_("recording"), FIELD_TEXT, N),
    PLAIN("recording_sid", N_("recording sid"), FIELD_TEXT, N),
    PLAIN("recording_resource_id", N_("recording resource"), FIELD_TEXT, N),
    /* TRANSLATORS: Agora is a product's name */
    PLAIN("agora_channel", N_("Agora channel"), FIELD_TEXT, N),
    PLAIN("attendee_count", N_("attendees"), FIELD_COUNT, L | R),
    PLAIN("created_at", N_("created"), FIELD_WHEN, 0),
    PLAIN("updated_at", N_("changed"), FIELD_WHEN, 0),
};

static const struct field attendee_fields[] = {
    PLAIN("id", N_("id"), FIELD_ID, L | R),
    REF("workshop_id", N_("workshop"), L | R, ENTITY_WORKSHOP),
    NAME("workshop_title", N_("title"), 0, ENTITY_WORKSHOP),
    REF("user_id", N_("user id"), R, ENTITY_USER),
    /* TRANSLATORS: column heading: a username */
    NAME("user", N_("user"), L, ENTITY_USER),
    NAME("user_name", N_("name"), L, ENTITY_USER),
    ENUM("status", N_("status"), L, attendee_status),
    PLAIN("joined_at", N_("joined"), FIELD_WHEN, L | N),
    /* TRANSLATORS: column heading: when the person left */
    PLAIN("left_at", N_("left"), FIELD_WHEN, N),
    PLAIN("is_co_host", N_("co-host"), FIELD_BOOL, L),
    PLAIN("can_speak", N_("may speak"), FIELD_BOOL, L),
    PLAIN("created_at", N_("created"), FIELD_WHEN, 0),
    PLAIN("updated_at", N_("changed"), FIELD_WHEN, 0),
};

static const struct field user_fields[] = {
    PLAIN("id", N_("id"), FIELD_ID, L | R),
    PLAIN("username", N_("user"), FIELD_TEXT, L),
    PLAIN("display_name", N_("name"), FIELD_TEXT, L),
    PLAIN("email", N_("e-mail"), FIELD_TEXT, FIELD_ADMIN_ONLY),
    ENUM("role", N_("role"), L | O, user_role),
    PLAIN("is_admin", N_("admin"), FIELD_BOOL, O),
    ENUM("status", N_("status"), L | O, user_status),
    PLAIN("timezone", N_("time zone"), FIELD_ZONE, L | O | N),
    ENUM("language", N_("language"), O, user_language),
    /* TRANSLATORS: column heading over yes and no: may this person give workshops? */
    PLAIN("can_host", N_("may host"), FIELD_BOOL, L | O),
    PLAIN("deleted_at", N_("deleted"), FIELD_WHEN, O | N),
};

static const struct field chat_fields[] = {
    PLAIN("id", N_("id"), FIELD_ID, L | R),
    REF("workshop_id", N_("workshop"), L | R, ENTITY_WORKSHOP),
    NAME("workshop_title", N_("title"), 0, ENTITY_WORKSHOP),
    REF("user_id", N_("user id"), R, ENTITY_USER),
    NAME("user", N_("user"), L, ENTITY_USER),
    /* TRANSLATORS: column heading: milliseconds from the start of the workshop */
    PLAIN("offset_ms", N_("ms"), FIELD_COUNT, L | R),
    PLAIN("message", N_("message"), FIELD_LONG, L),
    PLAIN("created_at", N_("created"), FIELD_WHEN, 0),
};

static const struct field note_fields[] = {
    PLAIN("id", N_("id"), FIELD_ID, L | R),
    REF("workshop_id", N_("workshop"), L | R, ENTITY_WORKSHOP),
    NAME("workshop_title", N_("title"), 0, ENTITY_WORKSHOP),
    REF("user_id", N_("user id"), R, ENTITY_USER),
    NAME("user", N_("user"), L, ENTITY_USER),
    PLAIN("content", N_("note"), FIELD_LONG, L | N),
    PLAIN("created_at", N_("created"), FIELD_WHEN, 0),
    PLAIN("updated_at", N_("changed"), FIELD_WHEN, 0),
};

static const struct field invite_fields[] = {
    PLAIN("id", N_("id"), FIELD_ID, L | R),
    REF("workshop_id", N_("workshop"), L | R, ENTITY_WORKSHOP),
    NAME("workshop_title", N_("title"), 0, ENTITY_WORKSHOP),
    REF("user_id", N_("user id"), R, ENTITY_USER),
    NAME("user", N_("user"), L, ENTITY_USER),
    REF("invited_by", N_("invited by id"), R, ENTITY_USER),
    NAME("inviter", N_("invited by"), L, ENTITY_USER),
    PLAIN("created_at", N_("created"), FIELD_WHEN, L),
};

static const struct field notification_fields[] = {
    PLAIN("id", N_("id"), FIELD_ID, L | R),
    REF("recipient_id", N_("recipient id"), R, ENTITY_USER),
    NAME("recipient", N_("recipient"), L, ENTITY_USER),
    REF("actor_id", N_("sender id"), R, ENTITY_USER),
    NAME("actor", N_("sender"), L, ENTITY_USER),
    ENUM("type", N_("kind"), L, notification_type),
    REF("entity_id", N_("workshop"), L | R, ENTITY_WORKSHOP),
    PLAIN("preview_text", N_("text"), FIELD_TEXT, L | N),
    PLAIN("group_key", N_("key"), FIELD_TEXT, N),
    PLAIN("created_at", N_("created"), FIELD_WHEN, L),
};

#define SAME_LENGTH(array, count) static_assert(sizeof array / sizeof *array == (count), #array " and its enum differ")
SAME_LENGTH(category_fields, CATEGORY_FIELDS);
SAME_LENGTH(series_fields, SERIES_FIELDS);
SAME_LENGTH(workshop_fields, WORKSHOP_FIELDS);
SAME_LENGTH(attendee_fields, ATTENDEE_FIELDS);
SAME_LENGTH(user_fields, USER_FIELDS);
SAME_LENGTH(chat_fields, CHAT_FIELDS);
SAME_LENGTH(note_fields, NOTE_FIELDS);
SAME_LENGTH(invite_fields, INVITE_FIELDS);
SAME_LENGTH(notification_fields, NOTIFICATION_FIELDS);

const struct entity entities[ENTITY_KINDS] = {
    [ENTITY_CATEGORY] = {"category", N_("categories"), "workshop_categories", "c", category_fields, CATEGORY_FIELDS},
    [ENTITY_SERIES] = {"series", N_("series"), "workshop_series", "s", series_fields, SERIES_FIELDS},
    [ENTITY_WORKSHOP] = {"workshop", N_("workshops"), "workshops", "w", workshop_fields, WORKSHOP_FIELDS},
    [ENTITY_ATTENDEE] = {"attendee", N_("attendees"), "workshop_attendees", "a", attendee_fields, ATTENDEE_FIELDS},
    [ENTITY_USER] = {"user", N_("users"), "users", "u", user_fields, USER_FIELDS},
    [ENTITY_CHAT] = {"chat", N_("chat messages"), "workshop_chats", "m", chat_fields, CHAT_FIELDS},
    [ENTITY_NOTE] = {"note", N_("notes"), "workshop_notes", "n", note_fields, NOTE_FIELDS},
    [ENTITY_INVITE] = {"invite", N_("invites"), "workshop_invites", "i", invite_fields, INVITE_FIELDS},
    [ENTITY_NOTIFICATION] = {"notification", N_("notifications"), "notifications", "f", notification_fields,
                             NOTIFICATION_FIELDS},
};

/* The word itself, or with the letters that English adds for more than one. */
static bool word_matches(const char *name, const char *word) {
    size_t n = strlen(name);
    if (!strcmp(name, word)) return true;
    if (n > 1 && name[n - 1] == 'y') return !strncmp(name, word, n - 1) && !strcmp(word + n - 1, "ies");
    return !strncmp(name, word, n) && !strcmp(word + n, "s");
}

const struct entity *entity_find(const char *word) {
    for (size_t i = 0; i < ENTITY_KINDS; i++)
        if (word_matches(entities[i].name, word) || !strcmp(entities[i].table, word)) return &entities[i];
    return NULL;
}

enum entity_kind entity_kind_of(const struct entity *e) { return (enum entity_kind)(e - entities); }

int entity_field(const struct entity *e, const char *name) {
    for (size_t i = 0; i < e->field_count; i++)
        if (!strcmp(e->fields[i].name, name)) return (int)i;
    return -1;
}

const char *entity_label(const struct entity *e, int field) {
    const struct field *f = &e->fields[field];
    if (f->type != FIELD_REF) return f->label;
    if (f->ref == ENTITY_SERIES) return entities[ENTITY_SERIES].plural;
    bool named = (size_t)field + 1 < e->field_count && f[1].type == FIELD_NAME && f->ref != ENTITY_WORKSHOP;
    return named ? f[1].label : f->label;
}
