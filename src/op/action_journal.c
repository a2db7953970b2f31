/* Reading the action log from the system's journal, where syslog's lines of everybody on this machine end, as far as
 * the account may see them. See action_each_journal_line in action_private.h. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "op/action_private.h"

extern char **environ;

const char *action_log_journal = "/usr/bin/journalctl";

/* Starts the program with its output in a pipe; -1 when it cannot be. Its complaints go nowhere: without a journal
 * there is the person's own file. */
static int start(pid_t *child) {
    const char *argv[] = {action_log_journal,
                          "--quiet",
                          "--no-pager",
                          "--output=cat",
                          "SYSLOG_IDENTIFIER=wsadmin",
                          "SYSLOG_FACILITY=10" /* authpriv */,
                          NULL};
    int ends[2];
    sigset_t none;
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    if (access(action_log_journal, X_OK) != 0 || pipe(ends) != 0) return -1;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclose(&files, ends[1]);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    int failed = posix_spawn(child, action_log_journal, &files, &attributes, (char **)argv, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    close(ends[1]);
    if (!failed) return ends[0];
    close(ends[0]);
    return -1;
}

bool action_each_journal_line(void (*each)(void *arg, const char *line), void *arg) {
    pid_t child;
    char *line = NULL, id[ACTION_ID_SIZE];
    size_t room = 0;
    ssize_t len;
    enum action_stage stage;
    bool any = false;
    int fd = start(&child);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "r");
    if (!f) return false;
    while ((len = getline(&line, &room, f)) > 0) {
        if (line[len - 1] == '\n') line[len - 1] = '\0';
        if (!action_line_stage(line, id, &stage)) continue;
        any = true;
        each(arg, line);
    }
    free(line);
    fclose(f);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
    return any;
}
