/* The console: the whole screen, from taking the terminal to giving it back. Called by main. */
#ifndef WS_UI_CONSOLE_H
#define WS_UI_CONSOLE_H

#include <stdbool.h>

#include "db/conn.h"

enum console_migrate {
    CONSOLE_MIGRATE_ASK,  /* pending migrations are shown as a plan */
    CONSOLE_MIGRATE_AUTO, /* … and run without asking */
    CONSOLE_MIGRATE_NEVER /* … and only said */
};

struct agora;
struct look_options;

struct console_options {
    const struct conn_params *params;
    const char *actor, *notify_as;   /* session.h, actor_find; notify_as may be NULL */
    const char *zone;                /* as configured; NULL: the acting user's, else the system's */
    const char *language;            /* "en" or "es" */
    const struct agora *agora;       /* session.h */
    const struct look_options *look; /* ui/look.h */
    bool mouse;                      /* it is listened to */
    unsigned refresh_seconds;        /* 0: 5 */
    enum console_migrate migrate;
    const char *banner; /* said in the last line at the start; NULL: nothing */
};

/* Can the console be shown on this terminal? To be asked before anything costly is begun. WS_USAGE or WS_CONFIG. */
bool console_check(struct err *err);

/* Takes what wsadmin.conf binds to keys, one binding a line (NULL: nothing). WS_CONFIG. */
bool console_bind(const char *lines, struct err *err);

/* Runs until the user quits; the exit status (SPEC section 9). What prevents it from starting is said on stderr. After
 * setlocale, gate_init, conn_library_init and console_check. */
int console_run(const struct console_options *o);

#endif
