/* Lines kept for later, in the state folder beside the action log: the last thousand, for their owner only. Lines with
 * a secret in them are left out. A file that cannot be read or written is no reason to disturb anybody. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>

#include "base/mem.h"
#include "op/action_log.h"
#include "ui/prompt_private.h"

enum { KEPT = 1000 };

static char *history_path(void) {
    char *log = action_log_path();
    char *path = mem_format("%.*shistory", (int)(strrchr(log, '/') + 1 - log), log);
    free(log);
    return path;
}

void prompt_history_start(void) {
    char *path = history_path();
    using_history();
    stifle_history(KEPT);
    if (read_history(path) == 0 && history_truncate_file(path, KEPT) == 0) chmod(path, 0600);
    free(path);
}

void prompt_history_use(bool lines) {
    static HISTORY_STATE none;
    static HISTORY_STATE *kept; /* while readline has `none` */
    if (!lines && !kept) {
        kept = history_get_history_state();
        history_set_history_state(&none);
    } else if (lines && kept) {
        history_set_history_state(kept);
        free(kept);
        kept = NULL;
    }
    using_history(); /* from the last one on */
}

static bool holds_secret(const char *line) {
    static const char *const words[] = {"password", "secret", "certificate", "token"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasestr(line, words[i])) return true;
    return false;
}

void prompt_history_add(const char *line) {
    const HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    if (holds_secret(line) || (last && !strcmp(last->line, line))) return;
    add_history(line);
    char *path = history_path();
    *strrchr(path, '/') = '\0';
    mkdir(path, 0700); /* the folder above is the system's */
    path[strlen(path)] = '/';
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file >= 0) {
        char *text = mem_format("%s\n", line);
        ssize_t written = write(file, text, strlen(text));
        (void)written; /* a full disk keeps no history */
        free(text);
        close(file);
    }
    free(path);
}
