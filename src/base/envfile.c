/* Env files: see envfile.h. */
#include "base/envfile.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/settingsfile.h"

struct envfile_reader {
    const char *path, *at;
    unsigned line;
    struct err *err;
};

static bool envfile_fail(const struct envfile_reader *r, unsigned line, const char *what) {
    return err_set(r->err, WS_CONFIG, "%s:%u: %s", r->path, line, what);
}

static void skip_blanks(struct envfile_reader *r) {
    while (*r->at == ' ' || *r->at == '\t' || *r->at == '\r') r->at++;
}

static void skip_line(struct envfile_reader *r) {
    r->at += strcspn(r->at, "\n");
    if (*r->at) r->at++;
    r->line++;
}

static bool envfile_name(struct envfile_reader *r, char **name) {
    if (!strncmp(r->at, "export", 6) && (r->at[6] == ' ' || r->at[6] == '\t')) r->at += 6;
    skip_blanks(r);
    size_t n = 0;
    while (isalnum((unsigned char)r->at[n]) || (r->at[n] && strchr("_.-", r->at[n]))) n++;
    const char *after = r->at + n + strspn(r->at + n, " \t");
    if (n == 0 || *after != '=') return envfile_fail(r, r->line, _("this line is not NAME=value"));
    *name = mem_dup_len(r->at, n);
    r->at = after + 1;
    return true;
}

/* at is on the opening quote. A backslash keeps the next quote inside and stays, as in dotenv. */
static bool envfile_quoted(struct envfile_reader *r, struct buf *value) {
    unsigned first = r->line;
    char quote = *r->at++;
    for (; *r->at != quote; r->at++) {
        if (*r->at == '\0') return envfile_fail(r, first, _("the quote that begins here is never closed"));
        if (*r->at == '\n') r->line++;
        if (*r->at == '\r' && r->at[1] == '\n') continue;
        bool escape = *r->at == '\\';
        if (escape && quote == '"' && (r->at[1] == 'n' || r->at[1] == 'r')) {
            buf_add_char(value, *++r->at == 'n' ? '\n' : '\r');
            continue;
        }
        buf_add_char(value, *r->at);
        if (escape && (r->at[1] == quote || r->at[1] == '\\')) buf_add_char(value, *++r->at);
    }
    r->at++;
    skip_blanks(r);
    if (*r->at && *r->at != '\n' && *r->at != '#')
        return envfile_fail(r, r->line, _("something follows the closing quote"));
    return true;
}

static bool envfile_value(struct envfile_reader *r, struct buf *value) {
    skip_blanks(r);
    if (*r->at && strchr("'\"`", *r->at)) return envfile_quoted(r, value);
    size_t n = strcspn(r->at, "#\r\n");
    while (n > 0 && isspace((unsigned char)r->at[n - 1])) n--;
    buf_add_len(value, r->at, n);
    return true;
}

static bool envfile_entry(struct envfile_reader *r, struct envfile *out) {
    struct envfile_entry entry = {.line = r->line};
    struct buf value = {0};
    bool ok = envfile_name(r, &entry.name) && envfile_value(r, &value);
    entry.value = buf_steal(&value);
    out->entries = mem_grow(out->entries, &out->cap, out->count + 1, sizeof *out->entries);
    out->entries[out->count++] = entry;
    return ok;
}

bool envfile_read(const char *path, struct envfile *out, struct err *err) {
    FILE *file;
    if (!settingsfile_open(path, true, &file, &out->exposed, err)) return false;
    char *text = NULL;
    size_t cap = 0;
    ssize_t len = getdelim(&text, &cap, '\0', file);
    bool whole = feof(file) && !ferror(file);
    fclose(file);
    struct envfile_reader r = {path, len > 0 ? text : "", 1, err};
    if (!strncmp(r.at, "\xef\xbb\xbf", 3)) r.at += 3;
    bool ok = whole || envfile_fail(&r, 1, _("this file is not text"));
    while (ok && *r.at) {
        skip_blanks(&r);
        if (*r.at != '#' && *r.at != '\n' && *r.at) ok = envfile_entry(&r, out);
        if (ok) skip_line(&r);
    }
    if (len > 0) explicit_bzero(text, (size_t)len);
    free(text);
    return ok;
}

const struct envfile_entry *envfile_find(const struct envfile *f, const char *name) {
    for (size_t i = f->count; i > 0; i--)
        if (f->entries[i - 1].name && !strcmp(f->entries[i - 1].name, name)) return &f->entries[i - 1];
    return NULL;
}

void envfile_free(struct envfile *f) {
    for (size_t i = 0; i < f->count; i++) {
        free(f->entries[i].name);
        explicit_bzero(f->entries[i].value, strlen(f->entries[i].value));
        free(f->entries[i].value);
    }
    free(f->entries);
    *f = (struct envfile){0};
}
