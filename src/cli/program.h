/* What one run of the program is told and holds: options, settings, the way to the server. Made by main, used by the
 * command line and handed to the console. */
#ifndef WS_CLI_PROGRAM_H
#define WS_CLI_PROGRAM_H

#include "cmd/options.h"
#include "op/agora.h"
#include "op/session.h"

struct local_server;

struct program {
    struct options options;
    struct settings settings;
    struct conn_options conn;
    struct agora agora;
    struct local_server *local; /* with --local and --demo */
    char **ssh_words;           /* with --restricted: what SSH was asked to run; owned, in any order */
    size_t ssh_word_count;
};

/* With --restricted: checks the options, and takes the words from SSH when the command line has none. */
bool program_restrict(struct program *p, bool asked, struct err *err);
/* Settings, connection parameters, Agora's variables; starts the local server when one is wanted; asks for the
 * password; waits for the server with --wait. */
bool program_prepare(struct program *p, struct err *err);
/* Connects and finds out who acts. */
bool program_open_session(const struct program *p, struct session *s, struct err *err);
void program_close_session(struct session *s);
void program_free(struct program *p);

/* The acting user's name: --as, WSADMIN_AS, the setting, else the login name; for free(). */
char *program_acting_name(const struct program *p);

/* "wsadmin: TEXT" and what to do next, through the gate, on standard error. */
void program_print_error(const struct err *err);
void program_print_note(const char *text); /* may have several lines */

#endif
