/* Reading files of categories: see category_file.h. */
#include "cmd/category_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

bool category_form_of(const char *path, enum category_form *form, struct err *err) {
    static const char *const endings[] = {[CATEGORY_CSV] = ".csv", [CATEGORY_TSV] = ".tsv", [CATEGORY_JSON] = ".json"};
    size_t len = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (len <= n || strcasecmp(path + len - n, endings[i]) != 0) continue;
        *form = (enum category_form)i;
        return true;
    }
    err_set(err, WS_USAGE, _("%s: what kind of file is it?"), path);
    err_hint(err, "%s", _("its name ends with .csv, .tsv or .json"));
    return false;
}

int category_column(const char *name) {
    int field = entity_field(&entities[ENTITY_CATEGORY], name);
    return field > CATEGORY_CELLS ? CATEGORY_CELLS : field;
}

char *category_columns_hint(const char *name) {
    struct buf known = {0};
    for (int f = 0; f < CATEGORY_CELLS; f++) buf_addf(&known, " %s", entities[ENTITY_CATEGORY].fields[f].name);
    char *text = mem_format(_("there is no column \"%s\"; those known are:%s"), name, buf_str(&known));
    buf_free(&known);
    return text;
}

/* All of it, as far as the limit goes. */
static bool read_all(const char *path, struct buf *out, struct err *err) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : 1;
    char *block = mem_alloc(CATEGORY_CELL_MOST);
    while (n > 0 && out->len <= CATEGORY_FILE_MOST) {
        n = read(fd, block, CATEGORY_CELL_MOST);
        if (n < 0 && errno == EINTR)
            n = 1;
        else if (n > 0)
            buf_add_len(out, block, (size_t)n);
    }
    int why = errno;
    free(block);
    if (fd >= 0) close(fd);
    if (n < 0) return err_set(err, WS_DATA, _("%s cannot be read: %s"), path, strerror(why));
    if (out->len <= CATEGORY_FILE_MOST) return true;
    return err_set(err, WS_DATA, _("%s is larger than %d MiB: this is no list of categories"), path,
                   CATEGORY_FILE_MOST >> 20);
}

static size_t line_of(const char *text, const char *at) {
    size_t line = 1;
    for (; text < at; text++) line += *text == '\n';
    return line;
}

bool category_text_load(const char *path, struct buf *out, struct err *err) {
    if (!read_all(path, out, err)) return false;
    const char *nul = memchr(buf_str(out), '\0', out->len);
    return !nul || err_set(err, WS_DATA, _("%s:%lu: a NUL byte: this is no text"), path,
                           (unsigned long)line_of(buf_str(out), nul));
}

bool category_file_read(const char *path, enum category_form form, struct category_list *out, struct err *err) {
    struct buf content = {0};
    bool ok = read_all(path, &content, err);
    const char *text = buf_str(&content);
    size_t len = content.len;
    if (ok && len >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) {
        text += 3;
        len -= 3;
    }
    const char *nul = ok ? memchr(text, '\0', len) : NULL;
    if (ok && len >= 2 && (!memcmp(text, "\xFF\xFE", 2) || !memcmp(text, "\xFE\xFF", 2)))
        category_list_mistake(out, 1, NULL, mem_dup(_("this is UTF-16: save it as UTF-8")));
    else if (nul)
        category_list_mistake(out, line_of(text, nul), NULL, mem_dup(_("a NUL byte: this is no text")));
    else if (ok && form == CATEGORY_JSON)
        category_json_parse(text, len, out);
    else if (ok)
        category_csv_parse(text, len, form == CATEGORY_TSV, out);
    buf_free(&content);
    return ok;
}
