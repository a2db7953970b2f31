/* What each want means for the categories that are there, and what is wrong with it: see categories_private.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/gate.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/utf8.h"
#include "model/slug.h"
#include "op/categories_private.h"

struct entry {
    int64_t id;
    const char *slug;
    long item;
};

struct settling {
    struct categories *d;
    const struct op_categories *args;
    struct entry *by_id, *by_slug; /* of those that are there */
};

bool category_lives(const struct category *c) { return c->what != CATEGORY_DELETE && c->what != CATEGORY_MERGE; }

bool category_changes(const struct category *c, int field) {
    const char *was = c->was[field], *now = c->now[field];
    return was && now ? strcmp(was, now) != 0 : was != now;
}

static int compare_id(const void *a, const void *b) {
    int64_t x = ((const struct entry *)a)->id, y = ((const struct entry *)b)->id;
    return (x > y) - (x < y);
}

/* The server's unique key takes letters of either case for the same. */
static int compare_slug(const void *a, const void *b) {
    return strcasecmp(((const struct entry *)a)->slug, ((const struct entry *)b)->slug);
}

static long find(const struct settling *s, struct entry *in, const struct entry *key,
                 int (*compare)(const void *, const void *)) {
    const struct entry *e = bsearch(key, in, s->d->present, sizeof *in, compare);
    return e ? e->item : NOWHERE;
}

static long find_slug(const struct settling *s, const char *slug) {
    return find(s, s->by_slug, &(struct entry){.slug = slug}, compare_slug);
}

static void index_items(struct settling *s) {
    struct categories *d = s->d;
    s->by_id = mem_zero(d->present + 1, sizeof *s->by_id);
    s->by_slug = mem_zero(d->present + 1, sizeof *s->by_slug);
    for (size_t i = 0; i < d->present; i++)
        s->by_id[i] = s->by_slug[i] = (struct entry){d->items[i].id, d->items[i].was[CATEGORY_SLUG], (long)i};
    qsort(s->by_id, d->present, sizeof *s->by_id, compare_id);
    qsort(s->by_slug, d->present, sizeof *s->by_slug, compare_slug);
}

static void fault(struct settling *s, size_t want, int field, char *text) {
    category_faults_add(&s->d->faults, want, field, text);
}

static long add_new(struct settling *s) {
    struct categories *d = s->d;
    d->items = mem_grow(d->items, &d->cap, d->count + 1, sizeof *d->items);
    d->items[d->count] = (struct category){.want = NOWHERE, .into = NOWHERE};
    d->items[d->count].now[CATEGORY_IS_ACTIVE] = mem_dup("1");
    return (long)d->count++;
}

static bool makes_slug(const char *cell) { return !cell || !*cell || !strcmp(cell, "="); }

/* The category that a want is about. */
static long target(struct settling *s, size_t i) {
    const struct category_want *w = &s->args->wants[i];
    long item = NOWHERE;
    if (w->what == CATEGORY_NEW) return add_new(s);
    if (w->id != 0) {
        item = find(s, s->by_id, &(struct entry){.id = w->id}, compare_id);
        if (item == NOWHERE)
            fault(s, i, CATEGORY_ID, mem_format(_("there is no category with the id %lld"), (long long)w->id));
    } else {
        const char *slug = w->cells[CATEGORY_SLUG];
        if (!makes_slug(slug)) item = find_slug(s, slug);
        if (item == NOWHERE) return add_new(s);
    }
    if (item != NOWHERE && s->d->items[item].want != NOWHERE) {
        fault(s, i, CATEGORY_ID,
              mem_format(_("#%lld \"%s\" stands in another line too"), (long long)s->d->items[item].id,
                         s->d->items[item].was[CATEGORY_NAME]));
        return NOWHERE;
    }
    return item;
}

static bool is_clean(const char *text, bool lines) {
    uint32_t cp;
    for (size_t i = 0, len = strlen(text); i < len;) {
        i += utf8_decode(text + i, len - i, &cp);
        if (gate_is_unsafe(cp) && !(lines && cp == '\n')) return false;
    }
    return true;
}

static void put(struct category *c, int field, char *text) {
    free(c->now[field]);
    c->now[field] = text;
}

/* Is the cell what an export writes for the value that is there? Then nothing was meant by it. */
static bool reads_the_same(const struct settling *s, const struct category *c, int field, const char *cell) {
    struct buf shown = {0};
    if (!s->args->from_file || !c->was[field]) return false;
    gate_add_file(&shown, c->was[field], strlen(c->was[field]));
    bool same = !strcmp(buf_str(&shown), cell);
    buf_free(&shown);
    return same;
}

static void put_text(struct settling *s, size_t want, struct category *c, int field, const char *cell) {
    size_t most = field == CATEGORY_NAME ? CATEGORY_NAME_MOST : CATEGORY_DESCRIPTION_MOST;
    cell += strspn(cell, " ");
    size_t len = strlen(cell);
    while (len > 0 && cell[len - 1] == ' ') len--;
    size_t count = utf8_count(cell, len);
    if (!utf8_valid(cell, len))
        fault(s, want, field, mem_dup(_("is not valid UTF-8")));
    else if (!is_clean(cell, field == CATEGORY_DESCRIPTION))
        fault(s, want, field, mem_dup(_("holds a control or invisible character")));
    else if (count > most)
        fault(s, want, field, mem_format(_("%lu characters, at most %lu"), (unsigned long)count, (unsigned long)most));
    else if (field == CATEGORY_NAME && count < CATEGORY_NAME_LEAST)
        fault(s, want, field, mem_format(_("at least %d characters"), CATEGORY_NAME_LEAST));
    else
        put(c, field, len > 0 ? mem_dup_len(cell, len) : NULL);
}

static void put_cell(struct settling *s, size_t want, struct category *c, int field, const char *cell) {
    int64_t number;
    bool yes;
    if ((c->was[field] && !strcmp(c->was[field], cell)) || reads_the_same(s, c, field, cell)) return;
    if (field == CATEGORY_SORT_ORDER) {
        if (!parse_int(cell, INT32_MIN, INT32_MAX, &number))
            fault(s, want, field, mem_format(_("a number, not %s"), cell));
        else
            put(c, field, mem_format("%" PRId64, number));
    } else if (field == CATEGORY_IS_ACTIVE) {
        if (!parse_bool(cell, &yes))
            fault(s, want, field, mem_format(_("on or off, not %s"), cell));
        else
            put(c, field, mem_dup(yes ? "1" : "0"));
    } else {
        put_text(s, want, c, field, cell);
    }
}

/* After the name, from which it may be made. */
static void put_slug(struct settling *s, size_t want, struct category *c, const char *cell) {
    struct buf slug = {0};
    if (!makes_slug(cell)) {
        if (c->was[CATEGORY_SLUG] && !strcmp(c->was[CATEGORY_SLUG], cell)) return;
        if (slug_is_proper(cell)) {
            put(c, CATEGORY_SLUG, mem_dup(cell));
            return;
        }
        fault(s, want, CATEGORY_SLUG,
              slug_add(&slug, cell) ? mem_format(_("\"%s\" is no slug; \"%s\" would be"), cell, buf_str(&slug))
                                    : mem_format(_("\"%s\" is no slug: letters a-z, digits and hyphens"), cell));
        buf_free(&slug);
    } else if (c->now[CATEGORY_NAME]) {
        if (slug_add(&slug, c->now[CATEGORY_NAME]))
            put(c, CATEGORY_SLUG, buf_steal(&slug));
        else
            fault(s, want, CATEGORY_SLUG, mem_dup(_("none can be made from this name: write one")));
    }
}

static void put_as_it_was(struct category *c, const struct category_want *w) {
    for (int f = CATEGORY_NAME; f < CATEGORY_CELLS; f++)
        if (w->set & 1u << f) put(c, f, w->cells[f] ? mem_dup(w->cells[f]) : NULL);
}

static void settle_want(struct settling *s, size_t i) {
    const struct category_want *w = &s->args->wants[i];
    long item = target(s, i);
    if (item == NOWHERE) return;
    struct category *c = &s->d->items[item];
    c->want = (long)i;
    c->what = w->what == CATEGORY_NEW ? CATEGORY_PUT : w->what;
    if (w->what != CATEGORY_PUT && w->what != CATEGORY_NEW) return;
    if (s->args->as_it_was) {
        put_as_it_was(c, w);
        return;
    }
    for (int f = CATEGORY_NAME; f < CATEGORY_CELLS; f++)
        if (w->set & 1u << f && f != CATEGORY_SLUG) put_cell(s, i, c, f, w->cells[f] ? w->cells[f] : "");
    if (c->id == 0 && !(w->set & 1u << CATEGORY_NAME)) fault(s, i, CATEGORY_NAME, mem_dup(_("a new one needs a name")));
    if (c->id == 0 || w->set & 1u << CATEGORY_SLUG) put_slug(s, i, c, w->cells[CATEGORY_SLUG]);
}

static void settle_merge(struct settling *s, struct category *c) {
    const char *word = s->args->wants[c->want].into;
    int64_t id;
    c->into = find_slug(s, word);
    if (c->into == NOWHERE && parse_int(*word == '#' ? word + 1 : word, 1, INT32_MAX, &id))
        c->into = find(s, s->by_id, &(struct entry){.id = id}, compare_id);
    char *why = NULL;
    if (c->into == NOWHERE)
        why = mem_format(_("there is no category %s to merge into"), word);
    else if (&s->d->items[c->into] == c)
        why = mem_dup(_("it cannot be merged into itself"));
    else if (!category_lives(&s->d->items[c->into]))
        why = mem_format(_("%s goes away itself"), word);
    if (why) fault(s, (size_t)c->want, CATEGORY_ID, why);
}

/* No two may have the same slug afterwards. The fault is that of the one that brought it in. */
static void check_slugs(struct settling *s) {
    struct categories *d = s->d;
    struct entry *all = mem_zero(d->count + 1, sizeof *all);
    size_t n = 0;
    for (size_t i = 0; i < d->count; i++)
        if (category_lives(&d->items[i]) && d->items[i].now[CATEGORY_SLUG])
            all[n++] = (struct entry){(int64_t)i, d->items[i].now[CATEGORY_SLUG], (long)i};
    qsort(all, n, sizeof *all, compare_slug);
    for (size_t i = 1; i < n; i++) {
        if (compare_slug(&all[i - 1], &all[i]) != 0) continue;
        const struct category *a = &d->items[all[i - 1].item], *b = &d->items[all[i].item];
        bool first = category_changes(a, CATEGORY_SLUG) && (!category_changes(b, CATEGORY_SLUG) || a->want > b->want);
        const struct category *bringer = first ? a : b, *other = first ? b : a;
        if (bringer->want == NOWHERE) continue; /* both were there before: not of these wants' making */
        fault(
            s, (size_t)bringer->want, CATEGORY_SLUG,
            mem_format(_("\"%s\" is the slug of \"%s\" too"), bringer->now[CATEGORY_SLUG], other->now[CATEGORY_NAME]));
    }
    free(all);
}

static int compare_fault(const void *a, const void *b) {
    const struct category_fault *x = a, *y = b;
    return x->want != y->want ? (x->want > y->want) - (x->want < y->want) : x->field - y->field;
}

void categories_settle(struct categories *d, const struct op_categories *a) {
    struct settling s = {.d = d, .args = a};
    index_items(&s);
    for (size_t i = 0; i < a->count; i++) settle_want(&s, i);
    for (size_t i = 0; i < d->present; i++)
        if (d->items[i].what == CATEGORY_MERGE) settle_merge(&s, &d->items[i]);
    check_slugs(&s);
    if (d->faults.count > 0) qsort(d->faults.items, d->faults.count, sizeof *d->faults.items, compare_fault);
    free(s.by_id);
    free(s.by_slug);
}
