/* The entities as declarations: what a table's fields are called, what they hold, how they are shown. From these tables
 * come list columns, filters, JSON, CSV and TSV names, completion, and the check of the schema. Pure data: no SQL
 * client, no screen. Field names are the platform's column names (SPEC section 1). */
#ifndef WS_MODEL_ENTITY_H
#define WS_MODEL_ENTITY_H

#include <stdbool.h>
#include <stddef.h>

enum entity_kind {
    ENTITY_CATEGORY,
    ENTITY_SERIES,
    ENTITY_WORKSHOP,
    ENTITY_ATTENDEE,
    ENTITY_USER,
    ENTITY_CHAT,
    ENTITY_NOTE,
    ENTITY_INVITE,
    ENTITY_NOTIFICATION,
    ENTITY_KINDS,
    ENTITY_NONE = ENTITY_KINDS
};

enum field_type {
    FIELD_ID,    /* the row's own id */
    FIELD_REF,   /* id of a row of another entity */
    FIELD_NAME,  /* read only: the name of the row that the reference before it points to (username, slug, title) */
    FIELD_TEXT,  /* one line */
    FIELD_LONG,  /* several lines */
    FIELD_COUNT, /* a whole number */
    FIELD_BOOL,  /* TINYINT(1) */
    FIELD_ENUM,  /* one of `values` */
    FIELD_WHEN,  /* UTC DATETIME */
    FIELD_ZONE,  /* IANA time zone */
    FIELD_RRULE, /* RFC 5545 recurrence rule without DTSTART */
    FIELD_JSON,  /* a JSON value that is safe to print; a column of output only */
    FIELD_TIME_OF_DAY /* "19:00:00", wall clock */
};

enum field_flag {
    FIELD_NULLABLE = 1,
    FIELD_OPTIONAL = 2,   /* a platform may lack the column: written {alias.name} in statements */
    FIELD_LISTED = 4,     /* a column of `list` in a terminal; `show`, JSON, CSV and TSV have every field */
    FIELD_ADMIN_ONLY = 8, /* shown to admins only (e-mail addresses) */
    FIELD_RIGHT = 16,     /* numbers: aligned right */
    FIELD_OWN_WORDS = 32, /* holds the program's own words: translated for people, the same in JSON, CSV and TSV */
    FIELD_IN_FULL = 64    /* never cut in a table: the first such ends the line, others stand on lines below it */
};

struct field {
    const char *name;  /* as in the table, JSON, CSV, filters */
    const char *label; /* marked with N_: the column's heading */
    enum field_type type;
    unsigned flags;
    enum entity_kind ref;      /* of FIELD_REF and FIELD_NAME */
    const char *const *values; /* of FIELD_ENUM, NULL at the end */
};

struct entity {
    const char *name;   /* the word: `list workshop` */
    const char *plural; /* marked with N_ */
    const char *table;
    const char *alias; /* of the table in statements */
    const struct field *fields;
    size_t field_count;
};

extern const struct entity entities[ENTITY_KINDS];

/* By word, singular, plural or the table's name; NULL when there is none. */
const struct entity *entity_find(const char *word) __attribute__((nonnull));
enum entity_kind entity_kind_of(const struct entity *e);
/* Index of a field by name, or -1. */
int entity_field(const struct entity *e, const char *name) __attribute__((nonnull));
/* What a field is called where a reference is shown by name: "host" of host_id. Marked with N_. */
const char *entity_label(const struct entity *e, int field) __attribute__((nonnull));

/* The fields of each entity by position, for code that shows or compares one. Checked against the tables at build. */
enum category_field {
    CATEGORY_ID,
    CATEGORY_NAME,
    CATEGORY_SLUG,
    CATEGORY_DESCRIPTION,
    CATEGORY_SORT_ORDER,
    CATEGORY_IS_ACTIVE,
    CATEGORY_CREATED_AT,
    CATEGORY_UPDATED_AT,
    CATEGORY_FIELDS
};
enum series_field {
    SERIES_ID,
    SERIES_HOST_ID,
    SERIES_HOST,
    SERIES_CATEGORY_ID,
    SERIES_CATEGORY,
    SERIES_TITLE,
    SERIES_DESCRIPTION,
    SERIES_RRULE,
    SERIES_TIME_OF_DAY,
    SERIES_TIMEZONE,
    SERIES_DURATION_MINUTES,
    SERIES_IS_ACTIVE,
    SERIES_CREATED_AT,
    SERIES_UPDATED_AT,
    SERIES_FIELDS
};
enum workshop_field {
    WORKSHOP_ID,
    WORKSHOP_SERIES_ID,
    WORKSHOP_HOST_ID,
    WORKSHOP_HOST,
    WORKSHOP_CATEGORY_ID,
    WORKSHOP_CATEGORY,
    WORKSHOP_TITLE,
    WORKSHOP_DESCRIPTION,
    WORKSHOP_SCHEDULED_AT,
    WORKSHOP_DURATION_MINUTES,
    WORKSHOP_ACTUAL_STARTED_AT,
    WORKSHOP_ACTUAL_ENDED_AT,
    WORKSHOP_STATUS,
    WORKSHOP_IS_PRIVATE,
    WORKSHOP_MAX_CAPACITY,
    WORKSHOP_RECORDING_URL,
    WORKSHOP_RECORDING_SID,
    WORKSHOP_RECORDING_RESOURCE_ID,
    WORKSHOP_AGORA_CHANNEL,
    WORKSHOP_ATTENDEE_COUNT,
    WORKSHOP_CREATED_AT,
    WORKSHOP_UPDATED_AT,
    WORKSHOP_FIELDS
};
enum attendee_field {
    ATTENDEE_ID,
    ATTENDEE_WORKSHOP_ID,
    ATTENDEE_WORKSHOP_TITLE,
    ATTENDEE_USER_ID,
    ATTENDEE_USER,
    ATTENDEE_USER_NAME,
    ATTENDEE_STATUS,
    ATTENDEE_JOINED_AT,
    ATTENDEE_LEFT_AT,
    ATTENDEE_IS_CO_HOST,
    ATTENDEE_CAN_SPEAK,
    ATTENDEE_CREATED_AT,
    ATTENDEE_UPDATED_AT,
    ATTENDEE_FIELDS
};
enum user_field {
    USER_ID,
    USER_USERNAME,
    USER_DISPLAY_NAME,
    USER_EMAIL,
    USER_ROLE,
    USER_IS_ADMIN,
    USER_STATUS,
    USER_TIMEZONE,
    USER_LANGUAGE,
    USER_CAN_HOST,
    USER_DELETED_AT,
    USER_FIELDS
};
enum chat_field {
    CHAT_ID,
    CHAT_WORKSHOP_ID,
    CHAT_WORKSHOP_TITLE,
    CHAT_USER_ID,
    CHAT_USER,
    CHAT_OFFSET_MS,
    CHAT_MESSAGE,
    CHAT_CREATED_AT,
    CHAT_FIELDS
};
enum note_field {
    NOTE_ID,
    NOTE_WORKSHOP_ID,
    NOTE_WORKSHOP_TITLE,
    NOTE_USER_ID,
    NOTE_USER,
    NOTE_CONTENT,
    NOTE_CREATED_AT,
    NOTE_UPDATED_AT,
    NOTE_FIELDS
};
enum invite_field {
    INVITE_ID,
    INVITE_WORKSHOP_ID,
    INVITE_WORKSHOP_TITLE,
    INVITE_USER_ID,
    INVITE_USER,
    INVITE_INVITED_BY,
    INVITE_INVITED_BY_NAME,
    INVITE_CREATED_AT,
    INVITE_FIELDS
};
enum notification_field {
    NOTIFICATION_ID,
    NOTIFICATION_RECIPIENT_ID,
    NOTIFICATION_RECIPIENT,
    NOTIFICATION_ACTOR_ID,
    NOTIFICATION_ACTOR,
    NOTIFICATION_TYPE,
    NOTIFICATION_ENTITY_ID,
    NOTIFICATION_PREVIEW_TEXT,
    NOTIFICATION_GROUP_KEY,
    NOTIFICATION_CREATED_AT,
    NOTIFICATION_FIELDS
};

#endif
