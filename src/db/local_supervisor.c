/* The supervisor of a local server: see local_supervisor.h, and local.h for the lock files.
 *
 * It and the server share the descriptor of the locked `lock`: that file is free when both are gone, whatever killed
 * them. The server ends with its supervisor (PR_SET_PDEATHSIG). Of the clients it knows nothing but their locks on
 * `users`. */
#include "db/local_supervisor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"

enum {
    POLL_MS = 100,
    GRACE_MS = 500,        /* the next command of a script finds the server still there */
    BOOTSTRAP_MS = 120000, /* a server that waits for disk space would wait for ever */
    STOP_MS = 30000
};

struct supervisor {
    const struct local_dir *dir;
    const struct local_program *program;
    int users, report;
    sigset_t signals; /* those it waits for, blocked */
    int64_t idle_since;
};

enum outcome { CHILD_ENDED, CHILD_UNUSED, CHILD_TO_STOP };

/* True when nobody has used the server for the grace time. The lock on `users` is then kept, so that whoever comes now
 * waits for the end and starts a new one. */
static bool is_unused(struct supervisor *s) {
    int64_t now = clock_monotonic_ms();
    if (flock(s->users, LOCK_EX | LOCK_NB) != 0) {
        s->idle_since = 0;
        return false;
    }
    if (s->idle_since == 0) s->idle_since = now;
    if (now - s->idle_since >= (s->dir->throwaway ? 0 : GRACE_MS)) return true;
    flock(s->users, LOCK_UN);
    return false;
}

/* Waits until the child ends, nobody uses it any more, a signal asks for the end, or `limit_ms` (0: none) are over. */
static enum outcome watch(struct supervisor *s, pid_t child, int64_t limit_ms, int *status) {
    const struct timespec pause = {.tv_nsec = POLL_MS * 1000000L};
    int64_t limit = clock_monotonic_ms() + limit_ms;
    for (;;) {
        int got = sigtimedwait(&s->signals, NULL, &pause);
        if (waitpid(child, status, WNOHANG) == child) return CHILD_ENDED;
        if (got == SIGTERM || got == SIGINT || got == SIGHUP) return CHILD_TO_STOP;
        if (limit_ms && clock_monotonic_ms() > limit) return CHILD_TO_STOP;
        if (is_unused(s)) return CHILD_UNUSED;
    }
}

static void stop(struct supervisor *s, pid_t child) {
    const struct timespec pause = {.tv_nsec = POLL_MS * 1000000L};
    int64_t limit = clock_monotonic_ms() + STOP_MS;
    kill(child, SIGTERM);
    while (waitpid(child, NULL, WNOHANG) == 0) {
        if (clock_monotonic_ms() > limit) kill(child, SIGKILL);
        sigtimedwait(&s->signals, NULL, &pause);
    }
}

/* A data folder is complete or not there: it is made under another name. */
static bool make_data(struct supervisor *s, struct err *err) {
    enum { ROOM_MIB = 200 };
    const struct local_dir *d = s->dir;
    char *login = local_login_name();
    int status = -1;
    if (!login)
        return err_set(err, WS_CONFIG, _("user %ld has no name here (passwd), a local database needs one"),
                       (long)geteuid());
    bool ok = local_dir_check_room(d, ROOM_MIB, err) && local_dir_remove(d, "data.new", err) &&
              local_dir_make(d, "data.new", err);
    if (ok) {
        pid_t child = local_program_bootstrap(s->program, d, login);
        enum outcome outcome = child < 0 ? CHILD_ENDED : watch(s, child, BOOTSTRAP_MS, &status);
        if (outcome != CHILD_ENDED) stop(s, child);
        ok = (child > 0 && outcome == CHILD_ENDED && status == 0) || local_program_failure(d, err);
        if (ok && !d->throwaway) syncfs(d->fd);
        if (ok && renameat(d->fd, "data.new", d->fd, "data") != 0)
            ok = err_set(err, WS_FILE, _("%s/data cannot be made: %s"), d->path, strerror(errno));
        if (!ok) local_dir_remove(d, "data.new", NULL);
    }
    free(login);
    return ok;
}

/* Returns when the server has ended; false when that was not because nobody used it. */
static bool run_server(struct supervisor *s, struct err *err) {
    int status;
    pid_t child = local_program_run(s->program, s->dir);
    if (child < 0) return err_set(err, WS_UNREACHABLE, _("no process can be started: %s"), strerror(errno));
    if (watch(s, child, 0, &status) == CHILD_ENDED) return local_program_failure(s->dir, err);
    stop(s, child);
    return true;
}

static bool supervise(struct supervisor *s, struct err *err) {
    const struct local_dir *d = s->dir;
    return local_dir_open_file(d, "users", &s->users, err) && local_dir_make(d, "tmp", err) &&
           local_dir_make(d, "files", err) && (local_dir_has(d, "data") || make_data(s, err)) && run_server(s, err);
}

/* The three standard files stay open. */
static void close_all_but(const int *kept, size_t count) {
    DIR *folder = opendir("/proc/self/fd");
    for (const struct dirent *entry; folder && (entry = readdir(folder));) {
        int64_t fd;
        bool keep = !parse_int(entry->d_name, STDERR_FILENO + 1, INT_MAX, &fd) || fd == dirfd(folder);
        for (size_t i = 0; i < count; i++) keep = keep || fd == kept[i];
        if (!keep) close((int)fd);
    }
    if (folder) closedir(folder);
}

/* Leaves terminal, standard files, signal handlers and descriptors of the client behind. */
static void detach(struct supervisor *s, int lock) {
    setsid();
    umask(077);
    prctl(PR_SET_NAME, "wsadmin-local");
    mem_set_fatal_hook(NULL);
    for (int i = 1; i < NSIG; i++) signal(i, SIG_DFL);
    signal(SIGPIPE, SIG_IGN); /* the client that was to read the report may be gone */
    sigemptyset(&s->signals);
    const int wanted[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) sigaddset(&s->signals, wanted[i]);
    sigprocmask(SIG_SETMASK, &s->signals, NULL);
    close_all_but((const int[]){lock, s->report, s->dir->fd}, 3);
    int log = openat(s->dir->fd, "error.log", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    (void)!chdir("/");
    dup2(null, STDIN_FILENO);
    dup2(log < 0 ? null : log, STDOUT_FILENO);
    dup2(log < 0 ? null : log, STDERR_FILENO);
    fcntl(lock, F_SETFD, 0); /* the server inherits it */
}

static _Noreturn void supervisor_main(struct supervisor *s, int lock) {
    struct err err = {0};
    struct buf text = {0};
    detach(s, lock);
    bool ok = supervise(s, &err);
    /* The lock on `users` is held already when the end came because nobody used it. */
    if (s->dir->throwaway && flock(s->users, LOCK_EX | LOCK_NB) == 0) local_dir_remove_all(s->dir);
    close(lock);
    if (!ok) {
        buf_addf(&text, "%d%c%s%c%s", (int)err.code, '\0', err.text, '\0', err.hint ? err.hint : "");
        (void)!write(s->report, text.data, text.len + 1);
    }
    _exit(!ok);
}

bool local_supervisor_start(const struct local_dir *d, const struct local_program *p, int lock, int *report,
                            struct err *err) {
    int ends[2] = {-1, -1};
    pid_t child = -1;
    if (pipe2(ends, O_CLOEXEC) == 0) {
        struct supervisor s = {.dir = d, .program = p, .users = -1, .report = ends[1]};
        child = fork();
        if (child == 0) { /* a process in between, so that the supervisor is nobody's child to wait for */
            child = fork();
            if (child == 0) supervisor_main(&s, lock);
            _exit(child < 0);
        }
        int number = errno;
        close(ends[1]);
        if (child < 0) {
            close(ends[0]);
            ends[0] = -1;
        }
        errno = number;
    }
    if (child < 0)
        err_set(err, WS_UNREACHABLE, _("no process can be started: %s"), strerror(errno));
    else
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
    *report = ends[0];
    close(lock);
    return child > 0;
}

bool local_supervisor_report(int report, struct err *err) {
    struct buf text = {0};
    char part[512];
    for (ssize_t n; (n = read(report, part, sizeof part)) > 0 || (n < 0 && errno == EINTR);)
        if (n > 0) buf_add_len(&text, part, (size_t)n);
    int64_t code;
    const char *fields[3] = {buf_str(&text)};
    for (size_t i = 1; i < 3; i++) {
        const char *end = memchr(fields[i - 1], '\0', text.len - (size_t)(fields[i - 1] - buf_str(&text)));
        fields[i] = end && end < text.data + text.len ? end + 1 : "";
    }
    if (text.len && parse_int(fields[0], 1, WS_CONFIG, &code)) {
        err_set(err, (enum ws_error)code, "%s", fields[1]);
        if (*fields[2]) err_hint(err, "%s", fields[2]);
    } else {
        err_set(err, WS_UNREACHABLE, _("the supervisor of the local database was killed"));
        err_hint(err, "%s", _("start it again"));
    }
    buf_free(&text);
    return false;
}
