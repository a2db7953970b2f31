/* What is wanted of categories, and what is wrong with it: see category_list.h. */
#include "cmd/category_list.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"

enum { MISTAKES_SHOWN = 20 };

struct category_want *category_list_add(struct category_list *l, size_t line) {
    l->wants = mem_grow(l->wants, &l->cap, l->count + 1, sizeof *l->wants);
    l->lines = mem_grow(l->lines, &l->line_cap, l->count + 1, sizeof *l->lines);
    l->lines[l->count] = line;
    l->wants[l->count] = (struct category_want){0};
    return &l->wants[l->count++];
}

static void want_free(struct category_want *w) {
    for (int f = 0; f < CATEGORY_CELLS; f++) free((char *)w->cells[f]);
    free((char *)w->into);
}

void category_list_drop(struct category_list *l) { want_free(&l->wants[--l->count]); }

bool category_list_set(struct category_list *l, size_t want, int field, const char *text) {
    struct category_want *w = &l->wants[want];
    if (field == CATEGORY_ID) {
        if (parse_int(text, 1, INT32_MAX, &w->id)) return true;
        category_list_mistake(l, l->lines[want], "id", mem_format(_("a number, not %s"), text));
        return false;
    }
    free((char *)w->cells[field]);
    w->cells[field] = mem_dup(text);
    w->set |= 1u << field;
    return true;
}

void category_list_mistake(struct category_list *l, size_t line, const char *column, char *text) {
    l->mistakes = mem_grow(l->mistakes, &l->mistake_cap, l->mistake_count + 1, sizeof *l->mistakes);
    l->mistakes[l->mistake_count++] = (struct category_mistake){line, column ? mem_dup(column) : NULL, text};
}

bool category_list_is_full(const struct category_list *l) { return l->mistake_count >= CATEGORY_MISTAKES_MOST; }

void category_list_free(struct category_list *l) {
    for (size_t i = 0; i < l->count; i++) want_free(&l->wants[i]);
    for (size_t i = 0; i < l->mistake_count; i++) {
        free(l->mistakes[i].column);
        free(l->mistakes[i].text);
    }
    free(l->wants);
    free(l->lines);
    free(l->mistakes);
    *l = (struct category_list){0};
}

static int compare_line(const void *a, const void *b) {
    size_t x = ((const struct category_mistake *)a)->line, y = ((const struct category_mistake *)b)->line;
    return (x > y) - (x < y);
}

/* FILE: 2 mistakes, nothing was changed
 * FILE:3: name: at least 2 characters … */
static void fail_mistakes(const struct category_list *l, const char *place, struct err *err) {
    struct buf text = {0};
    buf_addf(&text,
             P_("%s: %lu mistake, nothing was changed", "%s: %lu mistakes, nothing was changed", l->mistake_count),
             place, (unsigned long)l->mistake_count);
    for (size_t i = 0; i < l->mistake_count && i < MISTAKES_SHOWN; i++) {
        const struct category_mistake *m = &l->mistakes[i];
        buf_addf(&text, "\n%s:%lu: ", place, (unsigned long)m->line);
        if (m->column) buf_addf(&text, "%s: ", m->column);
        buf_add(&text, m->text);
    }
    if (l->mistake_count > MISTAKES_SHOWN) {
        unsigned long more = l->mistake_count - MISTAKES_SHOWN;
        buf_add_char(&text, '\n');
        buf_addf(&text, P_("and %lu more", "and %lu more", more), more);
    }
    err_set(err, WS_DATA, "%s", buf_str(&text));
    buf_free(&text);
}

struct plan *category_list_plan(struct session *s, struct category_list *l, const struct op_categories *args,
                                const char *place, struct err *err) {
    struct category_faults faults = {0};
    struct op_categories own = *args;
    struct plan *p = NULL;
    own.wants = l->wants;
    own.count = l->count;
    own.faults = &faults;
    if (l->count > 0 || l->mistake_count == 0) p = categories_plan(s, &own, err);
    for (size_t i = 0; i < faults.count; i++) {
        const struct category_fault *f = &faults.items[i];
        category_list_mistake(l, l->lines[f->want], entities[ENTITY_CATEGORY].fields[f->field].name, f->text);
    }
    free(faults.items); /* their texts have moved */
    if (l->mistake_count == 0 || (!p && err && err->code != WS_DATA && err->code != WS_OK)) return p;
    plan_free(p);
    qsort(l->mistakes, l->mistake_count, sizeof *l->mistakes, compare_line);
    fail_mistakes(l, place, err);
    return NULL;
}
