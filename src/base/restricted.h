/* --restricted (SPEC section 3), for a moderator's ForceCommand: what the person may say is words of wsadmin, and nothing
 * that the environment or their home folder holds is read. One switch for the whole process, thrown by main before
 * anything looks at the environment and never taken back. */
#ifndef WS_BASE_RESTRICTED_H
#define WS_BASE_RESTRICTED_H

#include <stdbool.h>

/* Does the command line hold the very word --restricted? Needed before options can be read, since their messages are
 * translated and the environment says from where. */
bool restricted_asked(int argc, char **argv);
/* Replaces the environment by what is harmless, and remembers what SSH was asked to run. */
void restricted_begin(void);
bool restricted_on(void);
const char *restricted_command(void); /* SSH_ORIGINAL_COMMAND; NULL when a shell was asked for */

#endif
