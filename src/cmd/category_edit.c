/* Editing categories as text: see category_edit.h. */
#include "cmd/category_edit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/editor.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cmd/category_file.h"
#include "cmd/category_text.h"
#include "cmd/resolve.h"
#include "op/action_log.h"

static bool write_file(const char *path, int flags, const char *text, size_t len, struct err *err) {
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
    bool ok = fd >= 0;
    for (ssize_t n; ok && len > 0; text += n, len -= (size_t)n) {
        n = write(fd, text, len);
        if (n < 0 && errno == EINTR) n = 0;
        ok = n >= 0;
    }
    ok = ok && fsync(fd) == 0;
    if (!ok) err_set(err, WS_FILE, _("%s cannot be written: %s"), path, strerror(errno));
    if (fd >= 0) close(fd);
    return ok;
}

/* Another text in its place at once: what is there is never lost. */
static bool replace_file(const char *path, const struct buf *text, struct err *err) {
    char *half = mem_format("%s.new", path);
    bool ok = write_file(half, O_TRUNC, buf_str(text), text->len, err);
    if (ok && rename(half, path) != 0) ok = err_set(err, WS_FILE, _("%s cannot be written: %s"), path, strerror(errno));
    free(half);
    return ok;
}

/* What the paths of our texts begin with: …/wsadmin/edit/categories- */
static char *path_begin(void) {
    char *log = action_log_path();
    char *begin = mem_format("%.*sedit/categories-", (int)(strrchr(log, '/') + 1 - log), log);
    free(log);
    return begin;
}

/* …/wsadmin/edit/categories-20261124T120000-PID.txt */
static char *new_path(void) {
    char at[CLOCK_ISO_SIZE];
    clock_format_iso(clock_now(), at);
    char *begin = path_begin();
    struct buf name = {0};
    buf_add(&name, begin);
    for (const char *c = at; *c; c++)
        if (*c != '-' && *c != ':' && *c != 'Z') buf_add_char(&name, *c);
    buf_addf(&name, "-%lld.txt", (long long)getpid());
    free(begin);
    return buf_steal(&name);
}

static char *before_path(const char *path) { return mem_format("%s.before", path); }

static bool write_texts(struct session *s, const int64_t *ids, size_t count, char **path, struct err *err) {
    struct rows rows = {0};
    struct buf text = {0};
    if (!categories_read(s->conn, &rows, err)) return false;
    category_text_write(&rows, ids, count, &text);
    rows_free(&rows);
    *path = new_path();
    char *before = before_path(*path);
    action_make_folders(*path);
    bool ok = write_file(before, O_EXCL, buf_str(&text), text.len, err) &&
              write_file(*path, O_EXCL, buf_str(&text), text.len, err);
    buf_free(&text);
    free(before);
    if (ok) return true;
    free(*path);
    *path = NULL;
    return false;
}

bool category_edit_begin(struct session *s, const struct cmd_call *call, char **path, struct err *err) {
    const char *from = cmd_flag_value(call, "from");
    int64_t *ids = NULL;
    size_t count = 0;
    *path = NULL;
    if (!session_need(s, RIGHTS_ADMIN, _("changing categories"), err)) return false;
    if (from && call->arg_count > 0)
        return err_set(err, WS_USAGE, "%s", _("--from goes without categories: the text says which"));
    if (from) {
        *path = mem_dup(from);
        return true;
    }
    bool ok = resolve_ids(s->conn, ENTITY_CATEGORY, call->args, call->arg_count, &ids, &count, err) &&
              write_texts(s, count > 0 ? ids : NULL, count, path, err);
    free(ids);
    return ok;
}

bool category_edit_run(const char *path, size_t line, bool *changed, struct err *err) {
    struct buf before = {0}, after = {0};
    bool ok = category_text_load(path, &before, err) && editor_run(path, line, err);
    /* What cannot be loaded any more was changed; the check says what is wrong with it. */
    *changed = ok && (!category_text_load(path, &after, NULL) || after.len != before.len ||
                      memcmp(buf_str(&after), buf_str(&before), after.len) != 0);
    buf_free(&before);
    buf_free(&after);
    return ok;
}

/* Both texts; a missing one of before is what is there now. */
struct texts {
    struct buf now, before;
};

static void texts_free(struct texts *t) {
    buf_free(&t->now);
    buf_free(&t->before);
}

static bool texts_read(struct session *s, const char *path, struct texts *t, struct err *err) {
    struct rows rows = {0};
    char *before = before_path(path);
    bool ok = category_text_load(path, &t->now, err);
    if (ok && access(before, F_OK) == 0) {
        ok = category_text_load(before, &t->before, err);
    } else if (ok) {
        ok = categories_read(s->conn, &rows, err);
        if (ok) category_text_write(&rows, NULL, 0, &t->before);
    }
    rows_free(&rows);
    free(before);
    return ok;
}

static struct plan *plan_texts(struct session *s, const struct texts *t, const char *path, const char *reason,
                               struct category_list *list, struct err *err) {
    struct op_categories args = {.title = _("edit categories"), .reason = reason};
    category_text_parse(buf_str(&t->now), buf_str(&t->before), list, &args.order);
    struct plan *p = category_list_plan(s, list, &args, path, err);
    if (!p || category_text_check(buf_str(&t->before), p, err)) return p;
    plan_free(p);
    return NULL;
}

bool cmd_categories_edit_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    const char *from = cmd_flag_value(call, "from");
    struct texts t = {0};
    struct category_list list = {0};
    if (!from) return err_set(err, WS_USAGE, "%s", _("categories edit: --from names an edited text"));
    *out = NULL;
    if (texts_read(s, from, &t, err)) *out = plan_texts(s, &t, from, cmd_flag_value(call, "reason"), &list, err);
    category_list_free(&list);
    texts_free(&t);
    return *out != NULL;
}

/* Removes the texts if they are ours: a file that --from names may be the person's own. */
static void forget_files(const char *path) {
    char *begin = path_begin(), *before = before_path(path);
    size_t len = strlen(begin);
    if (!strncmp(path, begin, len) && !strchr(path + len, '/')) {
        unlink(path);
        unlink(before);
    }
    free(before);
    free(begin);
}

bool category_edit_check(struct session *s, const char *path, struct category_edit_found *out, struct err *err) {
    struct texts t = {0};
    struct category_list list = {0};
    struct buf marked = {0};
    struct err e = {0};
    *out = (struct category_edit_found){.state = CATEGORY_EDIT_GOOD};
    bool ok = texts_read(s, path, &t, err);
    if (ok && !strcmp(buf_str(&t.now), buf_str(&t.before))) {
        out->state = CATEGORY_EDIT_SAME;
        forget_files(path);
    } else if (ok) {
        struct plan *p = plan_texts(s, &t, path, NULL, &list, &e);
        plan_free(p);
        if (list.mistake_count > 0) {
            out->state = CATEGORY_EDIT_WRONG;
            out->line = category_text_mark(buf_str(&t.now), &list, &marked);
            out->text = mem_dup(e.text);
            ok = replace_file(path, &marked, err);
        } else if (!p) {
            err_move(err, &e);
            ok = false;
        }
    }
    err_free(&e);
    buf_free(&marked);
    category_list_free(&list);
    texts_free(&t);
    return ok;
}

void category_edit_done(const struct cmd_call *call) {
    const char *from = cmd_flag_value(call, "from");
    if (call->cmd->what & CMD_EDITS && from) forget_files(from);
}

bool category_edit_plan_from(struct cmd_call *call, const char *path, struct err *err) {
    for (size_t i = 0; i < call->arg_count; i++) free(call->args[i]);
    call->arg_count = 0;
    return cmd_flag_set(call, "from", path, err);
}
