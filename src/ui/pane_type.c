/* The lists of the console: see pane_type.h. */
#include "ui/pane_type.h"

#include "base/i18n.h"

const struct pane_type pane_types[PANES] = {
    [PANE_CATEGORIES] = {N_("Categories"), N_("categories"), '1', ENTITY_CATEGORY, KEYS_CATEGORIES, -1, -1, -1, -1,
                         N_("All categories"), N_("(no category)"), category_columns, CATEGORY_COLUMNS},
    [PANE_SERIES] = {N_("Series"), N_("series"), '2', ENTITY_SERIES, KEYS_SERIES, -1, -1, SERIES_HOST_ID,
                     SERIES_CATEGORY_ID, N_("All series"), NULL, series_columns, SERIES_COLUMNS},
    [PANE_WORKSHOPS] = {N_("Workshops"), N_("workshops"), '3', ENTITY_WORKSHOP, KEYS_WORKSHOPS, -1, -1,
                        WORKSHOP_HOST_ID, WORKSHOP_CATEGORY_ID, NULL, NULL, workshop_columns, WORKSHOP_COLUMNS},
    [PANE_HOSTS] = {N_("Hosts"), N_("hosts"), '9', ENTITY_USER, KEYS_HOSTS, -1, -1, -1, -1, NULL, NULL, host_columns,
                    HOST_COLUMNS},
    [PANE_ATTENDEES] = {N_("Attendees"), N_("attendees"), '4', ENTITY_ATTENDEE, KEYS_ATTENDEES, ATTENDEE_WORKSHOP_ID,
                        ATTENDEE_USER_ID, -1, -1, NULL, NULL, attendee_columns, ATTENDEE_COLUMNS},
    [PANE_CHAT] = {N_("Chat"), N_("chat"), '5', ENTITY_CHAT, KEYS_TEXTS, CHAT_WORKSHOP_ID, CHAT_USER_ID, -1, -1, NULL,
                   NULL, chat_columns, CHAT_COLUMNS},
    [PANE_NOTES] = {N_("Notes"), N_("notes"), '6', ENTITY_NOTE, KEYS_TEXTS, NOTE_WORKSHOP_ID, NOTE_USER_ID, -1, -1,
                    NULL, NULL, note_columns, NOTE_COLUMNS},
    [PANE_INVITES] = {N_("Invites"), N_("invites"), '7', ENTITY_INVITE, KEYS_TEXTS, INVITE_WORKSHOP_ID, INVITE_USER_ID,
                      -1, -1, NULL, NULL, invite_columns, INVITE_COLUMNS},
    /* TRANSLATORS: notifications about a workshop, in one short word */
    [PANE_NOTICES] = {N_("Notices"), N_("notices"), '8', ENTITY_NOTIFICATION, KEYS_TEXTS, NOTIFICATION_ENTITY_ID,
                      NOTIFICATION_RECIPIENT_ID, -1, -1, NULL, NULL, notice_columns, NOTICE_COLUMNS},
    /* TRANSLATORS: title of the list of what a host has coming up, long and in one short word */
    [PANE_COMING] = {N_("Coming up"), N_("coming"), 0, ENTITY_WORKSHOP, KEYS_WORKSHOPS, -1, WORKSHOP_HOST_ID,
                     WORKSHOP_HOST_ID, WORKSHOP_CATEGORY_ID, NULL, NULL, workshop_columns, WORKSHOP_COLUMNS},
    /* TRANSLATORS: title of the list of invites that a person sent to others, long and in one short word */
    [PANE_SENT] = {N_("Sent"), N_("sent"), 0, ENTITY_INVITE, KEYS_TEXTS, -1, INVITE_INVITED_BY, -1, -1, NULL, NULL,
                   sent_columns, SENT_COLUMNS},
};
