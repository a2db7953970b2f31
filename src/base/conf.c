/* wsadmin.conf: see conf.h. Lines are handed to inih one at a time, which gives the line numbers that it lacks, and
 * keeps two of its habits away: an indented line is no continuation of the one before, and a long one is not cut
 * silently. */
#include "base/conf.h"

#include <ctype.h>
#include <ini.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/settingsfile.h"

struct conf_reader {
    FILE *file;
    const char *path;
    unsigned line;
    struct settings *settings;
    bool failed;
    struct err *err;
};

static char *conf_next_line(char *out, int size, void *arg) {
    struct conf_reader *r = arg;
    char *line = NULL;
    size_t cap = 0;
    ssize_t len = r->failed ? -1 : getline(&line, &cap, r->file);
    char *start = line;
    while (len > 0 && isspace((unsigned char)*start) && start[1]) start++, len--;
    if (len >= 0) r->line++;
    if (len >= size || (len >= 0 && strlen(start) != (size_t)len)) {
        err_set(r->err, WS_CONFIG, _("%s:%u: this line is too long, or not text"), r->path, r->line);
        r->failed = true;
    } else if (len >= 0) {
        memcpy(out, start, (size_t)len + 1);
    }
    free(line);
    return len < 0 || r->failed ? NULL : out;
}

static int conf_take(void *arg, const char *section, const char *name, const char *value) {
    struct conf_reader *r = arg;
    if (r->failed) return 0;
    char *source = mem_format("%s:%u", r->path, r->line);
    if (*section) {
        err_set(r->err, WS_CONFIG, _("%s: there is no section [%s]"), source, section);
        r->failed = true;
    } else {
        r->failed = !settings_set_named(r->settings, name, value, source, r->err);
    }
    free(source);
    return !r->failed;
}

bool conf_read_file(struct settings *s, const char *path, bool required, struct err *err) {
    struct conf_reader r = {.path = path, .settings = s, .err = err};
    if (!settingsfile_open(path, required, &r.file, NULL, err)) return false;
    if (!r.file) return true;
    int bad_line = ini_parse_stream(conf_next_line, &r, conf_take, &r);
    fclose(r.file);
    if (bad_line > 0 && !r.failed) {
        err_set(err, WS_CONFIG, _("%s:%d: this line is not \"key = value\""), path, bad_line);
        r.failed = true;
    }
    return !r.failed;
}

char *conf_system_path(void) { return mem_dup(SYSCONFDIR "/wsadmin/wsadmin.conf"); }

char *conf_own_path(void) {
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config && *config == '/') return mem_format("%s/wsadmin/wsadmin.conf", config);
    return home && *home ? mem_format("%s/.config/wsadmin/wsadmin.conf", home) : NULL;
}

static bool conf_read_usual_files(struct settings *s, struct err *err) {
    char *paths[] = {conf_system_path(), conf_own_path()};
    bool ok = true;
    for (size_t i = 0; i < 2; i++) {
        ok = ok && (!paths[i] || conf_read_file(s, paths[i], false, err));
        free(paths[i]);
    }
    return ok;
}

bool conf_load(struct settings *s, const char *file, const struct settings *flags, struct err *err) {
    bool ok = file ? conf_read_file(s, file, true, err) : conf_read_usual_files(s, err);
    ok = ok && settings_set_from_environment(s, err);
    if (ok && flags) settings_overlay(s, flags);
    return ok;
}
