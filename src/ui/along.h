/* Going along the associations of the data (SPEC section 1), from the row under the cursor. */
#ifndef WS_UI_ALONG_H
#define WS_UI_ALONG_H

struct console;

/* `where`: category, series, workshops, host, user, attendees, chat, notes, invites, inviter or notices. The way back
 * is kept; what leads nowhere is said. */
void go_along(struct console *c, const char *where);

#endif
