/* The console from beginning to end: see console.h. */
#include "ui/console.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "op/action_log.h"
#include "ui/box.h"
#include "ui/go.h"
#include "ui/loop.h"
#include "ui/prompt.h"
#include "ui/refresh.h"
#include "ui/screen.h"
#include "ui/state.h"
#include "ui/term.h"
#include "ui/words.h"

enum { MESSAGE_MS = 10000, READS_END_MS = 300 };

int64_t console_now(const struct console *c) { return (clock_monotonic_ms() + c->clock_skew) / 1000; }

void console_timer(struct console *c, enum console_timer timer, int64_t ms) {
    c->timers[timer] = ms < 0 ? 0 : clock_monotonic_ms() + ms;
}

static void say(struct console *c, enum role role, char *text) {
    free(c->message);
    c->message = *text ? text : NULL;
    if (!*text) free(text);
    c->message_role = role;
    c->says_news = false;
    c->dirty = true;
    console_timer(c, TIMER_MESSAGE, c->message ? MESSAGE_MS : -1);
}

void console_say(struct console *c, enum role role, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *out = mem_alloc((size_t)len + 1);
    va_start(args, format);
    vsnprintf(out, (size_t)len + 1, format, args);
    va_end(args);
    say(c, role, out);
}

void console_say_error(struct console *c, const struct err *err) {
    const char *text = err->text ? err->text : _("something failed");
    say(c, ROLE_ERROR, err->hint ? mem_format("%s; %s", text, err->hint) : mem_dup(text));
}

/* Before the screen is there and after it is gone. */
static void print_line(const char *raw) {
    struct buf line = {0};
    buf_add(&line, "wsadmin: ");
    gate_add_lines(&line, raw);
    fprintf(stderr, "%s\n", buf_str(&line));
    buf_free(&line);
}

static int fail(struct err *err) {
    int status = err_exit_status(err->code);
    print_line(err->text ? err->text : "?");
    if (err->hint) print_line(err->hint);
    err_free(err);
    return status;
}

/* The first job: who acts, in which zone, what time it is there. */
struct hello_job {
    struct job job;
    char *user, *why_not;
    enum rights rights;
    const struct zone *zone;
    int64_t server_now;
    struct migrate_found migrations;
    struct buf news; /* what became of interrupted actions */
};

static void hello_forget(struct hello_job *j) {
    free(j->user);
    free(j->why_not);
    migrate_found_free(&j->migrations);
    buf_free(&j->news);
    j->user = j->why_not = NULL;
}

static bool hello_run(struct session *s, struct job *job, struct err *err) {
    struct hello_job *j = (struct hello_job *)job;
    hello_forget(j); /* of a try before the connection was lost */
    j->user = s->actor.username ? mem_dup(s->actor.username) : NULL;
    j->why_not = s->actor.why_not ? mem_dup(s->actor.why_not) : NULL;
    j->rights = s->actor.rights;
    j->zone = s->zone;
    struct err unsettled = {0}; /* no reason not to open: the next start tries again */
    if (!action_log_settle(s, &j->news, &unsettled)) buf_addf(&j->news, "%s\n", unsettled.text);
    err_free(&unsettled);
    return conn_now(s->conn, &j->server_now, err) && migrate_box_look(s, &j->migrations, err);
}

static void hello_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct hello_job *j = (struct hello_job *)job;
    if (!job->ok) {
        c->status = fail(&job->err);
        c->ending = true;
        return;
    }
    c->user = j->user;
    c->why_not = j->why_not;
    j->user = j->why_not = NULL;
    c->rights = j->rights;
    c->scene.rights = j->rights;
    c->scene.zone = j->zone;
    c->clock_skew = j->server_now * 1000 - clock_monotonic_ms();
    c->migrations = j->migrations;
    j->migrations = (struct migrate_found){0};
    c->news = j->news.len ? buf_steal(&j->news) : NULL;
    c->connected = true;
}

static void hello_free(struct job *job) {
    struct hello_job *j = (struct hello_job *)job;
    hello_forget(j);
    free(j);
}

/* Connects, before anything is drawn: what is wrong is an ordinary message. */
static bool say_hello(struct console *c) {
    struct hello_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){
        .lane = JOB_READ, .first = true, .repeat = true, .run = hello_run, .done = hello_done, .free_job = hello_free};
    jobs_submit(c->jobs, &j->job);
    while (!c->connected && !c->ending) {
        poll(&(struct pollfd){.fd = jobs_fd(c->jobs), .events = POLLIN}, 1, -1);
        jobs_dispatch(c->jobs, c);
    }
    return c->connected;
}

static char *server_label(const struct conn_params *p) {
    const char *host = p->socket || !p->host ? "localhost" : p->host;
    return mem_format("%s@%s", p->database ? p->database : "?", host);
}

static void show(struct console *c) {
    for (int id = 0; id < PANES; id++) pane_init(&c->panes[id], (enum pane_id)id);
    c->focus = c->upper = PANE_WORKSHOPS;
    c->calendar.first_weekday = calendar_first_weekday();
    c->lower = PANE_ATTENDEES;
    if (c->migrations.text) migrate_box_open(c, &c->migrations);
    if (c->news) box_open(c, _("Interrupted actions"), c->news, false);
    screen_draw(c); /* the layout: which lists are on the screen */
    refresh_all(c);
    if (c->why_not)
        console_say(c, ROLE_WARNING, _("read-only: %s"), c->why_not);
    else if (c->options->banner)
        console_say(c, ROLE_PLAIN, "%s", c->options->banner);
}

static void console_free(struct console *c) {
    for (int id = 0; id < PANES; id++) pane_free(&c->panes[id]);
    go_free(c);
    calendar_forget(&c->calendar);
    keys_unbind_all();
    migrate_found_free(&c->migrations);
    upcoming_free(&c->scene.upcoming);
    series_facts_clear(&c->series);
    free(c->row_line.left);
    free(c->row_line.right);
    free(c->user);
    free(c->why_not);
    free(c->news);
    free(c->server);
    free(c->message);
}

/* Ends the workers. An action that is carried out is waited for, with the terminal given back already. */
static void stop_jobs(struct console *c) {
    while (c->layer_count) {
        layer_close(c, c->layers[0]);
        layer_return(c);
    }
    bool applying = jobs_is_writing(c->jobs);
    if (applying) print_line(_("finishing the action; a second signal ends without waiting"));
    bool ended = jobs_stop(c->jobs, c, READS_END_MS, loop_was_hurried);
    if (!applying) return;
    if (!ended && jobs_is_writing(c->jobs)) /* ended jobs are gone */
        print_line(_("ended before the action was; wsadmin log says what became of it"));
    else if (c->message)
        print_line(c->message);
}

bool console_bind(const char *lines, struct err *err) {
    bool ok = true;
    for (size_t len; ok && lines && *lines; lines += len + (lines[len] != 0)) {
        len = strcspn(lines, "\n");
        char *line = mem_dup_len(lines, len);
        ok = keys_bind(line, words_known, err);
        free(line);
    }
    return ok;
}

bool console_check(struct err *err) { return term_check(err); }

int console_run(const struct console_options *o) {
    struct console *c = mem_zero(1, sizeof *c);
    struct err err = {0};
    c->options = o;
    c->server = server_label(o->params);
    c->jobs = jobs_start(&(struct jobs_options){o->params, o->actor, o->notify_as, o->zone, o->language, o->agora});
    bool taken = say_hello(c) && term_start(o->look, o->mouse, &err);
    if (err.text) c->status = fail(&err);
    if (taken) {
        loop_start();
        prompt_start();
        show(c);
        loop_run(c);
        term_stop();
    }
    stop_jobs(c);
    if (taken) loop_end();
    term_end();
    int status = c->status;
    console_free(c);
    free(c);
    return status;
}
