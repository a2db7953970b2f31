/* The terminal: see term.h. What a crash needs to give it back is prepared at the start (crash.c). */
#include "ui/term.h"

#include <curses.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/crash.h"
#include "ui/input.h"
#include "ui/look.h"

#include <term.h> /* last: it makes macros of hundreds of common names */

/* Bracketed paste: what is pasted comes between marks, so that it can never act as keys. */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
/* Clicks and the wheel, reported in decimal figures (SGR): no byte of a report is ever one of text. */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

static SCREEN *screen;
static bool taken, uses_mouse;
static struct termios shell_modes;

void term_send(const char *sequence) {
    ssize_t n = write(STDOUT_FILENO, sequence, strlen(sequence));
    (void)n;
}

bool term_check(struct err *err) {
    const char *name = getenv("TERM");
    int status = 0;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        err_set(err, WS_USAGE, "%s", _("the console needs a terminal, and this is none"));
        err_hint(err, "%s", _("in scripts use words: wsadmin list workshop, wsadmin help"));
        return false;
    }
    bool usable = name && *name && strcmp(name, "dumb") != 0 && setupterm(NULL, STDOUT_FILENO, &status) == OK &&
                  cursor_address && clear_screen;
    if (cur_term) del_curterm(cur_term); /* only looked at: curses reads its own */
    if (usable) return true;
    if (!name || !*name)
        err_set(err, WS_CONFIG, "%s", _("TERM is not set: the console does not know how to use this terminal"));
    else if (status == 0 && strcmp(name, "dumb") != 0)
        err_set(err, WS_CONFIG, _("the terminal type TERM=%s is not known here"), name);
    else
        err_set(err, WS_CONFIG, _("a terminal of type TERM=%s cannot show the console"), name);
    err_hint(err, "%s", _("set TERM to what the terminal is, often xterm-256color; or use words: wsadmin help"));
    return false;
}

/* The sequence that puts the terminal back, for the crash handler: without padding, ready to be written. */
static void prepare_crash(void) {
    const char *const parts[] = {
        PASTE_OFF,   uses_mouse ? MOUSE_OFF : NULL, exit_attribute_mode, orig_pair, cursor_normal, keypad_local,
        exit_ca_mode};
    struct buf reset = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *p = parts[i];
        if (!p || p == (const char *)-1) continue;
        while (*p) {
            const char *end = strncmp(p, "$<", 2) == 0 ? strchr(p, '>') : NULL;
            if (end)
                p = end + 1;
            else
                buf_add_char(&reset, *p++);
        }
    }
    buf_add(&reset, "\r\n");
    crash_prepare(buf_str(&reset), reset.len, &shell_modes);
    buf_free(&reset);
}

static void set_modes(void) {
    raw(); /* Ctrl-C, Ctrl-Z and Ctrl-S are keys */
    noecho();
    nonl();
    leaveok(stdscr, FALSE);
    term_send(PASTE_ON);
    if (uses_mouse) term_send(MOUSE_ON);
}

bool term_start(const struct look_options *look, bool mouse, struct err *err) {
    uses_mouse = mouse;
    tcgetattr(STDIN_FILENO, &shell_modes);
    screen = newterm(NULL, stdout, stdin);
    if (!screen) return err_set(err, WS_CONFIG, "%s", _("the terminal could not be set up"));
    prepare_crash();
    taken = true;
    mem_set_fatal_hook(term_stop);
    look_start(look);
    input_start();
    set_modes();
    term_resize();
    return true;
}

void term_stop(void) {
    if (!taken) return;
    taken = false;
    crash_forget();
    term_send(PASTE_OFF);
    if (uses_mouse) term_send(MOUSE_OFF);
    endwin();
    tcsetattr(STDIN_FILENO, TCSADRAIN, &shell_modes);
}

void term_end(void) {
    term_stop();
    input_end();
    if (screen) delscreen(screen);
    screen = NULL;
}

void term_lend(void (*use)(void *arg), void *arg) {
    term_stop();
    use(arg);
    prepare_crash();
    taken = true;
    set_modes();
    term_resize();
    term_redraw();
}

/* To the whole group, as the terminal itself does: a script that started us stops as well. Where nobody could make us
 * go on (no shell with job control), the system ignores it and we are back at once. */
static void stop_group(void *arg) {
    struct sigaction stop = {.sa_handler = SIG_DFL}, before;
    (void)arg;
    sigaction(SIGTSTP, &stop, &before);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &before, NULL);
}

void term_suspend(void) { term_lend(stop_group, NULL); }

void term_resize(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return;
    if (size.ws_row != LINES || size.ws_col != COLS) resizeterm(size.ws_row, size.ws_col);
    term_redraw();
}

void term_redraw(void) { clearok(curscr, TRUE); }

int term_rows(void) { return getmaxy(stdscr); }

int term_columns(void) { return getmaxx(stdscr); }
