/* Writing the action log: see action_log.h. */
#include "op/action_log.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"
#include "op/action_private.h"
#include "op/plan_json.h"

const char *const action_outcome_words[ACTION_OUTCOMES] = {"done", "not done", "unknown"};

static void log_to_syslog(const char *line) {
    openlog("wsadmin", LOG_PID, LOG_AUTHPRIV);
    syslog(LOG_AUTHPRIV | LOG_NOTICE, "%s", line);
}

void (*action_log_system)(const char *line) = log_to_syslog;

char *action_log_path(void) {
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char room[1024];
    if (state && state[0] == '/') return mem_format("%s/wsadmin/actions.jsonl", state);
    if (!home || home[0] != '/') {
        struct passwd me, *found = NULL;
        getpwuid_r(getuid(), &me, room, sizeof room, &found);
        home = found ? me.pw_dir : "";
    }
    return mem_format("%s/.local/state/wsadmin/actions.jsonl", home);
}

static bool log_fail(struct err *err, const char *path) {
    err_set(err, WS_FILE, _("the action log %s cannot be written: %s"), path, strerror(errno));
    err_hint(err, "%s", _("make room or rights for it: nothing is changed that cannot be logged"));
    return false;
}

void action_make_folders(const char *path) {
    char *copy = mem_dup(path);
    for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copy, 0700); /* what fails here, open() will say */
        *slash = '/';
    }
    free(copy);
}

static bool write_all(int fd, const char *data, size_t len) {
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

/* Under the lock: a line that an interrupted process left half is ended first; ours is there whole or not at all. */
static bool append_locked(int fd, const char *line) {
    off_t size = lseek(fd, 0, SEEK_END);
    char last = '\n';
    if (size < 0 || (size > 0 && pread(fd, &last, 1, size - 1) != 1)) return false;
    char *text = mem_format("%s%s\n", last == '\n' ? "" : "\n", line);
    bool ok = write_all(fd, text, strlen(text)) && fsync(fd) == 0;
    int why = errno;
    free(text);
    if (!ok && ftruncate(fd, size) != 0) why = errno;
    errno = why;
    return ok;
}

bool action_append(const char *line, struct err *err) {
    char *path = action_log_path();
    action_make_folders(path);
    int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool ok = fd >= 0;
    while (ok && flock(fd, LOCK_EX) != 0) ok = errno == EINTR;
    ok = ok && append_locked(fd, line);
    if (!ok) log_fail(err, path);
    if (fd >= 0) close(fd);
    free(path);
    if (ok) action_log_system(line);
    return ok;
}

void action_start(struct action *a) {
    unsigned char bytes[(ACTION_ID_SIZE - 1) / 2];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) {
        int64_t clock = clock_monotonic_ms() << 20 | getpid();
        memcpy(bytes, &clock, sizeof bytes);
    }
    *a = (struct action){0};
    for (size_t i = 0; i < sizeof bytes; i++) snprintf(a->id + 2 * i, 3, "%02x", bytes[i]);
}

void action_end(struct action *a) {
    free(a->intent);
    *a = (struct action){0};
}

/* Every line begins so; the reader relies on it. */
static void line_begin(struct buf *out, const char *id, const char *stage) {
    char at[CLOCK_ISO_SIZE];
    clock_format_iso(clock_now(), at);
    buf_add(out, "{");
    json_add_text(out, "id", id);
    json_add_text(out, "stage", stage);
    json_add_text(out, "at", at);
}

/* Where the person sits: the address that SSH names, else the terminal, else NULL. */
static char *whence(void) {
    const char *ssh = getenv("SSH_CONNECTION");
    char tty[64];
    if (ssh && *ssh) return mem_dup_len(ssh, strcspn(ssh, " "));
    return ttyname_r(STDIN_FILENO, tty, sizeof tty) == 0 ? mem_dup(tty) : NULL;
}

static void add_who(struct buf *out, const struct session *s) {
    struct passwd me, *found = NULL;
    char room[1024];
    getpwuid_r(getuid(), &me, room, sizeof room, &found);
    char *from = whence();
    json_add_text(out, "who", s->actor.username);
    json_add_int(out, "who_id", s->actor.id);
    json_add_text(out, "login", found ? me.pw_name : NULL);
    json_add_text(out, "from", from);
    json_add_int(out, "pid", getpid());
    free(from);
}

void action_add_server(struct buf *out, const struct session *s) {
    const struct conn_params *p = conn_parameters(s->conn);
    char *server =
        p->socket ? mem_dup(p->socket) : mem_format("%s:%u", p->host ? p->host : "localhost", p->port ? p->port : 3306);
    json_add_text(out, "server", server);
    json_add_text(out, "database", conn_database(s->conn));
    free(server);
}

static void add_notices(struct buf *out, const struct plan *p) {
    json_add_name(out, "notices");
    buf_add(out, "[");
    for (size_t i = 0; i < p->notice_count; i++) {
        const struct plan_notice *n = &p->notices[i];
        json_add_name(out, NULL);
        buf_add(out, "{");
        json_add_text(out, "type", n->type);
        json_add_text(out, "preview", n->preview);
        json_add_int(out, "recipients", n->recipients);
        json_add_name(out, "keys");
        buf_add(out, "[");
        for (size_t k = 0; k < n->key_count; k++) json_add_text(out, NULL, n->keys[k]);
        buf_add(out, "]}");
    }
    buf_add(out, "]");
}

/* The workshops that series got, which are no rows of the plan. */
static void add_made(struct buf *out, const struct plan_result *r) {
    if (r->made_count == 0) return;
    json_add_name(out, "made");
    buf_add(out, "[");
    for (size_t i = 0; i < r->made_count; i++) json_add_int(out, NULL, r->made[i]);
    buf_add(out, "]");
}

bool action_log_intent(struct action *a, const struct session *s, const struct plan *p, const struct plan_result *r,
                       int64_t since, struct err *err) {
    struct buf line = {0};
    line_begin(&line, a->id, "intent");
    json_add_text(&line, "action", p->operation->name);
    add_who(&line, s);
    action_add_server(&line, s);
    json_add_text(&line, "reason", p->reason);
    if (p->undoes) json_add_text(&line, "undoes", p->undoes);
    json_add_int(&line, "since", since);
    json_add_int(&line, "sender", s->actor.notify_id);
    json_add_int(&line, "told", r->told);
    plan_json_rows(&line, p, true);
    add_made(&line, r);
    add_notices(&line, p);
    buf_add(&line, "}");
    free(a->intent);
    a->intent = buf_steal(&line);
    if (action_append(a->intent, err)) return true;
    free(a->intent);
    a->intent = NULL;
    return false;
}

bool action_log_outcome_of(const char *id, enum action_outcome outcome, const char *error, struct err *err) {
    struct buf line = {0};
    line_begin(&line, id, "outcome");
    json_add_text(&line, "outcome", action_outcome_words[outcome]);
    json_add_text(&line, "error", error);
    buf_add(&line, "}");
    bool ok = action_append(buf_str(&line), err);
    buf_free(&line);
    return ok;
}

bool action_log_outcome(const struct action *a, enum action_outcome outcome, const char *error, struct err *err) {
    return action_log_outcome_of(a->id, outcome, error, err);
}
