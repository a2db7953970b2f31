/* Words: what a key stands for, what is typed at `:`. */
#ifndef WS_UI_WORDS_H
#define WS_UI_WORDS_H

#include <stdbool.h>

struct console;

/* Runs a line: one of the console's own words (actions.h), or a word of cmd.h that reads (its answer is shown in a box)
 * or plans (its plan is shown). A word without an id is about the marked rows, else the row under the cursor. What is
 * wrong with the line is said. */
void words_run(struct console *c, const char *line);
bool words_known(const char *line); /* can the line be read? */
void words_prompt(struct console *c);                           /* the `:` line */
void words_prompt_with(struct console *c, const char *initial); /* … with this in it */
/* Switches is_active, is_co_host or can_speak of the chosen rows to what they all are not; when they differ it asks. */
void words_toggle(struct console *c, const char *field);
/* The `:` line with a word and what the focused list says of its arguments: "attendee add" and "invite" get the
 * workshop, "transfer" the person, "delete" the chosen rows and the flag for a reason. */
void words_compose(struct console *c, const char *word);

#endif
