/* See crash.h. Only async-signal-safe calls in the handler; it has a stack of its own, since the usual one may be what
 * ran out. */
#include "ui/crash.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT, SIGXCPU};

static char reset_bytes[512];
static volatile sig_atomic_t reset_len;
static struct termios shell_modes;
static char handler_stack[64 * 1024];

static void on_crash(int number) {
    if (reset_len > 0) {
        ssize_t n = write(STDOUT_FILENO, reset_bytes, (size_t)reset_len);
        (void)n;
        tcsetattr(STDIN_FILENO, TCSANOW, &shell_modes);
    }
    raise(number); /* SA_RESETHAND: now it ends the process */
}

void crash_prepare(const char *reset, size_t len, const struct termios *modes) {
    if (len > sizeof reset_bytes) len = sizeof reset_bytes;
    memcpy(reset_bytes, reset, len);
    shell_modes = *modes;
    reset_len = (sig_atomic_t)len;
    stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
    sigaltstack(&stack, NULL);
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK | (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) sigaction(signals[i], &action, NULL);
}

void crash_forget(void) { reset_len = 0; }
