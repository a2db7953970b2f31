/* How far long work is: see watch.h. */
#include "cli/watch.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "op/progress.h"

static const int watched[] = {SIGINT, SIGTERM, SIGHUP};
enum { WATCHED = sizeof watched / sizeof *watched };

static struct sigaction before[WATCHED];
static volatile sig_atomic_t stopped;
static struct progress_clock begun;

static void on_signal(int number) { stopped = number; }

static void show(int64_t done, int64_t total) {
    int64_t ms = progress_ms(&begun, done, total);
    fprintf(stderr, "\r\033[K");
    if (done == total) return;
    struct buf text = {0};
    progress_add(&text, done, total, ms);
    fputs(buf_str(&text), stderr);
    buf_free(&text);
}

static bool part(void *arg, int64_t done, int64_t total) {
    (void)arg;
    if (isatty(STDERR_FILENO)) show(done, total);
    return !stopped;
}

static const struct session_watch watch = {part, NULL};

void watch_begin(struct session *s) {
    struct sigaction note = {.sa_handler = on_signal, .sa_flags = (int)(SA_RESTART | SA_RESETHAND)};
    stopped = 0;
    begun = (struct progress_clock){0};
    for (int i = 0; i < WATCHED; i++) {
        sigaction(watched[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN) sigaction(watched[i], &note, NULL); /* nohup stays nohup */
    }
    s->watch = &watch;
}

void watch_end(struct session *s) {
    s->watch = NULL;
    for (int i = 0; i < WATCHED; i++) sigaction(watched[i], &before[i], NULL);
}
