/* The table of words. Help, completion and the manual's list are made from it; a test compares them. */
#include "base/i18n.h"
#include "cmd/category_edit.h"
#include "cmd/cmd.h"
#include "cmd/cmd_actions.h"
#include "cmd/cmd_agora.h"
#include "cmd/cmd_categories.h"
#include "cmd/cmd_doctor.h"
#include "cmd/cmd_edit.h"
#include "cmd/cmd_grants.h"
#include "cmd/cmd_list.h"
#include "cmd/cmd_log.h"
#include "cmd/cmd_people.h"
#include "cmd/cmd_rrule.h"
#include "cmd/cmd_series.h"
#include "cmd/cmd_undo.h"

static const struct cmd_flag list_flags[] = {
    /* TRANSLATORS: FIELD stands for the name of a field in usage lines */
    {"sort", N_("FIELD"), 0, N_("in this order; -FIELD: the other way round")},
    /* TRANSLATORS: N stands for a number in usage lines */
    {"limit", N_("N"), 0, N_("at most N rows")},
    {0},
};

/* TRANSLATORS: TEXT stands for free text in usage lines */
#define REASON                                                                                                         \
    { "reason", N_("TEXT"), 'r', N_("why, for the action log only") }
#define WORDS                                                                                                          \
    { "words", N_("TEXT"), 'w', N_("a sentence added for the people told") }

#define CLOSE_ROOM                                                                                                     \
    { "close-room", NULL, 'o', N_("the room of a live one is closed at Agora for 24 hours") }

#define PUBLISH_RECORDING                                                                                              \
    {                                                                                                                  \
        "publish-recording", NULL, 'p', N_("the recording of a live one may still be published"), NULL,                \
            N_("the recording of a live one is not published")                                                         \
    }

static const struct cmd_flag export_flags[] = {
    {"limit", N_("N"), 0, N_("at most N rows")},
    {"output", N_("FILE"), 0, N_("to this file, whole or not at all; its ending says the form")},
    {0},
};

static const struct cmd_flag recipients_flags[] = {
    {"output", N_("FILE"), 0, N_("to this file, whole or not at all; its ending says the form")},
    {0},
};

static const struct cmd_flag categories_flags[] = {REASON, {0}};

static const struct cmd_flag categories_edit_flags[] = {
    {"from", N_("FILE"), 0, N_("go on with such a text, without the editor with --yes or --dry-run")},
    REASON,
    {0},
};

static const struct cmd_flag categories_merge_flags[] = {
    {"into", N_("CATEGORY"), 0, N_("the one that they become part of")},
    REASON,
    {0},
};

static const struct cmd_flag cancel_flags[] = {
    CLOSE_ROOM,
    PUBLISH_RECORDING,
    {"stop-host", NULL, 'h', N_("the host may not host any more; cancels all the host has coming")},
    {"future", NULL, 'f', N_("also every later scheduled workshop of the series; the series stops")},
    {"keep-series", NULL, 's', N_("with --future: the series stays active")},
    WORDS,
    REASON,
    {0},
};

static const struct cmd_flag reinstate_flags[] = {REASON, WORDS, {0}};

static const struct cmd_flag can_host_flags[] = {
    {"cancel-upcoming", NULL, 'c', N_("off: also cancels their upcoming workshops and stops their series")},
    CLOSE_ROOM,
    PUBLISH_RECORDING,
    WORDS,
    REASON,
    {0},
};

static const struct cmd_flag notify_flags[] = {
    {"lead", N_("1h|15m"), 0, N_("reminder: as the platform's own of an hour or 15 minutes before")},
    {"again", NULL, 'a', N_("also to those who hold this notification already")},
    {"due", NULL, 0, N_("reminder: only where the platform's own reminder is overdue")},
    {"moved", NULL, 'm', N_("updated: says when it is now")},
    REASON,
    WORDS,
    {0},
};

static const struct cmd_flag log_flags[] = {
    {"since", N_("TIME"), 0, N_("from this time on")},
    {"workshop", N_("ID"), 0, N_("about this workshop")},
    {"user", N_("NAME"), 0, N_("by or about this person")},
    {0},
};

static const struct cmd_flag undo_flags[] = {
    {"list", NULL, 0, N_("your last actions, and which can be taken back")},
    REASON,
    WORDS,
    {0},
};

static const struct cmd_flag agora_token_flags[] = {
    {"user", N_("NAME"), 0, N_("for this person instead of the acting user")},
    {"role", "host|audience", 0, N_("host: may send sound and pictures; audience when nothing is said")},
    {"ttl", N_("SECONDS"), 0, N_("valid so long; 3600 when nothing is said")},
    {0},
};

static const struct cmd_flag agora_close_flags[] = {REASON, {0}};

static const struct cmd_flag series_next_flags[] = {
    {"count", N_("N"), 0, N_("so many; without it: 10")},
    {0},
};

static const struct cmd_flag series_fill_flags[] = {
    {"all", NULL, 0, N_("all active series")},
    {"horizon", N_("DAYS"), 0, N_("so many days ahead; without it: 90")},
    {"gaps", NULL, 'g', N_("also the dates missing before a series' latest")},
    REASON,
    {0},
};

static const struct cmd_flag series_stop_flags[] = {REASON, {0}};

static const struct cmd_flag ics_flags[] = {
    {"output", N_("FILE"), 0, N_("to this file, whole or not at all")},
    {0},
};

static const struct cmd_flag series_import_flags[] = {
    {"host", N_("NAME"), 0, N_("whose series they are; without it: yours")},
    {"category", N_("SLUG"), 0, N_("their category")},
    REASON,
    {0},
};

static const struct cmd_flag mend_flags[] = {
    {"all", NULL, 0, N_("all series")},
    REASON,
    WORDS,
    {0},
};

static const struct cmd_flag rrule_flags[] = {
    /* TRANSLATORS: ZONE stands for the name of a time zone in usage lines */
    {"timezone", N_("ZONE"), 0, N_("whose wall clock it goes by")},
    {"time", N_("HH:MM"), 0, N_("the time of day")},
    {"from", N_("TIME"), 0, N_("the first date is this one's; without it: today's")},
    {"horizon", N_("DAYS"), 0, N_("for so many days; without it: 90")},
    {0},
};

static const struct cmd_flag repair_flags[] = {REASON, {0}};

static const struct cmd_flag doctor_flags[] = {
    {"fix", NULL, 0, N_("set right what can be, as a plan (repair)")},
    {0},
};

static const struct cmd_flag grants_flags[] = {
    {"account", N_("NAME[@HOST]"), 0, N_("the account's name; without it: wsadmin-ROLE@localhost")},
    {"password", NULL, 0, N_("by a new password instead of the login name at the server's socket")},
    {0},
};

static const struct cmd_flag user_add_flags[] = {
    {"admin", NULL, 0, N_("with all rights")},
    {"moderator", NULL, 0, N_("with a moderator's rights")},
    {0},
};

static const struct cmd_flag new_flags[] = {REASON, WORDS, {0}};

static const struct cmd_flag set_flags[] = {
    {"only-new", NULL, 'o', N_("series: coming workshops stay as they are"), "series"},
    REASON,
    WORDS,
    {0},
};

static const struct cmd_flag delete_flags[] = {
    REASON,
    {"confirm", N_("ID"), 'i', N_("the id of a workshop that goes with what its people left in it"), "workshop"},
    {0},
};

static const struct cmd_flag reason_flags[] = {REASON, {0}};

static const struct cmd_flag attendee_remove_flags[] = {
    {"forget", NULL, 'f', N_("delete the row: as if they had never come")},
    REASON,
    {0},
};

const struct cmd cmd_table[] = {
    {"list", "ENTITY [FIELD:VALUE…] [TEXT…]", N_("rows of an entity"), list_flags, CMD_READS, ENTITY_NONE, 0,
     cmd_list_read, NULL},
    {"show", "ENTITY ID…", N_("every field of a row"), NULL, CMD_READS | CMD_RECORD, ENTITY_NONE, 0, cmd_show_read,
     NULL},
    {"new", "ENTITY FIELD=VALUE…", N_("make a row"), new_flags, CMD_PLANS, ENTITY_NONE, 0, NULL, cmd_new_plan},
    {"set", "ENTITY ID… FIELD=VALUE…", N_("change fields of rows"), set_flags, CMD_PLANS, ENTITY_NONE, 0, NULL,
     cmd_set_plan},
    {"delete", "ENTITY ID…", N_("delete rows"), delete_flags, CMD_PLANS, ENTITY_NONE, 0, NULL, cmd_delete_plan},
    {"attendee add", "WORKSHOP USER…", N_("seats for people; who has left comes again"), reason_flags, CMD_PLANS,
     ENTITY_USER, 1, NULL, cmd_attendee_add_plan},
    {"attendee remove", "WORKSHOP USER…", N_("attendees leave, and are let in no more"), attendee_remove_flags,
     CMD_PLANS, ENTITY_USER, 1, NULL, cmd_attendee_remove_plan},
    {"attendee co-host", "on|off WORKSHOP USER…", N_("attendees lead along with the host, or not"), reason_flags,
     CMD_PLANS, ENTITY_USER, 2, NULL, cmd_attendee_co_host_plan},
    {"attendee speak", "on|off WORKSHOP USER…", N_("attendees may speak, or not"), reason_flags, CMD_PLANS, ENTITY_USER,
     2, NULL, cmd_attendee_speak_plan},
    {"invite", "WORKSHOP USER…", N_("invite people and tell them"), reinstate_flags, CMD_PLANS, ENTITY_USER, 1, NULL,
     cmd_invite_plan},
    {"transfer", "FROM TO", N_("hand a host's coming workshops and active series over"), reinstate_flags,
     CMD_PLANS | CMD_ADMIN, ENTITY_NONE, 0, NULL, cmd_transfer_plan},
    {"export recipients", "KIND ID…", N_("the people whom notify KIND tells, for other means"), recipients_flags,
     CMD_READS | CMD_EXPORTS, ENTITY_NONE, 0, cmd_export_recipients_read, NULL},
    {"export", "ENTITY [FIELD:VALUE…] [TEXT…]", N_("a list with every field, for a file"), export_flags,
     CMD_READS | CMD_EXPORTS, ENTITY_NONE, 0, cmd_list_read, NULL},
    {"cancel", "ID…", N_("cancel workshops and tell everybody"), cancel_flags, CMD_PLANS, ENTITY_WORKSHOP, 0, NULL,
     cmd_cancel_plan},
    {"reinstate", "ID…", N_("take a cancellation back and tell everybody"), reinstate_flags, CMD_PLANS, ENTITY_WORKSHOP,
     0, NULL, cmd_reinstate_plan},
    {"can-host", "off|on USER…", N_("take away or give back the right to host"), can_host_flags, CMD_PLANS, ENTITY_USER,
     1, NULL, cmd_can_host_plan},
    {"notify", "reminder|cancelled|invite|recording|updated|started ID…", N_("send a workshop notification"),
     notify_flags, CMD_PLANS, ENTITY_WORKSHOP, 1, NULL, cmd_notify_plan},
    {"log", "", N_("the actions that were done"), log_flags, CMD_READS, ENTITY_NONE, 0, cmd_log_read, NULL},
    {"undo", "[ACTION]", N_("take back what you did last, or an action by its id"), undo_flags, CMD_READS | CMD_PLANS,
     ENTITY_NONE, 0, cmd_undo_read, cmd_undo_plan},
    {"repair", "[counts|channels]", N_("set attendee counts and channels of coming workshops right"), repair_flags,
     CMD_PLANS | CMD_ADMIN, ENTITY_NONE, 0, NULL, cmd_repair_plan},
    {"doctor", "", N_("what is right, what is wrong, and what to do"), doctor_flags, CMD_READS | CMD_PLANS, ENTITY_NONE,
     0, cmd_doctor_read, cmd_doctor_plan},
    {"agora token", "WORKSHOP", N_("a token to enter a workshop's room at Agora"), agora_token_flags,
     CMD_READS | CMD_RECORD, ENTITY_NONE, 0, cmd_agora_token_read, NULL},
    {"agora close", "WORKSHOP…", N_("put everybody out of workshops' rooms for 24 hours"), agora_close_flags, CMD_PLANS,
     ENTITY_WORKSHOP, 0, NULL, cmd_agora_close_plan},

    {"categories export", "FILE", N_("all categories, to a file ending in .csv, .tsv or .json"), NULL,
     CMD_READS | CMD_EXPORTS | CMD_FILES, ENTITY_NONE, 0, cmd_categories_export_read, NULL},
    {"categories import", "FILE", N_("make and change categories as such a file says"), categories_flags,
     CMD_PLANS | CMD_ADMIN | CMD_FILES, ENTITY_NONE, 0, NULL, cmd_categories_import_plan},
    {"categories edit", "[CATEGORY…]", N_("edit categories as text in $EDITOR, one a line"), categories_edit_flags,
     CMD_PLANS | CMD_ADMIN | CMD_EDITS | CMD_FILES, ENTITY_NONE, 0, NULL, cmd_categories_edit_plan},
    {"categories merge", "CATEGORY…", N_("make several categories one"), categories_merge_flags, CMD_PLANS | CMD_ADMIN,
     ENTITY_CATEGORY, 0, NULL, cmd_categories_merge_plan},
    {"categories order", "CATEGORY…", N_("put categories in this order, at the places they hold"), categories_flags,
     CMD_PLANS | CMD_ADMIN, ENTITY_CATEGORY, 0, NULL, cmd_categories_order_plan},
    {"series next", "ID", N_("the next dates of a series"), series_next_flags, CMD_READS, ENTITY_SERIES, 0,
     cmd_series_next_read, NULL},
    {"series fill", "ID…", N_("make the coming workshops of series"), series_fill_flags, CMD_PLANS | CMD_ADMIN,
     ENTITY_SERIES, 0, NULL, cmd_series_fill_plan},
    {"series stop", "ID…", N_("make series inactive; their workshops stay"), series_stop_flags, CMD_PLANS | CMD_ADMIN,
     ENTITY_SERIES, 0, NULL, cmd_series_stop_plan},
    {"series doctor", "[ID…]", N_("what is wrong with series and their coming workshops"), NULL, CMD_READS, ENTITY_NONE,
     0, cmd_series_doctor_read, NULL},
    {"mend", "[ID…]", N_("set right what series doctor finds"), mend_flags, CMD_PLANS | CMD_ADMIN, ENTITY_SERIES, 0,
     NULL, cmd_mend_plan},
    {"series import", "FILE", N_("make series from an iCalendar file"), series_import_flags, CMD_PLANS | CMD_ADMIN,
     ENTITY_NONE, 0, NULL, cmd_series_import_plan},
    {"series ics", "ID…", N_("series as iCalendar"), ics_flags, CMD_READS | CMD_SHELL_ONLY, ENTITY_NONE, 0, NULL, NULL,
     cmd_series_ics_text},
    {"ics", "[WORKSHOP…]", N_("workshops, or all that are coming, as iCalendar"), ics_flags, CMD_READS | CMD_SHELL_ONLY,
     ENTITY_NONE, 0, NULL, NULL, cmd_ics_text},
    {"rrule", "RULE", N_("the occurrences of a recurrence rule, without a database"), rrule_flags,
     CMD_READS | CMD_NO_SESSION, ENTITY_NONE, 0, cmd_rrule_read, NULL},
    {"grants", "moderator|admin|timer|migrator", N_("SQL that makes a database account with the least rights"),
     grants_flags, CMD_READS | CMD_TEXT, ENTITY_NONE, 0, cmd_grants_read, NULL},
    {"migrate", "[up|down|status|plan|verify]", N_("the tables of the database"), NULL,
     CMD_SHELL_ONLY | CMD_NO_SESSION | CMD_FILES, ENTITY_NONE, 0, NULL, NULL},
    {"user-add", "NAME", N_("a person in a local database"), user_add_flags,
     CMD_SHELL_ONLY | CMD_NO_SESSION | CMD_FILES, ENTITY_NONE, 0, NULL, NULL},
    {"help", "[WORD…]", N_("the words, or one of them"), NULL, CMD_NO_SESSION, ENTITY_NONE, 0, NULL, NULL},
    {0},
};
