/* Starting, joining and leaving a local server, the client's side: see local.h. */
#include "db/local.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "db/local_content.h"
#include "db/local_dir.h"
#include "db/local_program.h"
#include "db/local_supervisor.h"

enum { START_MS = 180000, RETRY_MS = 5, SERVER_SHUTDOWN = 1053 };

struct local_server {
    struct local_dir dir;
};

static void params_for(const struct local_server *s, const char *database, struct conn_params *p) {
    struct sockaddr_un address;
    *p = (struct conn_params){.socket = local_dir_file(&s->dir, "sock"), .user = local_login_name()};
    if (!p->user) p->user = mem_dup("");
    if (database) p->database = mem_dup(database);
    if (strlen(p->socket) < sizeof address.sun_path) return;
    free(p->socket);
    p->socket = mem_format("/proc/self/fd/%d/sock", s->dir.fd); /* short enough for any folder */
}

/* Takes `lock` and starts a supervisor, unless a server is alive or being started by another process. */
static bool start_supervisor(struct local_server *s, int *report, struct err *err) {
    struct local_program program;
    int lock;
    if (!local_dir_open_file(&s->dir, "lock", &lock, err)) return false;
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        close(lock);
        return true;
    }
    bool ok = local_program_find(&program, err);
    if (ok)
        ok = local_supervisor_start(&s->dir, &program, lock, report, err);
    else
        close(lock);
    local_program_free(&program);
    return ok;
}

static bool is_starting(const struct err *e) {
    return e->code == WS_UNREACHABLE || e->code == WS_LOST || e->server_errno == SERVER_SHUTDOWN;
}

/* Connects, and starts the server when there is none. */
static bool server_reach(struct local_server *s, struct conn **out, struct err *err) {
    int64_t limit = clock_monotonic_ms() + START_MS;
    struct pollfd report = {.fd = -1, .events = POLLIN};
    struct conn_params p;
    struct err e = {0};
    bool ok = false, go_on = true;
    params_for(s, NULL, &p);
    while (go_on && !(ok = conn_open(&p, out, &e))) {
        if (!is_starting(&e) || clock_monotonic_ms() > limit) {
            err_move(err, &e);
            break;
        }
        if (report.fd < 0)
            go_on = start_supervisor(s, &report.fd, err);
        else if (report.revents)
            go_on = local_supervisor_report(report.fd, err);
        if (go_on) poll(&report, 1, RETRY_MS); /* without a supervisor of ours: a pause */
    }
    err_free(&e);
    if (report.fd >= 0) close(report.fd);
    conn_params_free(&p);
    return ok;
}

bool local_server_start(struct local_server *s, struct err *err) {
    struct conn *c;
    if (!server_reach(s, &c, err)) return false;
    conn_close(c);
    return true;
}

/* The server of a folder that is held, with its content. Takes `dir`. */
static bool server_open(const struct local_dir *dir, struct local_server **out, struct err *err) {
    struct local_server *s = mem_alloc(sizeof *s);
    struct conn *c = NULL;
    struct conn_params p;
    s->dir = *dir;
    local_server_params(s, &p);
    bool ok = server_reach(s, &c, err) && local_content_create(c, &p, err);
    conn_params_free(&p);
    conn_close(c);
    if (ok)
        *out = s;
    else
        local_server_leave(s);
    return ok;
}

bool local_server_join(const char *dir, struct local_server **out, struct err *err) {
    struct local_dir d;
    return local_dir_open(dir, &d, err) && server_open(&d, out, err);
}

static bool fill(struct local_server *s, enum demo_size size, demo_progress *progress, void *arg, struct err *err) {
    struct conn *c = NULL;
    struct conn_params p;
    int64_t now;
    local_server_params(s, &p);
    bool ok = conn_open(&p, &c, err) && conn_now(c, &now, err) && demo_fill(c, size, now, progress, arg, err);
    conn_close(c);
    conn_params_free(&p);
    return ok;
}

bool local_server_demo(enum demo_size size, demo_progress *progress, void *arg, struct local_server **out,
                       struct err *err) {
    static const unsigned room[] = {[DEMO_SMALL] = 250, [DEMO_LARGE] = 1000, [DEMO_HUGE] = 5000}; /* MiB */
    struct local_dir d;
    if (!local_dir_open_throwaway(room[size], &d, err) || !server_open(&d, out, err)) return false;
    if (fill(*out, size, progress, arg, err)) return true;
    local_server_leave(*out);
    *out = NULL;
    return false;
}

static bool revive(void *server, struct err *err) { return local_server_start(server, err); }

void local_server_params(struct local_server *s, struct conn_params *p) {
    params_for(s, LOCAL_DATABASE, p);
    p->revive = revive;
    p->revive_arg = s;
}

const char *local_server_dir(const struct local_server *s) { return s->dir.path; }

void local_server_leave(struct local_server *s) {
    if (!s) return;
    local_dir_close(&s->dir);
    free(s);
}
