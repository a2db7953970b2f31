/* Asking for a password: see ask.h. */
#include "base/ask.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"

static const int watched[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU};
enum { WATCHED = sizeof watched / sizeof *watched, LONGEST = 1024 };

static volatile sig_atomic_t caught;

static void ask_note_signal(int number) { caught = number; }

static void tty_write(int tty, const char *text) {
    ssize_t written = write(tty, text, strlen(text));
    (void)written; /* a prompt that cannot be shown is no reason not to read */
}

/* Reads up to the line's end into `line`. False at the end of input, on an error and on a signal. */
static bool tty_read_line(int tty, char line[LONGEST]) {
    size_t len = 0;
    char c;
    while (!caught) {
        ssize_t n = read(tty, &c, 1);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        if (c == '\n' || c == '\r') {
            line[len] = '\0';
            return len < LONGEST - 1;
        }
        if (len < LONGEST - 1) line[len++] = c;
    }
    return false;
}

/* One prompt. The handlers have no SA_RESTART, so a signal ends the read; it is delivered again once all is put right.
 */
static bool tty_ask(int tty, const char *prompt, char line[LONGEST]) {
    struct termios before, quiet;
    struct sigaction old[WATCHED], note = {.sa_handler = ask_note_signal};
    if (tcgetattr(tty, &before) != 0) return false;
    caught = 0;
    sigemptyset(&note.sa_mask);
    for (int i = 0; i < WATCHED; i++) sigaction(watched[i], &note, &old[i]);
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
    quiet.c_lflag |= ICANON | ISIG;
    bool ok = tcsetattr(tty, TCSAFLUSH, &quiet) == 0;
    if (ok) tty_write(tty, prompt); /* not before: what is typed at the sight of it must not show */
    ok = ok && tty_read_line(tty, line);
    tcsetattr(tty, TCSAFLUSH, &before);
    tty_write(tty, "\n");
    for (int i = 0; i < WATCHED; i++) sigaction(watched[i], &old[i], NULL);
    if (caught) raise(caught);
    return ok;
}

bool ask_password(const char *prompt, char **out, struct err *err) {
    char line[LONGEST];
    int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (tty < 0) {
        err_set(err, WS_CONFIG, "%s", _("there is no terminal to ask for the password on"));
        err_hint(err, "%s", _("put it into $DB_PASS, --env-file or a 0600 option file"));
        return false;
    }
    bool ok;
    do ok = tty_ask(tty, prompt, line);
    while (!ok && (caught == SIGTSTP || caught == SIGTTIN || caught == SIGTTOU));
    close(tty);
    if (ok) *out = mem_dup(line);
    explicit_bzero(line, sizeof line);
    return ok || err_set(err, WS_CANCELLED, "%s", _("no password was given"));
}
