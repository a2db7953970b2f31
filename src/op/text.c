/* The texts of notifications: see text.h. */
#include "op/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { LANGUAGES = WHEN_ES + 1 };

/* {T} is the title, {W} WHEN. */
static const char *const patterns[TEXT_KINDS][LANGUAGES] = {
    [TEXT_REMINDER_1H] = {"\"{T}\" starts in about 1 hour", "\"{T}\" empieza en 1 hora aproximadamente"},
    [TEXT_REMINDER_15M] = {"\"{T}\" starts in about 15 minutes", "\"{T}\" empieza en 15 minutos aproximadamente"},
    [TEXT_REMINDER_AT] = {"\"{T}\" starts {W}", "\"{T}\" empieza: {W}"},
    [TEXT_CANCELLED] = {"Workshop \"{T}\" ({W}) has been cancelled by an admin",
                        "El taller \"{T}\" ({W}) fue cancelado por la administración"},
    [TEXT_INVITE] = {"You are invited to \"{T}\"", "Te han invitado a \"{T}\""},
    [TEXT_RECORDING] = {"\"{T}\" recording is now available", "La grabación de \"{T}\" ya está disponible"},
    [TEXT_UPDATED] = {"Workshop \"{T}\" was changed", "El taller \"{T}\" ha cambiado"},
    [TEXT_MOVED] = {"Workshop \"{T}\" moved to {W}", "El taller \"{T}\" tiene nueva fecha: {W}"},
    [TEXT_ON_AGAIN] = {"Workshop \"{T}\" is on again: {W}", "El taller \"{T}\" sí se celebra: {W}"},
    [TEXT_HOSTED] = {"You are now the host of \"{T}\", {W}", "Ahora \"{T}\" está a tu cargo: {W}"},
    [TEXT_STARTED] = {"\"{T}\" has started", "\"{T}\" ha comenzado"},
};

/* Around the number of further dates: before it, after it when it is one, after it when it is more. */
static const struct {
    const char *before, *one, *many;
} further[LANGUAGES] = {
    {" … and ", " more date", " more dates"},
    {" … y ", " fecha más", " fechas más"},
};

static size_t count(const char *s) { return utf8_count(s, strlen(s)); }

/* `s`, or as much of it as fits into `room` > 0 characters with … at its end. */
static void add_shortened(struct buf *out, const char *s, size_t room) {
    size_t len = strlen(s);
    bool whole = utf8_count(s, len) <= room;
    buf_add_len(out, s, whole ? len : utf8_prefix(s, len, room - 1));
    if (!whole) buf_add(out, "…");
}

/* The pattern with {W} filled in, cut in two at {T}. */
static void pattern_split(const struct text_facts *facts, enum when_language language, struct buf *before,
                          struct buf *after) {
    const char *p = patterns[facts->kind][language];
    struct buf *part = before;
    while (*p) {
        if (!strncmp(p, "{T}", 3))
            part = after;
        else if (!strncmp(p, "{W}", 3))
            when_add(part, facts->at, facts->zone, language);
        else {
            buf_add_char(part, *p++);
            continue;
        }
        p += 3;
    }
}

void text_make(const struct text_facts *facts, enum when_language language, int64_t more, struct text *out) {
    struct buf head = {0}, after = {0}, tail = {0};
    size_t number = 0;
    pattern_split(facts, language, &head, &after);
    if (more > 0) {
        for (int64_t n = more; n > 0; n /= 10) number++;
        buf_add(&after, further[language].before);
        buf_add(&tail, more == 1 ? further[language].one : further[language].many);
    }
    size_t fixed = count(buf_str(&head)) + count(buf_str(&after)) + number + count(buf_str(&tail));
    add_shortened(&head, facts->title, TEXT_MAX - fixed);
    buf_add(&head, buf_str(&after));
    size_t used = count(buf_str(&head)) + number + count(buf_str(&tail));
    if (facts->words && *facts->words && used + 3 <= TEXT_MAX) {
        struct buf *end = more > 0 ? &tail : &head;
        buf_add(end, ". ");
        add_shortened(end, facts->words, TEXT_MAX - used - 2);
    }
    *out = (struct text){buf_steal(&head), more > 0 ? buf_steal(&tail) : mem_dup("")};
    buf_free(&after);
    buf_free(&tail);
}

char *text_join(const struct text *t, int64_t more) {
    return more > 0 ? mem_format("%s%" PRId64 "%s", t->head, more, t->tail) : mem_dup(t->head);
}

void text_free(struct text *t) {
    free(t->head);
    free(t->tail);
    *t = (struct text){0};
}
