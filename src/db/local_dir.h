/* The folder of a local server: finding, checking, making and removing it. See local.h for what is in it. */
#ifndef WS_DB_LOCAL_DIR_H
#define WS_DB_LOCAL_DIR_H

#include <stdbool.h>

#include "base/error.h"

struct local_dir {
    char *path;     /* absolute */
    int fd;         /* of the folder itself */
    int users;      /* the file `users`, its shared lock held: we use the server */
    bool throwaway; /* holds the mark of a demo: to be removed when its last user has left */
};

/* Opens and holds the folder, making it and what leads to it when absent; `path` NULL: the default one. It must be
 * empty or ours, belong to us and be closed to everybody else. Waits while its server is just ending. */
bool local_dir_open(const char *path, struct local_dir *out, struct err *err);

/* The same for a new folder under $TMPDIR, else /tmp (/var/tmp for much), that wants `room` MiB. Removes those of
 * before that nobody uses. */
bool local_dir_open_throwaway(unsigned room, struct local_dir *out, struct err *err);

/* Lets go of it. A throw-away folder without users and server is removed; as a rule the supervisor has to do that
 * later. */
void local_dir_close(struct local_dir *d);

/* Opens a file of the folder, making it when absent. The descriptor is closed on exec. */
bool local_dir_open_file(const struct local_dir *d, const char *name, int *fd, struct err *err);

char *local_dir_file(const struct local_dir *d, const char *name); /* its path, for free() */
bool local_dir_has(const struct local_dir *d, const char *name);
bool local_dir_make(const struct local_dir *d, const char *name, struct err *err); /* a folder; fine when it is there */
/* Removes a file or a folder with all that is in it; fine when it is absent. */
bool local_dir_remove(const struct local_dir *d, const char *name, struct err *err);
/* Removes the folder itself. The caller knows that nobody uses it. */
void local_dir_remove_all(const struct local_dir *d);

/* Is there room for a new database? `needed` in MiB. */
bool local_dir_check_room(const struct local_dir *d, unsigned needed, struct err *err);

/* The login name by the passwd entry, for free(); NULL without one. */
char *local_login_name(void);

#endif
