/* MySQL option files: see option_file.h. */
#include "db/option_file.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/settingsfile.h"

enum { INCLUDES_DEEP = 10 };

struct option_reader {
    const char *suffix;
    option_line_taker take;
    void *arg;
    struct err *err;
    unsigned depth;
};

struct option_position {
    struct option_line line;
    char *group; /* NULL before the first group */
    bool wanted;
};

static bool option_file_read(struct option_reader *r, const char *path, bool required);

static bool option_fail(const struct option_reader *r, const struct option_position *at, const char *what) {
    return err_set(r->err, WS_CONFIG, "%s:%u: %s", at->line.file, at->line.line, what);
}

static bool option_group_wanted(const char *group, const char *suffix) {
    static const char *const groups[] = {"client", "client-server", "client-mariadb", "wsadmin"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        size_t n = strlen(groups[i]);
        if (!strncmp(group, groups[i], n) && (group[n] == '\0' || (suffix && !strcmp(group + n, suffix)))) return true;
    }
    return false;
}

/* Cuts a `#` comment that is outside of quotes, and blanks at the end. */
static void option_cut_comment(char *text) {
    char quote = '\0';
    size_t n = 0;
    for (bool escaped = false; text[n] && (quote || text[n] != '#'); n++) {
        if ((text[n] == '\'' || text[n] == '"') && !escaped) {
            if (!quote)
                quote = text[n];
            else if (quote == text[n])
                quote = '\0';
        }
        escaped = quote && text[n] == '\\' && !escaped;
    }
    while (n > 0 && isspace((unsigned char)text[n - 1])) n--;
    text[n] = '\0';
}

/* Takes outer quotes off and resolves \n \t \r \b \s \" \' \\ in place; any other backslash stays. */
static char *option_unquote(char *value) {
    static const char from[] = "ntrbs\"'\\", to[] = "\n\t\r\b \"'\\";
    size_t len = strlen(value);
    if (len > 1 && (*value == '"' || *value == '\'') && value[len - 1] == *value) {
        value[len - 1] = '\0';
        value++;
    }
    char *out = value;
    for (const char *in = value; *in; in++) {
        const char *escape = *in == '\\' && in[1] ? strchr(from, in[1]) : NULL;
        if (escape) in++;
        *out++ = escape ? to[escape - from] : *in;
    }
    *out = '\0';
    return value;
}

static bool option_take(struct option_reader *r, struct option_position *at, char *text) {
    if (!at->group) return option_fail(r, at, _("an option stands before the first [group]"));
    if (!at->wanted) return true;
    option_cut_comment(text);
    char *equals = strchr(text, '=');
    char *end = equals ? equals : text + strlen(text);
    if (equals) *equals = '\0';
    while (end > text && isspace((unsigned char)end[-1])) *--end = '\0';
    for (char *p = text; *p; p++)
        if (*p == '_') *p = '-';
    at->line.loose = !strncmp(text, "loose-", 6);
    at->line.name = at->line.loose ? text + 6 : text;
    at->line.value = equals ? option_unquote(equals + 1 + strspn(equals + 1, " \t")) : NULL;
    return r->take(r->arg, &at->line, r->err);
}

static bool option_group(struct option_reader *r, struct option_position *at, char *text) {
    char *end = strchr(text, ']');
    if (!end) return option_fail(r, at, _("the group's name has no closing bracket"));
    free(at->group);
    at->group = mem_dup_len(text + 1, (size_t)(end - text - 1));
    at->line.group = at->group;
    at->wanted = option_group_wanted(at->group, r->suffix);
    return true;
}

static int cnf_name(const struct dirent *entry) {
    size_t n = strlen(entry->d_name);
    return n > 4 && !strcmp(entry->d_name + n - 4, ".cnf");
}

static bool option_include_folder(struct option_reader *r, const struct option_position *at, const char *path) {
    struct dirent **names;
    int count = scandir(path, &names, cnf_name, alphasort);
    if (count < 0) {
        if (errno == ENOENT || errno == EACCES) return true;
        return err_set(r->err, WS_CONFIG, _("%s:%u: the folder %s cannot be read: %s"), at->line.file, at->line.line,
                       path, strerror(errno));
    }
    bool ok = true;
    for (int i = 0; i < count; i++) {
        char *file = mem_format("%s/%s", path, names[i]->d_name);
        ok = ok && option_file_read(r, file, false);
        free(file);
        free(names[i]);
    }
    free(names);
    return ok;
}

/* A path that is not absolute is meant from the folder of the file that names it. */
static bool option_include(struct option_reader *r, const struct option_position *at, char *text) {
    bool folder = !strncmp(text, "!includedir", 11) && isspace((unsigned char)text[11]);
    if (!folder && !(!strncmp(text, "!include", 8) && isspace((unsigned char)text[8])))
        return option_fail(r, at, _("this is neither !include nor !includedir"));
    char *path = text + (folder ? 11 : 8);
    path += strspn(path, " \t");
    option_cut_comment(path);
    if (r->depth >= INCLUDES_DEEP) return option_fail(r, at, _("files include each other too deeply"));
    const char *slash = *path == '/' ? NULL : strrchr(at->line.file, '/');
    char *whole = slash ? mem_format("%.*s/%s", (int)(slash - at->line.file), at->line.file, path) : mem_dup(path);
    r->depth++;
    bool ok = folder ? option_include_folder(r, at, whole) : option_file_read(r, whole, false);
    r->depth--;
    free(whole);
    return ok;
}

static bool option_line_read(struct option_reader *r, struct option_position *at, char *text) {
    while (isspace((unsigned char)*text)) text++;
    switch (*text) {
    case '\0':
    case '#':
    case ';': return true;
    case '!': return option_include(r, at, text);
    case '[': return option_group(r, at, text);
    default: return option_take(r, at, text);
    }
}

static bool option_file_read(struct option_reader *r, const char *path, bool required) {
    FILE *file;
    struct option_position at = {.line.file = path};
    if (!settingsfile_open(path, required, &file, &at.line.exposed, r->err)) return false;
    if (!file) return true;
    char *text = NULL;
    size_t cap = 0;
    ssize_t len;
    bool ok = true;
    while (ok && (len = getline(&text, &cap, file)) >= 0) {
        at.line.line++;
        bool text_only = strlen(text) == (size_t)len;
        while (len > 0 && isspace((unsigned char)text[len - 1])) text[--len] = '\0';
        ok = text_only ? option_line_read(r, &at, text) : option_fail(r, &at, _("this file is not text"));
    }
    if (text) explicit_bzero(text, cap);
    free(text);
    free(at.group);
    fclose(file);
    return ok;
}

bool option_files_read(const struct option_files *which, option_line_taker take, void *arg, struct err *err) {
    struct option_reader r = {which->group_suffix, take, arg, err, 0};
    if (which->none) return true;
    if (which->defaults_file) return option_file_read(&r, which->defaults_file, true);
    const char *home = getenv("HOME");
    char *own = home && *home ? mem_format("%s/.my.cnf", home) : NULL;
    bool ok = option_file_read(&r, "/etc/my.cnf", false) && option_file_read(&r, "/etc/mysql/my.cnf", false) &&
              (!which->extra_file || option_file_read(&r, which->extra_file, true)) &&
              (!own || option_file_read(&r, own, false));
    free(own);
    return ok;
}
