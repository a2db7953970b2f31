/* Which entity's rules stand where: see edit_private.h. */
#include "base/i18n.h"
#include "op/edit_private.h"

static const struct edit_rules user_rules = {
    .set = RIGHTS_NOBODY,
    .make = RIGHTS_NOBODY,
    .remove = RIGHTS_NOBODY,
    .instead = N_("users are the platform's own: here they may only be given or lose the right to host (can-host)"),
};
static const struct edit_rules notification_rules = {
    .set = RIGHTS_NOBODY,
    .make = RIGHTS_NOBODY,
    .remove = RIGHTS_NOBODY,
    .instead = N_("notifications are sent by notify, and stay"),
};

enum rights edit_need(enum entity_kind kind, enum edit_what what, const char **instead) {
    const struct edit_rules *rules = edit_rules_of(kind);
    *instead = rules->instead;
    return what == EDIT_NEW ? rules->make : what == EDIT_SET ? rules->set : rules->remove;
}

const struct edit_rules *edit_rules_of(enum entity_kind kind) {
    static const struct edit_rules *const table[ENTITY_KINDS] = {
        [ENTITY_CATEGORY] = &edit_category_rules, [ENTITY_SERIES] = &edit_series_rules,
        [ENTITY_WORKSHOP] = &edit_workshop_rules, [ENTITY_ATTENDEE] = &edit_attendee_rules,
        [ENTITY_INVITE] = &edit_invite_rules,     [ENTITY_CHAT] = &edit_chat_rules,
        [ENTITY_NOTE] = &edit_note_rules,         [ENTITY_USER] = &user_rules,
    };
    return table[kind] ? table[kind] : &notification_rules;
}
