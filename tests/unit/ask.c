/* Asking for a password, on a terminal of the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/ask.h"
#include "base/buf.h"

/* What the person sees: read until `wanted` has come, or the other side is gone. */
static void expect_screen(int tty, struct buf *seen, const char *wanted) {
    while (!strstr(buf_str(seen), wanted)) {
        struct pollfd p = {.fd = tty, .events = POLLIN};
        if (poll(&p, 1, 10000) != 1) fail_msg("waited for \"%s\", saw \"%s\"", wanted, buf_str(seen));
        char bytes[256];
        ssize_t n = read(tty, bytes, sizeof bytes);
        if (n <= 0) fail_msg("ended before \"%s\", saw \"%s\"", wanted, buf_str(seen));
        buf_add_len(seen, bytes, (size_t)n);
    }
}

static void type(int tty, const char *keys) { assert_int_equal(write(tty, keys, strlen(keys)), (ssize_t)strlen(keys)); }

/* The child asks and writes its answer to the same terminal, where echo is on again. */
static pid_t start(int *tty) {
    pid_t pid = forkpty(tty, NULL, NULL, NULL);
    assert_true(pid >= 0);
    if (pid > 0) return pid;
    char *word = NULL;
    signal(SIGINT, SIG_DFL); /* a shell's background jobs ignore it */
    struct err err = {0};
    struct buf out = {0};
    struct termios now;
    bool ok = ask_password("Password: ", &word, &err);
    bool echo = tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & ECHO);
    buf_addf(&out, "[%s] echo %s.", ok ? word : err.text, echo ? "on" : "off");
    _exit(write(STDOUT_FILENO, buf_str(&out), out.len) == (ssize_t)out.len ? 0 : 1);
}

static void it_is_read_without_echo(void **state) {
    (void)state;
    int tty, status;
    struct buf seen = {0};
    pid_t pid = start(&tty);
    expect_screen(tty, &seen, "Password: ");
    type(tty, "wrong\025se cret\n");
    expect_screen(tty, &seen, "[se cret] echo on.");
    assert_null(strstr(buf_str(&seen), "wrong"));
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    buf_free(&seen);
    close(tty);
}

static void a_signal_puts_the_terminal_right_first(void **state) {
    (void)state;
    int tty, status;
    struct buf seen = {0};
    struct termios now;
    pid_t pid = start(&tty);
    expect_screen(tty, &seen, "Password: ");
    assert_int_equal(tcgetattr(tty, &now), 0);
    assert_false(now.c_lflag & ECHO);
    type(tty, "half\003");
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
    assert_int_equal(tcgetattr(tty, &now), 0);
    assert_true(now.c_lflag & ECHO);
    buf_free(&seen);
    close(tty);
}

static void it_asks_again_after_a_stop(void **state) {
    (void)state;
    int tty, status;
    struct buf seen = {0};
    struct termios now;
    pid_t pid = start(&tty);
    expect_screen(tty, &seen, "Password: ");
    assert_int_equal(kill(pid, SIGTSTP), 0);
    expect_screen(tty, &seen, "\n"); /* an orphaned group is not stopped by SIGTSTP: it just goes on */
    expect_screen(tty, &seen, "\nPassword: ");
    assert_int_equal(tcgetattr(tty, &now), 0);
    type(tty, "secret\n");
    expect_screen(tty, &seen, "[secret] echo on.");
    assert_int_equal(waitpid(pid, &status, 0), pid);
    buf_free(&seen);
    close(tty);
}

static void the_end_of_input_is_no_password(void **state) {
    (void)state;
    int tty, status;
    struct buf seen = {0};
    pid_t pid = start(&tty);
    expect_screen(tty, &seen, "Password: ");
    type(tty, "\004");
    expect_screen(tty, &seen, "[no password was given] echo on.");
    assert_int_equal(waitpid(pid, &status, 0), pid);
    buf_free(&seen);
    close(tty);
}

static void without_a_terminal_it_says_so(void **state) {
    (void)state;
    int status;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        char *word;
        struct err err = {0};
        setsid();
        _exit(!ask_password("Password: ", &word, &err) && err.code == WS_CONFIG ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_read_without_echo),       cmocka_unit_test(a_signal_puts_the_terminal_right_first),
        cmocka_unit_test(it_asks_again_after_a_stop),    cmocka_unit_test(the_end_of_input_is_no_password),
        cmocka_unit_test(without_a_terminal_it_says_so),
    };
    return cmocka_run_group_tests_name("ask", tests, NULL, NULL);
}
