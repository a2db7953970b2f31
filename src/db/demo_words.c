/* What people have said and noted down in the workshops of the demo data. */
#include <stdlib.h>
#include <string.h>

#include "db/demo_private.h"

static const char *const messages[] = {
    "Good evening from Ohio!",
    "Hello everybody 👋",
    "I can hear you fine now",
    "Could you turn the music down a little?",
    "Amén 🙏",
    "Gracias por esta hora",
    "¿Se puede ver la grabación después?",
    "Buenas noches desde Bogotá",
    "アーメン",
    "東京からです。よろしくお願いします。",
    "Salamat po!",
    "Привет из Казани",
    "שלום מחיפה",
    "مساء الخير من القاهرة",
    "Which chapter are we in?",
    "Romans 8, from verse 18",
    "That is a good question",
    "+1",
    "Please pray for my sister, she has her operation tomorrow",
    "We will",
    "🙏🙏🙏",
    "My microphone does not work, I will write",
    "sorry, late again",
    "Thank you, Cruz",
    "The link from last week is dead:\nhttps://example.org/notes?id=7&week=8",
    "(somebody is typing with the microphone open)",
    "lol",
    "Same time on Thursday?",
    "Yes, same time",
    "Have to go, children…",
    "Could the host mute the person with the dog",
    "It is fine, I like the dog",
    "100% agree",
    "Nos vemos el lunes",
    "That verse was read at our wedding. I had not thought of it for years, and now it comes up twice in one week, "
    "here and in"
    " the letter from my brother that I told you about last time.",
    "Za\xcc\xa8"
    "b i duma\xcc\xa8",
    "\x1b[31mRED\x1b[0m \x1b[2J",
    "\xe2\x80\xae"
    "backwards",
    "'; DELETE FROM workshop_chats; --",
    "\t\t\n\n",
};

static const char *const notes[] = {
    "Ask about the reading plan.",
    "Romans 8:18–25: read it twice, aloud.",
    "Llevar guitarra el viernes.",
    "来週は聖書を持ってくる",
    "Call Dora back!\n- times\n- who drives",
    NULL,
    "",
    "Good. Invite Hana next time.",
    "To learn by heart:\n\n  verse 28\n",
    "\x1b]0;note\x07",
    "* too loud\n* good talk",
};

enum { MESSAGES = sizeof messages / sizeof *messages, NOTES = sizeof notes / sizeof *notes };

/* Milliseconds from the start of message n: in order, and never after the end. */
static bool say(const struct demo *d, const struct demo_workshop *w, const int *people, int n, int of,
                struct demo_insert *rows, struct err *err) {
    int64_t length = (w->ended ? w->ended : d->now) - w->started;
    int64_t lot = demo_lot(13, (uint64_t)(w->id * 200 + n));
    int64_t slot = length * 1000 / of, offset = slot * n + lot % (slot > 0 ? slot : 1);
    demo_put_int(rows, w->id);
    demo_put_int(rows, demo_person_id(d, people[lot % demo_joined(w)]));
    demo_put_text(rows, messages[lot / 7 % MESSAGES]);
    demo_put_int(rows, offset);
    demo_put_time(rows, w->started + offset / 1000);
    return demo_row_end(rows, err);
}

static bool add_chats(const struct demo *d, struct err *err) {
    struct demo_insert rows = {
        .c = d->c, .head = "INSERT INTO workshop_chats (workshop_id, user_id, message, offset_ms, created_at) VALUES"};
    bool ok = true;
    int people[DEMO_PEOPLE];
    for (size_t i = 0; ok && i < d->count; i++) {
        const struct demo_workshop *w = &d->workshops[i];
        if (!w->started || demo_joined(w) == 0) continue;
        int of = 2 + w->guests * 3 / 4 + (int)(demo_lot(14, (uint64_t)w->id) % 9);
        demo_guest_list(w, people);
        for (int n = 0; ok && n < of; n++) ok = say(d, w, people, n, of, &rows, err);
    }
    return demo_insert_end(&rows, ok, err);
}

static bool add_notes(const struct demo *d, struct err *err) {
    struct demo_insert rows = {
        .c = d->c, .head = "INSERT INTO workshop_notes (workshop_id, user_id, content, created_at, updated_at) VALUES"};
    bool ok = true;
    int people[DEMO_PEOPLE];
    for (size_t i = 0; ok && i < d->count; i++) {
        const struct demo_workshop *w = &d->workshops[i];
        if (!w->started) continue;
        demo_guest_list(w, people);
        for (int n = 0; ok && n < demo_joined(w); n += 8) {
            int64_t at = w->started + (1 + n) * DEMO_MINUTE < d->now ? w->started + (1 + n) * DEMO_MINUTE : d->now;
            demo_put_int(&rows, w->id);
            demo_put_int(&rows, demo_person_id(d, people[n]));
            demo_put_text(&rows, notes[demo_lot(15, (uint64_t)(w->id * 200 + n)) % NOTES]);
            demo_put_time(&rows, at);
            demo_put_time(&rows, at);
            ok = demo_row_end(&rows, err);
        }
    }
    return demo_insert_end(&rows, ok, err);
}

bool demo_add_words(const struct demo *d, struct err *err) { return add_chats(d, err) && add_notes(d, err); }
