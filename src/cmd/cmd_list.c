/* list ENTITY [FIELD:VALUE…] [TEXT…] and show ENTITY ID…: rows of any entity, page by page, whatever their number. */
#include "cmd/cmd_list.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "cmd/filter.h"
#include "cmd/resolve.h"
#include "db/conn_restore.h"
#include "db/list.h"

enum { PAGE = 500 };

/* Which fields an output gets, in order. */
struct selection {
    const struct entity *entity;
    size_t fields[32];
    size_t count;
    struct value cells[32];
};

static bool begin_output(const struct session *s, const struct entity *e, struct cmd_output *out, bool every_field,
                         struct selection *sel, struct err *err) {
    struct cmd_column columns[32];
    *sel = (struct selection){.entity = e};
    for (size_t i = 0; i < e->field_count; i++) {
        const struct field *f = &e->fields[i];
        if (!every_field && !(f->flags & FIELD_LISTED)) continue;
        if (f->flags & FIELD_ADMIN_ONLY && s->actor.rights < RIGHTS_ADMIN) continue;
        columns[sel->count] = (struct cmd_column){f->name, _(f->label), f->type, f->flags};
        sel->fields[sel->count++] = i;
    }
    return out->begin(out->to, columns, sel->count, err);
}

static bool output_rows(struct cmd_output *out, struct selection *sel, const struct rows *rows, struct err *err) {
    for (size_t r = 0; r < rows->count; r++) {
        for (size_t i = 0; i < sel->count; i++) sel->cells[i] = *rows_cell(rows, r, sel->fields[i]);
        if (!out->row(out->to, sel->cells, err)) return false;
    }
    return true;
}

static const struct entity *entity_of(const struct cmd_call *call, struct err *err) {
    if (call->arg_count == 0) {
        err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
        return NULL;
    }
    const struct entity *e = entity_find(call->args[0]);
    if (!e) {
        err_set(err, WS_USAGE, _("there is no list of %s"), call->args[0]);
        err_hint(err, "%s", _("one of: category series workshop attendee user chat note invite notification"));
    }
    return e;
}

struct page_read {
    const struct list_request *request;
    struct list_page *page;
};

static bool read_page(struct conn *c, void *arg, struct err *err) {
    struct page_read *r = arg;
    return list_read(c, r->request, r->page, err);
}

static bool list_all_pages(struct session *s, struct list_request *request, int64_t limit, struct cmd_output *out,
                           struct selection *sel, struct err *err) {
    struct list_page page = {0};
    struct list_key from;
    struct page_read read = {request, &page};
    bool ok = true;
    do {
        request->limit = limit >= 0 && limit < PAGE ? (size_t)limit : PAGE;
        ok = (s->patience ? conn_repeat_read(s->conn, s->patience, read_page, &read, err)
                          : list_read(s->conn, request, &page, err)) &&
             output_rows(out, sel, &page.rows, err);
        if (limit >= 0) limit -= (int64_t)page.rows.count;
        from = page.reached;
        request->from = &from;
    } while (ok && page.more && limit != 0);
    list_page_free(&page);
    return ok;
}

bool cmd_list_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err) {
    const struct entity *e = entity_of(call, err);
    if (!e) return false;
    const char *limit_text = cmd_flag_value(call, "limit");
    int64_t limit = -1;
    if (limit_text && !parse_int(limit_text, 1, INT32_MAX, &limit))
        return err_set(err, WS_USAGE, _("--limit wants a number from 1, not %s"), limit_text);
    struct list_request request = {.kind = entity_kind_of(e)};
    char *text = NULL;
    if (!filter_parse(s, call->args + 1, call->arg_count - 1, &request, &text, err)) return false;
    struct selection sel;
    const char *sort = cmd_flag_value(call, "sort");
    bool ok =
        (!sort || filter_sort(s, sort, &request, err)) &&
        begin_output(s, e, out, out->every_field, &sel, err) && list_all_pages(s, &request, limit, out, &sel, err);
    filter_free(&request, text);
    return ok;
}

bool cmd_show_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err) {
    const struct entity *e = entity_of(call, err);
    if (!e) return false;
    enum entity_kind kind = entity_kind_of(e);
    if (call->arg_count < 2) return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    int64_t *ids = NULL;
    size_t count = 0;
    struct rows rows = {0};
    struct selection sel;
    bool ok = resolve_ids(s->conn, kind, call->args + 1, call->arg_count - 1, &ids, &count, err) &&
              list_get(s->conn, kind, ids, count, &rows, err);
    if (ok && rows.count < count) {
        size_t missing = 0; /* rows come in the order of the ids: the first place where they part */
        while (missing < rows.count && rows_int(&rows, missing, 0) == ids[missing]) missing++;
        ok = err_set(err, WS_DATA, _("there is no %s with the id %lld"), e->name, (long long)ids[missing]);
    }
    ok = ok && begin_output(s, e, out, true, &sel, err) && output_rows(out, &sel, &rows, err);
    rows_free(&rows);
    free(ids);
    return ok;
}
