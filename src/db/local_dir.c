/* The folder of a local server: see local_dir.h. Everything in it is reached through the descriptor of the folder,
 * which was checked once: whoever may rename what leads to it cannot lead us elsewhere. */
#include "db/local_dir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { HOLD_MS = 60000, MUCH_MIB = 500 };
#define THROWAWAY_MARK "throw-away"
#define THROWAWAY_PREFIX "wsadmin-demo-"

char *local_login_name(void) {
    const struct passwd *entry = getpwuid(geteuid());
    return entry ? mem_dup(entry->pw_name) : NULL;
}

/* Without a slash at the end, which would follow a symbolic link. */
static char *absolute_path(const char *path) {
    char *here = *path == '/' ? NULL : getcwd(NULL, 0);
    char *whole = here ? mem_format("%s/%s", here, path) : mem_dup(path);
    for (size_t n = strlen(whole); n > 1 && whole[n - 1] == '/'; n--) whole[n - 1] = '\0';
    free(here);
    return whole;
}

static char *default_path(void) {
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    const struct passwd *entry = getpwuid(geteuid());
    if (data && *data == '/') return mem_format("%s/wsadmin/db", data); /* a relative one is to be ignored */
    if (home && *home == '/') return mem_format("%s/.local/share/wsadmin/db", home);
    return mem_format("%s/.local/share/wsadmin/db", entry ? entry->pw_dir : "");
}

/* Makes the folder and those that lead to it. */
static bool make_path(const char *path, struct err *err) {
    char *part = mem_dup(path);
    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(part, 0700); /* what is wrong with one of them shows at the last */
        *slash = '/';
    }
    bool ok = mkdir(part, 0700) == 0 || errno == EEXIST;
    free(part);
    if (ok) return true;
    err_set(err, WS_FILE, _("the folder %s cannot be made: %s"), path, strerror(errno));
    err_hint(err, "%s", _("--local=DIR names another folder"));
    return false;
}

static bool is_empty(int fd) {
    int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = copy < 0 ? NULL : fdopendir(copy);
    bool empty = folder != NULL;
    for (const struct dirent *entry; folder && empty && (entry = readdir(folder));)
        empty = !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..");
    if (folder) closedir(folder);
    return empty;
}

static bool check_folder(const struct local_dir *d, struct err *err) {
    struct stat st;
    if (fstat(d->fd, &st) != 0) return err_set(err, WS_FILE, "%s: %s", d->path, strerror(errno));
    if (st.st_uid != geteuid()) {
        err_set(err, WS_CONFIG, _("the folder %s belongs to somebody else"), d->path);
        err_hint(err, "%s", _("--local=DIR names another folder"));
        return false;
    }
    if (st.st_mode & (S_IRWXG | S_IRWXO)) {
        err_set(err, WS_CONFIG, _("the folder %s is open to others, who could then use the database"), d->path);
        err_hint(err, _("close it: chmod 700 %s"), d->path);
        return false;
    }
    /* In this order: "users" is the first file of whoever starts at the same time. */
    if (is_empty(d->fd) || local_dir_has(d, "users")) return true;
    err_set(err, WS_CONFIG, _("the folder %s holds other files"), d->path);
    err_hint(err, "%s", _("--local=DIR wants an empty or a new folder"));
    return false;
}

/* Takes `path`. */
static bool open_folder(char *path, struct local_dir *out, struct err *err) {
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    *out = (struct local_dir){.path = path, .fd = fd, .users = -1};
    if (fd < 0) {
        err_set(err, WS_CONFIG, _("%s cannot be opened as a folder (a symbolic link is not followed): %s"), path,
                strerror(errno));
        err_hint(err, "%s", _("--local=DIR names another folder"));
    } else if (check_folder(out, err)) {
        out->throwaway = local_dir_has(out, THROWAWAY_MARK);
        return true;
    }
    local_dir_close(out);
    return false;
}

/* The supervisor holds the lock for the moment in which it looks whether somebody is there, and while it ends the
 * server. */
static bool hold_users(struct local_dir *d, struct err *err) {
    int64_t limit = clock_monotonic_ms() + HOLD_MS;
    struct stat st;
    if (!local_dir_open_file(d, "users", &d->users, err)) return false;
    while (flock(d->users, LOCK_SH | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return err_set(err, WS_FILE, _("%s/users cannot be locked: %s"), d->path, strerror(errno));
        if (clock_monotonic_ms() > limit)
            return err_set(err, WS_BUSY, _("the local database in %s is ending and does not come to its end"), d->path);
        clock_sleep_ms(2);
    }
    if (fstat(d->users, &st) == 0 && st.st_nlink > 0) return true;
    return err_set(err, WS_CONFIG, _("the throw-away database in %s has just ended"), d->path);
}

bool local_dir_open(const char *path, struct local_dir *out, struct err *err) {
    char *whole = path ? absolute_path(path) : default_path();
    if (!make_path(whole, err)) {
        free(whole);
        return false;
    }
    if (!open_folder(whole, out, err)) return false;
    if (hold_users(out, err)) return true;
    local_dir_close(out);
    return false;
}

/* Removes a throw-away folder that has neither users nor server. */
static void discard(const struct local_dir *d) {
    int users = -1, lock = -1;
    if (local_dir_open_file(d, "users", &users, NULL) && flock(users, LOCK_EX | LOCK_NB) == 0 &&
        local_dir_open_file(d, "lock", &lock, NULL) && flock(lock, LOCK_EX | LOCK_NB) == 0)
        local_dir_remove_all(d);
    if (users >= 0) close(users);
    if (lock >= 0) close(lock);
}

void local_dir_close(struct local_dir *d) {
    if (d->users >= 0) close(d->users);
    if (d->throwaway) discard(d);
    if (d->fd >= 0) close(d->fd);
    free(d->path);
    *d = (struct local_dir){.fd = -1, .users = -1};
}

/* Removes what killed processes have left in `parent`. */
static void sweep(const char *parent) {
    DIR *folder = opendir(parent);
    for (const struct dirent *entry; folder && (entry = readdir(folder));) {
        struct local_dir left;
        if (!strncmp(entry->d_name, THROWAWAY_PREFIX, strlen(THROWAWAY_PREFIX)) &&
            open_folder(mem_format("%s/%s", parent, entry->d_name), &left, NULL))
            local_dir_close(&left);
    }
    if (folder) closedir(folder);
}

bool local_dir_open_throwaway(unsigned room, struct local_dir *out, struct err *err) {
    const char *parent = getenv("TMPDIR");
    int mark = -1;
    if (!parent || *parent != '/') parent = room > MUCH_MIB ? "/var/tmp" : "/tmp"; /* /tmp may be in memory */
    sweep(parent);
    char *path = mem_format("%s/" THROWAWAY_PREFIX "XXXXXX", parent);
    if (!mkdtemp(path)) {
        err_set(err, WS_FILE, _("no folder can be made in %s: %s"), parent, strerror(errno));
        err_hint(err, "%s", _("TMPDIR names another folder for temporary files"));
        free(path);
        return false;
    }
    if (!open_folder(path, out, err)) return false;
    /* Marked only when it is held, so that nobody takes it for a left one. */
    out->throwaway = local_dir_check_room(out, room, err) && hold_users(out, err) &&
                     local_dir_open_file(out, THROWAWAY_MARK, &mark, err);
    if (mark >= 0) close(mark);
    if (out->throwaway) return true;
    local_dir_remove_all(out);
    local_dir_close(out);
    return false;
}

bool local_dir_open_file(const struct local_dir *d, const char *name, int *fd, struct err *err) {
    *fd = openat(d->fd, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    return *fd >= 0 || err_set(err, WS_FILE, _("%s/%s cannot be opened: %s"), d->path, name, strerror(errno));
}

char *local_dir_file(const struct local_dir *d, const char *name) { return mem_format("%s/%s", d->path, name); }

bool local_dir_has(const struct local_dir *d, const char *name) { return faccessat(d->fd, name, F_OK, 0) == 0; }

bool local_dir_make(const struct local_dir *d, const char *name, struct err *err) {
    if (mkdirat(d->fd, name, 0700) == 0 || errno == EEXIST) return true;
    return err_set(err, WS_FILE, _("the folder %s/%s cannot be made: %s"), d->path, name, strerror(errno));
}

/* Links are removed, never followed. False with errno. */
static bool remove_at(int parent, const char *name) {
    if (unlinkat(parent, name, 0) == 0 || errno == ENOENT) return true;
    if (errno != EISDIR && errno != EPERM) return false;
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    bool ok = folder != NULL;
    for (const struct dirent *entry; ok && (entry = readdir(folder));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) ok = remove_at(fd, entry->d_name);
    if (folder) closedir(folder);
    return ok && unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

bool local_dir_remove(const struct local_dir *d, const char *name, struct err *err) {
    return remove_at(d->fd, name) ||
           err_set(err, WS_FILE, _("%s/%s cannot be removed: %s"), d->path, name, strerror(errno));
}

void local_dir_remove_all(const struct local_dir *d) { remove_at(AT_FDCWD, d->path); }

bool local_dir_check_room(const struct local_dir *d, unsigned needed, struct err *err) {
    struct statvfs fs;
    if (fstatvfs(d->fd, &fs) != 0) return true; /* then the server says it */
    unsigned long long room = (unsigned long long)fs.f_bavail * fs.f_frsize >> 20;
    if (room >= needed) return true;
    err_set(err, WS_FILE, _("%s has room for %llu MiB, a database needs %u"), d->path, room, needed);
    err_hint(err, "%s",
             d->throwaway ? _("make room, or let TMPDIR name a folder on another disk")
                          : _("make room, or let --local=DIR name a folder on another disk"));
    return false;
}
