/* A file that is there whole or not at all: see file_out.h. */
#include "cli/file_out.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

static const int ends[] = {SIGHUP, SIGINT, SIGTERM};
enum { ENDS = sizeof ends / sizeof *ends };
static char half_path[PATH_MAX]; /* "" while there is none */
static struct sigaction before[ENDS];

static void on_end(int number) {
    unlink(half_path);
    signal(number, SIG_DFL);
    raise(number);
}

/* A signal that is ignored (nohup) stays so. */
static void watch(const char *half) {
    struct sigaction end = {.sa_handler = on_end};
    sigemptyset(&end.sa_mask);
    strncpy(half_path, half, sizeof half_path - 1);
    for (size_t i = 0; i < ENDS; i++) {
        sigaction(ends[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN) sigaction(ends[i], &end, NULL);
    }
}

static void unwatch(void) {
    for (size_t i = 0; i < ENDS; i++) sigaction(ends[i], &before[i], NULL);
    half_path[0] = '\0';
}

static bool fail(struct err *err, const char *path) {
    return err_set(err, WS_FILE, _("%s cannot be written: %s"), path, strerror(errno));
}

static void forget(struct file_out *f) {
    if (f->half && f->signals) unwatch();
    free(f->path);
    free(f->half);
    *f = (struct file_out){0};
}

bool file_out_open(struct file_out *f, const char *path, bool signals, struct err *err) {
    struct stat st;
    char *real = realpath(path, NULL);
    *f = (struct file_out){.path = real ? real : mem_dup(path), .signals = signals};
    bool plain = stat(f->path, &st) != 0 || S_ISREG(st.st_mode);
    const char *slash = strrchr(f->path, '/');
    if (plain) f->half = mem_format("%.*s.wsadmin-XXXXXX", slash ? (int)(slash + 1 - f->path) : 0, f->path);
    bool too_long = f->half && strlen(f->half) >= sizeof half_path;
    errno = ENAMETOOLONG;
    int fd = too_long ? -1 : f->half ? mkostemp(f->half, O_CLOEXEC) : open(f->path, O_WRONLY | O_CLOEXEC);
    if (fd >= 0 && f->half && signals) watch(f->half);
    f->file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (f->file) return true;
    fail(err, path);
    if (fd < 0) {
        free(f->half);
        f->half = NULL;
    } else {
        close(fd);
        if (f->half) unlink(f->half);
    }
    forget(f);
    return false;
}

bool file_out_keep(struct file_out *f, struct err *err) {
    bool ok = fflush(f->file) == 0 && (!f->half || fsync(fileno(f->file)) == 0);
    if (!ok) fail(err, f->path);
    if (fclose(f->file) != 0 && ok) ok = fail(err, f->path);
    if (ok && f->half && rename(f->half, f->path) != 0) ok = fail(err, f->path);
    if (!ok && f->half) unlink(f->half);
    forget(f);
    return ok;
}

void file_out_drop(struct file_out *f) {
    if (!f->file) return;
    fclose(f->file);
    if (f->half) unlink(f->half);
    forget(f);
}
