/* A plan as data: making, filling and freeing it. See plan.h; carrying out is plan_apply.c, showing plan_text.c and
 * plan_json.c. */
#include "op/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static char *dup_or_null(const char *s) { return s ? mem_dup(s) : NULL; }

void plan_args_own(const int64_t **ids, size_t count, const char **reason, const char **words) {
    int64_t *copy = mem_zero(count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++) copy[i] = (*ids)[i];
    *ids = copy;
    if (reason) *reason = dup_or_null(*reason);
    *words = dup_or_null(*words);
}

void plan_args_free(const int64_t *ids, const char *reason, const char *words) {
    free((void *)ids);
    free((void *)reason);
    free((void *)words);
}

struct plan *plan_new(const struct plan_operation *operation, const void *args, char *title) {
    struct plan *p = mem_zero(1, sizeof *p);
    p->operation = operation;
    p->args = operation->copy_args(args);
    p->title = title;
    return p;
}

struct plan_row *plan_add_row(struct plan *p, enum entity_kind kind, int64_t id, const char *label) {
    p->rows = mem_grow(p->rows, &p->row_cap, p->row_count + 1, sizeof *p->rows);
    struct plan_row *row = &p->rows[p->row_count++];
    *row = (struct plan_row){.kind = kind, .id = id, .label = dup_or_null(label)};
    return row;
}

void plan_row_saw(struct plan_row *row, const char *field, const char *value) {
    row->seen = mem_grow(row->seen, &row->seen_cap, row->seen_count + 1, sizeof *row->seen);
    row->seen[row->seen_count++] = (struct plan_seen){field, dup_or_null(value)};
}

void plan_row_saw_count(struct plan_row *row, const char *field, int64_t count) {
    char *text = mem_format("%lld", (long long)count);
    plan_row_saw(row, field, text);
    free(text);
}

void plan_row_change(struct plan_row *row, const char *field, const char *before, const char *after) {
    row->changes = mem_grow(row->changes, &row->change_cap, row->change_count + 1, sizeof *row->changes);
    row->changes[row->change_count++] =
        (struct plan_change){field, dup_or_null(before), dup_or_null(after), NULL, NULL};
}

void plan_row_note(struct plan_row *row, char *note) {
    row->notes = mem_grow(row->notes, &row->note_cap, row->note_count + 1, sizeof *row->notes);
    row->notes[row->note_count++] = note;
}

void plan_row_skip(struct plan_row *row, bool refused, char *why) {
    row->refused = refused;
    row->skipped = why;
}

struct plan_notice *plan_add_notice(struct plan *p, const char *kind, int64_t workshop_id) {
    p->notices = mem_grow(p->notices, &p->notice_cap, p->notice_count + 1, sizeof *p->notices);
    struct plan_notice *n = &p->notices[p->notice_count++];
    *n = (struct plan_notice){.kind = kind, .workshop_id = workshop_id, .dates = 1};
    return n;
}

void plan_notice_key(struct plan_notice *n, const char *key) {
    n->keys = mem_grow(n->keys, &n->key_cap, n->key_count + 1, sizeof *n->keys);
    n->keys[n->key_count++] = mem_dup(key);
}

void plan_notice_left_out(struct plan_notice *n, const char *reason, int64_t count, char *names) {
    n->left_out = mem_grow(n->left_out, &n->left_out_cap, n->left_out_count + 1, sizeof *n->left_out);
    n->left_out[n->left_out_count++] = (struct plan_left_out){reason, count, names};
}

void plan_warn(struct plan *p, char *warning) {
    p->warnings = mem_grow(p->warnings, &p->warning_cap, p->warning_count + 1, sizeof *p->warnings);
    p->warnings[p->warning_count++] = warning;
}

void plan_bar(struct plan *p, const char *flag, char *why) {
    p->barred = mem_grow(p->barred, &p->barred_cap, p->barred_count + 1, sizeof *p->barred);
    p->barred[p->barred_count++] = (struct plan_barred){flag, why};
}

const char *plan_barred_why(const struct plan *p, const char *flag) {
    for (size_t i = 0; i < p->barred_count; i++)
        if (!strcmp(p->barred[i].flag, flag)) return p->barred[i].why;
    return NULL;
}

void plan_count(struct plan *p) {
    p->to_change = 0;
    for (size_t i = 0; i < p->row_count; i++) p->to_change += p->rows[i].skipped == NULL;
}

bool plan_refused(const struct plan *p) {
    for (size_t i = 0; i < p->row_count; i++)
        if (p->rows[i].refused) return true;
    return false;
}

int64_t plan_recipients(const struct plan *p) {
    int64_t n = 0;
    for (size_t i = 0; i < p->notice_count; i++) n += p->notices[i].recipients;
    return n;
}

static void texts_free(char **texts, size_t count) {
    for (size_t i = 0; i < count; i++) free(texts[i]);
    free(texts);
}

static void row_free(struct plan_row *row) {
    free(row->label);
    free(row->skipped);
    for (size_t i = 0; i < row->seen_count; i++) free(row->seen[i].value);
    free(row->seen);
    for (size_t i = 0; i < row->change_count; i++) {
        free(row->changes[i].before);
        free(row->changes[i].after);
        free(row->changes[i].before_name);
        free(row->changes[i].after_name);
    }
    free(row->changes);
    texts_free(row->notes, row->note_count);
}

static void notice_free(struct plan_notice *n) {
    free(n->preview);
    free(n->names);
    for (size_t i = 0; i < n->left_out_count; i++) free(n->left_out[i].names);
    free(n->left_out);
    texts_free(n->keys, n->key_count);
}

void plan_free(struct plan *p) {
    if (!p) return;
    for (size_t i = 0; i < p->row_count; i++) row_free(&p->rows[i]);
    for (size_t i = 0; i < p->notice_count; i++) notice_free(&p->notices[i]);
    free(p->rows);
    free(p->notices);
    texts_free(p->warnings, p->warning_count);
    for (size_t i = 0; i < p->barred_count; i++) free(p->barred[i].why);
    free(p->barred);
    p->operation->free_args(p->args);
    if (p->data) p->operation->free_data(p->data);
    free(p->title);
    free(p->reason);
    free(p->in_all);
    free(p->undo);
    free(p->undoes);
    free(p);
}

void plan_result_made(struct plan_result *r, int64_t workshop_id) {
    r->made = mem_grow(r->made, &r->made_cap, r->made_count + 1, sizeof *r->made);
    r->made[r->made_count++] = workshop_id;
}

void plan_result_free(struct plan_result *r) {
    free(r->made);
    free(r->summary);
    err_free(&r->after);
    *r = (struct plan_result){0};
}
