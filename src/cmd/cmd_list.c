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
#include "op/series.h"
#include "recur/describe.h"
#include "recur/next.h"
#include "recur/when.h"

enum { PAGE = 500 };

/* Which fields an output gets, in order. */
struct selection {
    const struct entity *entity;
    size_t fields[32];
    size_t count;
    struct value cells[32];
    struct series_list *series; /* show: of which the rule in words and the next dates follow the fields; or NULL */
    int64_t now;
};
enum { NEXT_DATES = 3 };

static bool begin_output(const struct session *s, const struct entity *e, struct cmd_output *out, bool every_field,
                         struct series_list *series, struct selection *sel, struct err *err) {
    struct cmd_column columns[32];
    *sel = (struct selection){.entity = e, .series = series};
    for (size_t i = 0; i < e->field_count; i++) {
        const struct field *f = &e->fields[i];
        if (!every_field && !(f->flags & FIELD_LISTED)) continue;
        if (f->flags & FIELD_ADMIN_ONLY && s->actor.rights < RIGHTS_ADMIN) continue;
        columns[sel->count] = (struct cmd_column){f->name, _(f->label), f->type, f->flags};
        sel->fields[sel->count++] = i;
    }
    size_t count = sel->count;
    if (series) {
        /* TRANSLATORS: heading of a recurrence rule told in words */
        columns[count++] = (struct cmd_column){"in_words", _("in words"), FIELD_TEXT, 0};
        /* TRANSLATORS: heading of the next few dates of a series */
        columns[count++] = (struct cmd_column){"next_dates", _("next dates"), FIELD_TEXT, 0};
    }
    return out->begin(out->to, columns, count, err);
}

static void add_next_dates(struct buf *out, const struct series *s, int64_t now, bool iso) {
    struct next_dates dates;
    int64_t at;
    next_start(&dates, &s->recurrence, s->anchor, now);
    for (int left = NEXT_DATES; left > 0 && next_date(&dates, &at, NULL); left--) {
        if (out->len > 0) buf_add(out, ", ");
        if (iso)
            when_add_iso(out, at, s->recurrence.zone);
        else
            when_add_date(out, at, s->recurrence.zone);
    }
}

static bool output_series(struct cmd_output *out, struct selection *sel, const struct series *s, struct err *err) {
    struct buf words = {0}, dates = {0};
    if (s->wrong) {
        buf_add(&words, s->wrong);
    } else {
        describe_add(&words, &s->recurrence.rule, s->recurrence.time_of_day, s->recurrence.zone);
        add_next_dates(&dates, s, sel->now, out->every_field);
    }
    sel->cells[sel->count] = (struct value){buf_str(&words), words.len, false};
    sel->cells[sel->count + 1] = (struct value){buf_str(&dates), dates.len, dates.len == 0};
    bool ok = out->row(out->to, sel->cells, err);
    buf_free(&words);
    buf_free(&dates);
    return ok;
}

static const struct series *find_series(const struct series_list *list, int64_t id) {
    size_t i = 0;
    while (list->items[i].id != id) i++; /* all were read: see cmd_show_read */
    return &list->items[i];
}

static bool output_rows(struct cmd_output *out, struct selection *sel, const struct rows *rows, struct err *err) {
    for (size_t r = 0; r < rows->count; r++) {
        for (size_t i = 0; i < sel->count; i++) sel->cells[i] = *rows_cell(rows, r, sel->fields[i]);
        const struct series *series = sel->series ? find_series(sel->series, rows_int(rows, r, 0)) : NULL;
        if (!(series ? output_series(out, sel, series, err) : out->row(out->to, sel->cells, err))) return false;
    }
    return true;
}

static const struct entity *entity_of(const struct cmd_call *call, struct err *err) {
    if (call->arg_count == 0) {
        err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
        return NULL;
    }
    return cmd_find_entity(call->args[0], err);
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
    request->from = NULL;
    list_page_free(&page);
    return ok;
}

bool cmd_list_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err) {
    const struct entity *e = entity_of(call, err);
    if (!e) return false;
    const char *limit_text = cmd_flag_value(call, "limit");
    int64_t limit = -1;
    if (limit_text && !parse_int(limit_text, 1, INT32_MAX, &limit))
        return err_set(err, WS_USAGE, _("--%s wants a number from 1, not %s"), "limit", limit_text);
    struct list_request request = {.kind = entity_kind_of(e)};
    char *text = NULL;
    if (!filter_parse(s, call->args + 1, call->arg_count - 1, &request, &text, err)) return false;
    struct selection sel;
    const char *sort = cmd_flag_value(call, "sort");
    bool ok = (!sort || filter_sort(s, sort, &request, err)) &&
              begin_output(s, e, out, out->every_field, NULL, &sel, err) &&
              list_all_pages(s, &request, limit, out, &sel, err);
    filter_free(&request, text);
    return ok;
}

static bool read_series(struct session *s, const int64_t *ids, size_t count, struct series_list *out, struct err *err) {
    struct ids sorted = {0};
    for (size_t i = 0; i < count; i++) ids_add(&sorted, ids[i]);
    ids_sort(&sorted);
    bool ok = series_read(s, &sorted, out, err);
    ids_free(&sorted);
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
    struct series_list series = {0};
    int64_t now = 0;
    bool ok = resolve_ids(s->conn, kind, call->args + 1, call->arg_count - 1, &ids, &count, err) &&
              list_get(s->conn, kind, ids, count, &rows, err);
    if (ok && rows.count < count) {
        size_t missing = 0; /* rows come in the order of the ids: the first place where they part */
        while (missing < rows.count && rows_int(&rows, missing, 0) == ids[missing]) missing++;
        ok = err_set(err, WS_DATA, _("there is no %s with the id %lld"), e->name, (long long)ids[missing]);
    }
    if (ok && kind == ENTITY_SERIES) ok = conn_now(s->conn, &now, err) && read_series(s, ids, count, &series, err);
    ok = ok && begin_output(s, e, out, true, kind == ENTITY_SERIES ? &series : NULL, &sel, err);
    sel.now = now;
    ok = ok && output_rows(out, &sel, &rows, err);
    series_free(&series);
    rows_free(&rows);
    free(ids);
    return ok;
}
