/* The event loop: see loop.h. A signal only writes its number into a pipe. */
#include "ui/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "ui/actions.h"
#include "ui/go.h"
#include "ui/input.h"
#include "ui/pointer.h"
#include "ui/refresh.h"
#include "ui/screen.h"
#include "ui/state.h"
#include "ui/term.h"
#include "ui/words.h"

static const int taken[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
enum { TAKEN = sizeof taken / sizeof *taken };

static int signal_pipe[2] = {-1, -1};
static volatile sig_atomic_t end_signals;
static struct sigaction before[TAKEN], pipe_before;

static void on_signal(int number) {
    int saved = errno;
    char byte = (char)number;
    if (number == SIGTERM || number == SIGHUP || number == SIGINT) end_signals++;
    ssize_t n = write(signal_pipe[1], &byte, 1);
    (void)n;
    errno = saved;
}

void loop_start(void) {
    if (pipe(signal_pipe) != 0) return;
    for (int i = 0; i < 2; i++) {
        fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
    }
    end_signals = 0;
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < TAKEN; i++) sigaction(taken[i], &action, &before[i]);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, &pipe_before);
}

void loop_end(void) {
    for (size_t i = 0; i < TAKEN; i++) sigaction(taken[i], &before[i], NULL);
    sigaction(SIGPIPE, &pipe_before, NULL);
    close(signal_pipe[0]);
    close(signal_pipe[1]);
}

bool loop_was_hurried(void) { return end_signals > 1; }

static void take_signals(struct console *c) {
    char byte;
    while (read(signal_pipe[0], &byte, 1) == 1) {
        if (byte == SIGWINCH || byte == SIGCONT) {
            term_resize();
            c->dirty = true;
        } else if (byte == SIGTSTP) {
            c->suspend = true;
        } else {
            c->ending = c->killed = true;
        }
    }
}

static void key_to_layer(struct console *c, struct layer *l, uint32_t key) {
    c->dirty = true;
    if (l->type->keys == KEYS_CONTEXTS) {
        l->type->key(c, l, key);
        return;
    }
    const struct keys_binding *b = keys_find(l->type->keys, key);
    if (!b) {
        if (l->type->key) l->type->key(c, l, key);
        return;
    }
    if (!strcmp(b->words, "redraw") || !strcmp(b->words, "suspend"))
        action_run(c, b->words);
    else
        l->type->words(c, l, b->words);
}

/* On a screen too small to show what a key would act on, only leaving works. */
static bool works_unseen(const struct keys_binding *b) {
    static const char *const words[] = {"quit", "suspend", "redraw", NULL};
    for (size_t i = 0; b && words[i]; i++)
        if (!strcmp(b->words, words[i])) return true;
    return false;
}

static void take_key(struct console *c, uint32_t key) {
    struct layer *l = layer_top(c);
    const struct keys_binding *b = keys_find(pane_keys(console_focus(c)), key);
    if (key == K_NONE) return;
    if (c->layout.kind == LAYOUT_MESSAGE) {
        if (works_unseen(b)) action_run(c, b->words);
        return;
    }
    if (c->message) console_say(c, ROLE_PLAIN, "%s", "");
    if (l)
        key_to_layer(c, l, key);
    else if (b && strcmp(b->words, "nothing") != 0)
        words_run(c, b->words);
    for (int id = 0; id < PANES; id++) window_drop_gone(&c->panes[id].window);
    c->dirty = true;
}

static void draw(struct console *c) {
    screen_draw(c);
    if (!c->discard_after_draw) return;
    c->discard_after_draw = false;
    input_discard(clock_monotonic_ms());
}

/* What was typed before something to agree to was on the screen never reaches it: it is drawn first. */
static void take_input(struct console *c) {
    struct input in;
    if (c->discard_after_draw) draw(c);
    while (!c->ending && input_next(&in, clock_monotonic_ms())) {
        struct layer *l = layer_top(c);
        if (in.kind == INPUT_KEY)
            take_key(c, in.key);
        else if (in.kind == INPUT_MOUSE)
            pointer_take(c, &in.mouse);
        else if (l && l->type->paste && c->layout.kind != LAYOUT_MESSAGE)
            l->type->paste(c, l, in.paste, in.paste_len);
        else
            console_say(c, ROLE_PLAIN, "%s", _("pasted text is thrown away here"));
    }
}

static void timer_due(struct console *c, enum console_timer timer) {
    switch (timer) {
    case TIMER_REFRESH: refresh_tick(c); break;
    case TIMER_REST:
        go_follow(c);
        c->dirty = true;
        break;
    case TIMER_MESSAGE: console_say(c, ROLE_PLAIN, "%s", ""); break;
    default: c->dirty = true; /* TIMER_SPIN, TIMER_CLOCK */
    }
}

static void take_timers(struct console *c) {
    int64_t now = clock_monotonic_ms();
    for (int i = 0; i < TIMERS; i++) {
        if (!c->timers[i] || c->timers[i] > now) continue;
        c->timers[i] = 0;
        timer_due(c, (enum console_timer)i);
    }
}

static int wait_ms(const struct console *c) {
    int64_t due = input_due(), now = clock_monotonic_ms();
    for (int i = 0; i < TIMERS; i++)
        if (c->timers[i] && c->timers[i] < due) due = c->timers[i];
    if (due <= now) return 0;
    return due - now > 60000 ? 60000 : (int)(due - now);
}

/* False: the terminal is gone. */
static bool wait_for_something(struct console *c) {
    struct pollfd fds[] = {{STDIN_FILENO, POLLIN, 0}, {jobs_fd(c->jobs), POLLIN, 0}, {signal_pipe[0], POLLIN, 0}};
    if (poll(fds, 3, wait_ms(c)) < 0) return true;
    if (fds[1].revents) c->dirty = true; /* an answer, or how far one is */
    return !(fds[0].revents & (POLLHUP | POLLERR | POLLNVAL));
}

void loop_run(struct console *c) {
    while (!c->ending) {
        if (c->dirty) draw(c);
        if (!wait_for_something(c)) c->ending = c->killed = true;
        take_signals(c);
        jobs_dispatch(c->jobs, c);
        take_input(c);
        layer_return(c);
        take_timers(c);
        bool applying = jobs_is_writing(c->jobs);
        if (c->ending_later && !applying) c->ending = true;
        if (c->suspend && !applying) {
            c->suspend = false;
            term_suspend();
            refresh_all(c);
            c->dirty = true;
        }
    }
}
