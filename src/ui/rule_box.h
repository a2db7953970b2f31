/* The box over a series' form that builds its rule by choices, and shows the rule as text, in words, and its next dates
 * as they change. Enter puts the rule into the form's field; nothing else is changed. */
#ifndef WS_UI_RULE_BOX_H
#define WS_UI_RULE_BOX_H

struct console;
struct form;

/* For the field under the form's cursor, which is a rule. */
void rule_box_open(struct console *c, struct form *f);

#endif
