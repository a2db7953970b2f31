/* Running the person's editor: see editor.h. */
#include "base/editor.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/split.h"

extern char **environ;

/* Interrupts typed in the editor are the editor's. */
static const int its_own[] = {SIGINT, SIGQUIT};
enum { ITS_OWN = sizeof its_own / sizeof *its_own };

static const char *editor_line(void) {
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    return visual && *visual ? visual : editor && *editor ? editor : "vi";
}

static bool takes_line(const char *program) {
    static const char *const known[] = {"vi",    "vim",         "nvim", "nvi", "view",   "ex", "nano", "pico", "mg",
                                        "emacs", "emacsclient", "joe",  "jed", "mcedit", "ne", "vis",  "micro"};
    const char *slash = strrchr(program, '/');
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(slash ? slash + 1 : program, known[i])) return true;
    return false;
}

/* Signals as a shell would have given them. */
static int spawn(pid_t *pid, char **argv) {
    posix_spawnattr_t attr;
    sigset_t normal, none;
    sigemptyset(&none);
    sigemptyset(&normal);
    sigaddset(&normal, SIGPIPE);
    for (size_t i = 0; i < ITS_OWN; i++) sigaddset(&normal, its_own[i]);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setsigdefault(&attr, &normal);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    int why = posix_spawnp(pid, argv[0], NULL, &attr, argv, environ);
    posix_spawnattr_destroy(&attr);
    return why;
}

static int run_and_wait(char **argv, int *status) {
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before[ITS_OWN];
    pid_t pid;
    sigemptyset(&ignore.sa_mask);
    for (size_t i = 0; i < ITS_OWN; i++) sigaction(its_own[i], &ignore, &before[i]);
    int why = spawn(&pid, argv);
    while (why == 0 && waitpid(pid, status, 0) < 0)
        if (errno != EINTR) why = errno;
    for (size_t i = 0; i < ITS_OWN; i++) sigaction(its_own[i], &before[i], NULL);
    return why;
}

bool editor_run(const char *path, size_t line, struct err *err) {
    size_t count;
    int status = 0;
    const char *editor = editor_line();
    char **words = split_words(editor, &count);
    if (!words || count == 0) {
        split_free(words);
        return err_set(err, WS_CONFIG, _("the editor cannot be run: %s"), editor);
    }
    char **argv = mem_zero(count + 4, sizeof *argv), *start = mem_format("+%lu", (unsigned long)line);
    size_t n = count;
    memcpy(argv, words, count * sizeof *words);
    if (line > 0 && takes_line(words[0])) argv[n++] = start;
    argv[n++] = (char[]){"--"};
    argv[n] = (char *)path;
    int why = run_and_wait(argv, &status);
    bool ok = why == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (why != 0)
        err_set(err, WS_CONFIG, _("the editor %s cannot be run: %s"), words[0], strerror(why));
    else if (!ok)
        err_set(err, WS_CANCELLED, _("the editor %s ended with a failure"), words[0]);
    free(start);
    free(argv);
    split_free(words);
    return ok;
}
