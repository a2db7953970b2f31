/* Cells of what belongs to a workshop: attendees, chat, notes, invites, notices. See pane_type.h. */
#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/pane_type.h"

enum { WHO = 17, TITLE = 26 };

static enum role attendee_status(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    static const struct {
        const char *status, *word;
        enum role role;
    } states[] = {
        /* TRANSLATORS: states of an attendee, at most 7 columns each: has a seat, is in the room, has left */
        {"rsvp", N_("rsvp"), ROLE_PLAIN},
        {"joined", N_("joined"), ROLE_LIVE},
        {"left", N_("left"), ROLE_DIM},
    };
    (void)scene;
    const char *status = row_text(row, field);
    for (size_t i = 0; status && i < sizeof states / sizeof *states; i++) {
        if (strcmp(states[i].status, status) != 0) continue;
        buf_add(out, _(states[i].word));
        return states[i].role;
    }
    return ROLE_PLAIN;
}

/* Since when the attendee has the status. */
static enum role attendee_since(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    const char *status = row_text(row, field);
    bool left = status && !strcmp(status, "left"), joined = status && !strcmp(status, "joined");
    return column_when(scene, row, left ? ATTENDEE_LEFT_AT : joined ? ATTENDEE_JOINED_AT : ATTENDEE_CREATED_AT, out);
}

static enum role attendee_rights(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    (void)scene;
    bool co_host = row_int(row, field), speak = row_int(row, ATTENDEE_CAN_SPEAK);
    /* TRANSLATORS: rights of an attendee, at most 17 columns together */
    if (co_host) buf_add(out, _("co-host"));
    if (co_host && speak) buf_add(out, ", ");
    if (speak) buf_add(out, _("may speak"));
    return ROLE_PLAIN;
}

const struct column attendee_columns[ATTENDEE_COLUMNS] = {
    {N_("Who"), WHO, 0, GATE_LEFT, ATTENDEE_USER, column_person, FOR_WORKSHOP},
    {N_("Name"), 0, 50, GATE_LEFT, ATTENDEE_USER_NAME, NULL, FOR_WORKSHOP},
    /* TRANSLATORS: heading over titles of workshops */
    {N_("Workshop"), 0, 0, GATE_LEFT, ATTENDEE_WORKSHOP_TITLE, NULL, FOR_PERSON},
    {N_("Status"), 8, 0, GATE_LEFT, ATTENDEE_STATUS, attendee_status},
    {N_("Since"), COLUMN_WHEN, 0, GATE_LEFT, ATTENDEE_STATUS, attendee_since},
    {N_("Rights"), 18, 70, GATE_LEFT, ATTENDEE_IS_CO_HOST, attendee_rights},
};

/* Minutes and seconds from the start of the workshop. */
static enum role chat_offset(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    (void)scene;
    int64_t seconds = row_int(row, field) / 1000;
    buf_addf(out, "%" PRId64 ":%02d", seconds / 60, (int)(seconds % 60 < 0 ? -(seconds % 60) : seconds % 60));
    return ROLE_DIM;
}

const struct column chat_columns[CHAT_COLUMNS] = {
    /* TRANSLATORS: heading over minutes and seconds since the workshop began, at most 8 columns */
    {N_("At"), 9, 0, GATE_LEFT, CHAT_OFFSET_MS, chat_offset},
    {N_("Who"), WHO, 0, GATE_LEFT, CHAT_USER, column_person, FOR_WORKSHOP},
    {N_("Workshop"), TITLE, 0, GATE_LEFT, CHAT_WORKSHOP_TITLE, NULL, FOR_PERSON},
    {N_("Message"), 0, 0, GATE_LEFT, CHAT_MESSAGE, NULL},
};

const struct column note_columns[NOTE_COLUMNS] = {
    {N_("Who"), WHO, 0, GATE_LEFT, NOTE_USER, column_person, FOR_WORKSHOP},
    {N_("Workshop"), TITLE, 0, GATE_LEFT, NOTE_WORKSHOP_TITLE, NULL, FOR_PERSON},
    {N_("Changed"), COLUMN_WHEN, 0, GATE_LEFT, NOTE_UPDATED_AT, column_when},
    {N_("Note"), 0, 0, GATE_LEFT, NOTE_CONTENT, NULL},
};

const struct column invite_columns[INVITE_COLUMNS] = {
    {N_("Who"), WHO, 0, GATE_LEFT, INVITE_USER, column_person, FOR_WORKSHOP},
    {N_("Workshop"), TITLE, 0, GATE_LEFT, INVITE_WORKSHOP_TITLE, NULL, FOR_PERSON},
    {N_("Invited by"), WHO, 0, GATE_LEFT, INVITE_INVITED_BY_NAME, column_person},
    {N_("When"), 0, 0, GATE_LEFT, INVITE_CREATED_AT, column_when},
};

const struct column sent_columns[SENT_COLUMNS] = {
    {N_("Who"), WHO, 0, GATE_LEFT, INVITE_USER, column_person},
    {N_("Workshop"), 0, 0, GATE_LEFT, INVITE_WORKSHOP_TITLE, NULL},
    {N_("When"), COLUMN_WHEN, 0, GATE_LEFT, INVITE_CREATED_AT, column_when},
};

/* The types without the word that they all begin with. */
static enum role notice_kind(const struct scene *scene, const struct row *row, int field, struct buf *out) {
    static const char prefix[] = "workshop_";
    (void)scene;
    const char *type = row_text(row, field);
    if (type) buf_add(out, !strncmp(type, prefix, sizeof prefix - 1) ? type + sizeof prefix - 1 : type);
    return ROLE_PLAIN;
}

const struct column notice_columns[NOTICE_COLUMNS] = {
    {N_("When"), COLUMN_WHEN, 0, GATE_LEFT, NOTIFICATION_CREATED_AT, column_when},
    {N_("Kind"), 11, 0, GATE_LEFT, NOTIFICATION_TYPE, notice_kind},
    /* TRANSLATORS: heading over the person a notification went to */
    {N_("To"), 14, 0, GATE_LEFT, NOTIFICATION_RECIPIENT, column_person},
    {N_("From"), 12, 90, GATE_LEFT, NOTIFICATION_ACTOR, column_person},
    {N_("Text"), 0, 50, GATE_LEFT, NOTIFICATION_PREVIEW_TEXT, NULL},
};
