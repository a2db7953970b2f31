/* What rule_box.c and rule_box_draw.c share. Included by no one else. */
#ifndef WS_UI_RULE_BOX_PRIVATE_H
#define WS_UI_RULE_BOX_PRIVATE_H

#include "recur/rule_choices.h"
#include "ui/form_private.h"

/* The lines of choices, from the top; which are there depends on the others. */
enum rule_item {
    ITEM_FREQ,
    ITEM_INTERVAL, /* typed */
    ITEM_WEEKDAYS,
    ITEM_MONTH,
    ITEM_ON,
    ITEM_DAY,
    ITEM_PLACE,
    ITEM_WEEKDAY,
    ITEM_END,
    ITEM_COUNT, /* typed */
    ITEM_UNTIL, /* typed */
    ITEMS
};

struct rule_box {
    struct layer layer;
    struct form *form;              /* below it; its field under the cursor is the rule */
    struct recurrence now;          /* the rule as it stands, with the form's time and zone */
    bool assumed;                   /* the form has no time or zone yet: others are shown */
    bool unread;                    /* the rule it began with cannot be read */
    char *kept;                     /* why the rule it began with is none of the choices (translated); NULL: it is */
    bool touched;                   /* a choice was made: the rule is the choices', no longer the one it began with */
    bool has_anchor, anchor_failed; /* neither: it is being read */
    int64_t anchor;
    struct rule_choices choices;
    struct textfield texts[ITEMS]; /* of those that are typed */
    char *error;                   /* what is wrong with one of them (translated); NULL: nothing */
    enum rule_item at;
    bool moved;        /* the cursor is to be seen */
    int weekday;       /* under the cursor in ITEM_WEEKDAYS, as in struct rule */
    struct wrap says;  /* the rule as text and in words */
    struct wrap dates; /* made for these widths and until something changes: */
    int wrapped_for;   /* 0: to be made anew */
    int dates_wrapped_for;
    struct scroll scroll; /* of all lines, where they do not fit */
};

bool rule_box_shows(const struct rule_box *b, enum rule_item item);
bool rule_box_is_typed(enum rule_item item);
void rule_box_draw(struct console *c, struct layer *l);

#endif
