/* --restricted: see restricted.h. */
#include "base/restricted.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

static bool on;
static char *command;

/* What is kept. Languages and terminals are looked up as files below folders of the system, so a value must not be a
 * path. */
static const struct kept {
    const char *name;
    bool path; /* may hold a slash, but neither begin with one (but for /dev/) nor go up */
} kept[] = {
    {"TERM", false},    {"COLORTERM", false},      {"NO_COLOR", false},    {"ESCDELAY", false},
    {"COLUMNS", false}, {"LINES", false},          {"LANG", false},        {"LANGUAGE", false},
    {"LC_ALL", false},  {"LC_CTYPE", false},       {"LC_MESSAGES", false}, {"LC_COLLATE", false},
    {"LC_TIME", false}, {"SSH_CONNECTION", false}, {"SSH_TTY", true},      {"TZ", true},
};
enum { KEPT = sizeof kept / sizeof *kept };

bool restricted_asked(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--restricted")) return true;
    return false;
}

static bool is_harmless(const struct kept *k, const char *value) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:@+- ";
    if (strstr(value, "..") || (*value == '/' && strncmp(value, "/dev/", 5) != 0)) return false;
    for (; *value; value++)
        if (!strchr(letters, *value) && !(k->path && *value == '/')) return false;
    return true;
}

/* /var/lib/wsadmin/UID, when whoever set the machine up has made it; else the folder below the passwd entry's home is
 * used, which needs no variable. */
static void choose_state_folder(void) {
    struct stat st;
    char *folder = mem_format("%s/lib/wsadmin/%ld", LOCALSTATEDIR, (long)getuid());
    if (lstat(folder, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == getuid()) setenv("XDG_STATE_HOME", folder, 1);
    free(folder);
}

void restricted_begin(void) {
    char *values[KEPT] = {NULL};
    const char *asked = getenv("SSH_ORIGINAL_COMMAND");
    on = true;
    command = asked && *asked ? mem_dup(asked) : NULL;
    for (size_t i = 0; i < KEPT; i++) {
        const char *value = getenv(kept[i].name);
        if (value && is_harmless(&kept[i], value)) values[i] = mem_dup(value);
    }
    clearenv();
    for (size_t i = 0; i < KEPT; i++) {
        if (values[i]) setenv(kept[i].name, values[i], 1);
        free(values[i]);
    }
    setenv("PATH", "/usr/bin:/bin", 1);
    setenv("INPUTRC", "/dev/null", 1); /* else readline reads the one of the passwd entry's home */
    choose_state_folder();
}

bool restricted_on(void) { return on; }

const char *restricted_command(void) { return command; }
