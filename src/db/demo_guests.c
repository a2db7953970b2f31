/* Attendees and invites of the demo data. */
#include <string.h>

#include "db/demo_private.h"

/* Of the live workshop whose host is stopped, in the order in which they have a place; minutes after its start. */
static const struct known_guest {
    const char *username;
    int joined, left; /* left: minutes before now, 0: still there */
} known[] = {
    {"dora", 2, 0}, {"ivan", 1, 0}, {"ana", 5, 0}, {"hana", 7, 0},  {"pat", 7, 0},
    {"sue", 8, 0},  {"rio", 14, 0}, {"tom", 3, 0}, {"lee.t", 4, 8}, {"zed", 9, 8},
};

enum { KNOWN = sizeof known / sizeof *known, KNOWN_LEFT = 2 };

static bool has_known(const struct demo_workshop *w) {
    return w->status == DEMO_LIVE && w->guests > 2 * KNOWN && w->host == demo_person("cruz");
}

int demo_joined(const struct demo_workshop *w) {
    if (w->status == DEMO_LIVE) return w->guests * 31 / 38;
    return w->status == DEMO_ENDED ? w->guests - w->guests / 7 : 0;
}

void demo_guest_list(const struct demo_workshop *w, int out[DEMO_PEOPLE]) {
    bool taken[DEMO_PEOPLE] = {false};
    int joined = demo_joined(w), count = 0, at = (int)(demo_lot(7, (uint64_t)w->id) % DEMO_PEOPLE);
    int step = 1 + (int)(demo_lot(8, (uint64_t)w->id) % (DEMO_PEOPLE - 1));
    bool special = has_known(w);
    taken[w->host] = true;
    for (int i = 0; special && i < KNOWN; i++) taken[demo_person(known[i].username)] = true;
    while (count < w->guests) {
        if (special && count < KNOWN - KNOWN_LEFT) {
            out[count] = demo_person(known[count].username);
            count++;
        } else if (special && count >= joined && count < joined + KNOWN_LEFT) {
            out[count] = demo_person(known[KNOWN - KNOWN_LEFT + count - joined].username);
            count++;
        } else {
            if (!taken[at]) out[count++] = at;
            taken[at] = true;
            at = (at + step) % DEMO_PEOPLE;
        }
    }
}

struct presence {
    const char *status;
    int64_t joined, left;
};

static const struct known_guest *known_guest(const struct demo_workshop *w, int n) {
    int joined = demo_joined(w);
    if (!has_known(w)) return NULL;
    if (n < KNOWN - KNOWN_LEFT) return &known[n];
    return n >= joined && n < joined + KNOWN_LEFT ? &known[KNOWN - KNOWN_LEFT + n - joined] : NULL;
}

/* What has become of guest number n. The platform turns everybody to left when a workshop ends. */
static struct presence presence(const struct demo *d, const struct demo_workshop *w, int n) {
    int64_t lot = demo_lot(9, (uint64_t)(w->id * 200 + n));
    const struct known_guest *k = known_guest(w, n);
    int joined = demo_joined(w), gone = (w->guests - joined + 1) / 2;
    struct presence p = {.status = "rsvp"};
    if (w->status == DEMO_ENDED) {
        int64_t early = n % 5 == 4 ? lot % ((w->ended - w->started) / 2 + 1) : 0;
        p = (struct presence){"left", w->started + lot % 300, w->ended - early};
        if (n >= joined) p.joined = 0;
        if (p.joined && p.left < p.joined) p.left = p.joined;
    } else if (w->status == DEMO_LIVE && n < joined + gone) {
        int64_t so_far = d->now - w->started;
        p.joined = w->started + (k ? k->joined * DEMO_MINUTE : lot % (so_far / 2 + 1));
        p.status = n < joined ? "joined" : "left";
        if (n >= joined) p.left = k ? d->now - k->left * DEMO_MINUTE : p.joined + (d->now - p.joined) / 2;
    }
    return p;
}

static bool add_guest(const struct demo *d, const struct demo_workshop *w, int person, int n, const struct presence *p,
                      struct demo_insert *rows, struct err *err) {
    int64_t created = demo_created(d, w), until = w->scheduled < d->now ? w->scheduled : d->now;
    int64_t asked = created + demo_lot(10, (uint64_t)(w->id * 200 + n)) % (until - created);
    demo_put_int(rows, w->id);
    demo_put_int(rows, demo_person_id(d, person));
    demo_put_text(rows, p->status);
    demo_put_time(rows, p->joined);
    demo_put_time(rows, p->left);
    demo_put_int(rows, n == 0 && w->guests > 5);
    demo_put_int(rows, n == 1 && w->guests > 5);
    demo_put_time(rows, asked);
    demo_put_time(rows, p->left ? p->left : p->joined ? p->joined : asked);
    return demo_row_end(rows, err);
}

static bool add_guests_of(const struct demo *d, const struct demo_workshop *w, struct demo_insert *rows,
                          struct err *err) {
    int people[DEMO_PEOPLE];
    bool ok = true;
    demo_guest_list(w, people);
    for (int n = 0; ok && n < w->guests; n++) {
        struct presence p = presence(d, w, n);
        ok = add_guest(d, w, people[n], n, &p, rows, err);
    }
    /* One who has changed their mind: the row stays and does not count. */
    bool open = w->status == DEMO_SCHEDULED || w->status == DEMO_LOBBY;
    if (!ok || !open || w->id % 7 || !w->guests) return ok;
    struct demo_workshop more = *w;
    more.guests++;
    demo_guest_list(&more, people);
    return add_guest(d, w, people[w->guests], w->guests, &(struct presence){"left", 0, d->now - 2 * DEMO_HOUR}, rows,
                     err);
}

bool demo_add_guests(const struct demo *d, struct err *err) {
    struct demo_insert rows = {.c = d->c,
                               .head = "INSERT INTO workshop_attendees (workshop_id, user_id, status, joined_at,"
                                       " left_at, is_co_host, can_speak, created_at, updated_at) VALUES"};
    bool ok = true;
    for (size_t i = 0; ok && i < d->count; i++) ok = add_guests_of(d, &d->workshops[i], &rows, err);
    return demo_insert_end(&rows, ok, err);
}

/* To private workshops and to one in six of the others that are to come: half of those invited have a place already. */
static bool add_invites_to(const struct demo *d, const struct demo_workshop *w, struct demo_insert *rows,
                           struct err *err) {
    struct demo_workshop wide = *w;
    int people[DEMO_PEOPLE], invited = 4 + (int)(demo_lot(11, (uint64_t)w->id) % 6);
    int first = w->guests > invited / 2 ? w->guests - invited / 2 : 0;
    bool ok = true;
    wide.guests += invited;
    demo_guest_list(&wide, people);
    for (int n = first; ok && n < first + invited; n++) {
        int by = n % 4 == 3 && first > 0 ? people[0] : w->host;
        demo_put_int(rows, w->id);
        demo_put_int(rows, demo_person_id(d, people[n]));
        demo_put_int(rows, demo_person_id(d, by));
        demo_put_time(rows, d->now - (1 + demo_lot(12, (uint64_t)(w->id * 200 + n)) % 72) * DEMO_HOUR);
        ok = demo_row_end(rows, err);
    }
    return ok;
}

bool demo_add_invites(const struct demo *d, struct err *err) {
    struct demo_insert rows = {
        .c = d->c, .head = "INSERT INTO workshop_invites (workshop_id, user_id, invited_by, created_at) VALUES"};
    bool ok = true;
    for (size_t i = 0; ok && i < d->count; i++) {
        const struct demo_workshop *w = &d->workshops[i];
        if (w->status == DEMO_SCHEDULED && (w->is_private || w->id % 6 == 0)) ok = add_invites_to(d, w, &rows, err);
    }
    return demo_insert_end(&rows, ok, err);
}
