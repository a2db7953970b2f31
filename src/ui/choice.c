/* See choice.h. */
#include "ui/choice.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/draw.h"
#include "ui/state.h"
#include "ui/words.h"

struct choice {
    struct layer layer;
    char *title;
    const struct choice_answer *answers;
    size_t count;
};

static void choice_draw(struct console *c, struct layer *l) {
    struct choice *q = (struct choice *)l;
    struct rect r = c->layout.body;
    if (r.rows > (int)q->count + 2) r.rows = (int)q->count + 2;
    draw_frame(r, ROLE_ACTIVE, q->title, _(" letter: this one   Esc leave "));
    for (int i = 0; i < r.rows - 2; i++) {
        const char key[] = {q->answers[i].key, 0};
        draw_text(r.y + 1 + i, r.x + 3, 1, (struct draw_style){.role = ROLE_KEY}, key);
        draw_text(r.y + 1 + i, r.x + 6, r.columns - 8, (struct draw_style){0}, _(q->answers[i].label));
    }
}

static void choice_words(struct console *c, struct layer *l, const char *words) {
    if (!strcmp(words, "close")) layer_close(c, l);
}

static void choice_key(struct console *c, struct layer *l, uint32_t key) {
    struct choice *q = (struct choice *)l;
    for (size_t i = 0; i < q->count; i++) {
        if (key != (uint32_t)q->answers[i].key) continue;
        const char *words = q->answers[i].words;
        layer_close(c, l);
        words_run(c, words);
        return;
    }
}

static void choice_free(struct console *c, struct layer *l) {
    (void)c;
    free(((struct choice *)l)->title);
    free(l);
}

static const struct layer_type choice_type = {KEYS_CHOICE, choice_draw, choice_words, choice_key, NULL, choice_free};

void choice_open(struct console *c, const char *title, const struct choice_answer *answers, size_t count) {
    struct choice *q = mem_zero(1, sizeof *q);
    q->layer.type = &choice_type;
    q->title = mem_format(" %s ", title);
    q->answers = answers;
    q->count = count;
    layer_push(c, &q->layer);
}
