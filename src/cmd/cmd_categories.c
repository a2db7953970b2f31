/* The words about categories: see cmd_categories.h. Rules and rights are the operation's (src/op/categories). */
#include "cmd/cmd_categories.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cmd/category_file.h"
#include "cmd/resolve.h"

bool cmd_categories_export_read(struct session *s, const struct cmd_call *call, struct cmd_output *out,
                                struct err *err) {
    struct cmd_column columns[CATEGORY_CELLS];
    struct rows rows = {0};
    enum category_form form;
    if (!category_form_of(call->args[0], &form, err) || !categories_read(s->conn, &rows, err)) return false;
    for (size_t i = 0; i < CATEGORY_CELLS; i++) {
        const struct field *f = &entities[ENTITY_CATEGORY].fields[i];
        columns[i] = (struct cmd_column){f->name, _(f->label), f->type, f->flags};
    }
    bool ok = out->begin(out->to, columns, CATEGORY_CELLS, err);
    for (size_t i = 0; ok && i < rows.count; i++) ok = out->row(out->to, rows_cell(&rows, i, 0), err);
    rows_free(&rows);
    return ok;
}

bool cmd_categories_import_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    struct category_list list = {0};
    enum category_form form;
    const char *path = call->arg_count == 1 ? call->args[0] : NULL;
    if (!path) return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    if (!session_need(s, RIGHTS_ADMIN, _("changing categories"), err) || !category_form_of(path, &form, err))
        return false;
    char *title = mem_format(_("import categories from %s"), path);
    if (category_file_read(path, form, &list, err))
        *out = category_list_plan(s, &list,
                                  &(struct op_categories){.from_file = form != CATEGORY_JSON,
                                                          .title = title,
                                                          .reason = cmd_flag_value(call, "reason")},
                                  path, err);
    free(title);
    category_list_free(&list);
    return *out != NULL;
}

/* A want for each category that the word names but `but`, in their order; to free by the caller. */
static bool wants_of(struct session *s, const struct cmd_call *call, const struct category_want *like, int64_t but,
                     struct category_want **wants, size_t *count, struct err *err) {
    int64_t *ids;
    size_t n;
    if (!resolve_ids(s->conn, ENTITY_CATEGORY, call->args, call->arg_count, &ids, &n, err)) return false;
    *wants = mem_zero(n + 1, sizeof **wants);
    *count = 0;
    for (size_t i = 0; i < n; i++) {
        if (ids[i] == but) continue;
        (*wants)[*count] = *like;
        (*wants)[(*count)++].id = ids[i];
    }
    free(ids);
    return true;
}

bool cmd_categories_merge_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    struct op_categories args = {.reason = cmd_flag_value(call, "reason")};
    struct category_want *wants;
    const char *into = cmd_flag_value(call, "into");
    int64_t into_id;
    if (!into) return err_set(err, WS_USAGE, "%s", _("--into names the category that they become part of"));
    if (!resolve_id(s->conn, ENTITY_CATEGORY, into, &into_id, err)) return false;
    char *into_word = mem_format("#%lld", (long long)into_id);
    const struct category_want like = {.what = CATEGORY_MERGE, .into = into_word};
    if (!wants_of(s, call, &like, into_id, &wants, &args.count, err)) {
        free(into_word);
        return false;
    }
    char *title = mem_format(P_("merge %lu category into %s", "merge %lu categories into %s", args.count),
                             (unsigned long)args.count, into);
    args.wants = wants;
    args.title = title;
    *out = categories_plan(s, &args, err);
    free(title);
    free(into_word);
    free(wants);
    return *out != NULL;
}

bool cmd_categories_order_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    struct op_categories args = {
        .order = true, .title = _("order categories"), .reason = cmd_flag_value(call, "reason")};
    struct category_want *wants;
    if (!wants_of(s, call, &(struct category_want){.what = CATEGORY_PUT}, 0, &wants, &args.count, err)) return false;
    args.wants = wants;
    *out = categories_plan(s, &args, err);
    free(wants);
    return *out != NULL;
}
