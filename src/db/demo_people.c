/* The people of the demo data: those with a part in a story, others with names from many places, a few with names that
 * try to do harm. */
#include "db/demo_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

#define NEW_YORK "America/New_York"

struct person {
    const char *username, *name, *zone;
    const char *language; /* NULL: en */
    const char *role;     /* NULL: user */
    const char *status;   /* NULL: active */
    bool may_not_host, is_deleted;
};

static const struct person people[] = {
    /* hosts */
    {"cruz", "Cruz Delgado", NEW_YORK, .may_not_host = true},
    {"ana", "Ana Reyes", "Europe/London"},
    {"marie", "Marie Okafor", NEW_YORK},
    {"ben", "Ben Hartley", NEW_YORK},
    {"grace", "Grace Villanueva", "Asia/Manila"},
    {"tomas", "Tomáš Novák", "Europe/Prague"},
    {"luis", "Luis Ángel Peña", "America/Bogota", .language = "es"},
    {"keiko", "高橋 恵子", "Asia/Tokyo"},
    {"sue", "Sue Lindqvist", "America/Chicago"},
    {"rio", "Río Fernández", "Europe/Madrid", .language = "es"},
    {"noa.k", "Noa Kealoha", "Australia/Sydney"},
    {"amina", "أمينة حسن", "Africa/Cairo"},
    {"yael", "יעל כהן", "Asia/Jerusalem"},
    {"jonas", "Jonas Weiß", "Europe/Berlin"},
    {"paulo", "Paulo Gonçalves", "America/Sao_Paulo"},
    {"anjali", "অঞ্জলি সেন", "Asia/Kolkata"},
    /* those who look after them */
    {"kim", "Kim Park", NEW_YORK, .role = "moderator"},
    {"mo", "Mo Farouk", "Europe/London", .role = "moderator"},
    {"lucia", "Lucía Benítez", "America/Mexico_City", .language = "es", .role = "moderator"},
    {"dev.old", "Devi Rao", "Asia/Kolkata", .role = "moderator", .status = "deactivated"},
    /* guests of the workshop that is live */
    {"dora", "Dora Whitfield", NEW_YORK},
    {"ivan", "Иван Петров", "Europe/Moscow"},
    {"hana", "李 花", "Asia/Taipei"},
    {"lee.t", "Lee Thompson", NEW_YORK},
    {"pat", "Patrick O’Neill", "Europe/Dublin"},
    {"zed", "Zed", "Etc/UTC"},
    {"tom", "Tom Brandt", NEW_YORK, .status = "banned"},
    /* accounts that are on their way out */
    {"walt", "Walter Quist", "America/Chicago", .status = "deactivated"},
    {"petra", "Petra Lang", "Europe/Berlin", .status = "pending_deletion"},
    {"sam.gone", "Sam Iverson", NEW_YORK, .status = "pending_deletion", .is_deleted = true},
    /* names that a screen has to bear */
    {"zoe", "Zoe\xcc\x88 Ce\xcc\x81line", "Europe/Paris"},
    {"nguyen", "Nguye\xcc\x82\xcc\x83n Thi\xcc\xa3 Hoa\xcc\x80", "Asia/Ho_Chi_Minh"},
    {"hubert", "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff der Ältere, von und zu Niederbüssau-Hinterkappelen",
     "Europe/Berlin"},
    {"sunny", "☀️ Sunny 👩‍👩‍👧 🇵🇭", "Asia/Manila"},
    {"somchai", "สมชาย ใจดี", "Asia/Bangkok"},
    {"bobby", "Robert'); DROP TABLE users;--", NEW_YORK},
    {"percent", "100%_\\%n%s", "Etc/UTC"},
    {"mallory", "\x1b[31mMallory\x1b[0m\x07", "Etc/UTC"},
    {"trudy", "Trudy \xe2\x80\xaegro.elpmaxe\xe2\x80\xac", "Etc/UTC"},
    {"ghost", "G\xe2\x80\x8bh\xe2\x80\x8do\xef\xbb\xbfst", "Etc/UTC"},
    {"newline", "Two\nLines\tand a tab", "Etc/UTC"},
    {"sheet", "=HYPERLINK(\"http://example.com\",\"click\")", "Etc/UTC"},
};

enum { NAMED = sizeof people / sizeof *people };

/* The rest of them: first and last names by origin, each with its form in a username. */
static const struct origin {
    const char *zone, *language;
    bool last_first; /* the family name comes first */
    const char *first[6][2], *last[5][2];
} origins[] = {
    {NEW_YORK,
     NULL,
     false,
     {{"Olivia", "olivia"}, {"Noah", "noah"}, {"Ruth", "ruth"}, {"Caleb", "caleb"}, {"Naomi", "naomi"}, {"Eli", "eli"}},
     {{"Carter", "carter"}, {"Brooks", "brooks"}, {"Hayes", "hayes"}, {"Sullivan", "sullivan"}, {"Price", "price"}}},
    {"America/Mexico_City",
     "es",
     false,
     {{"José", "jose"},
      {"Ximena", "ximena"},
      {"Raúl", "raul"},
      {"Inés", "ines"},
      {"Matías", "matias"},
      {"Sofía", "sofia"}},
     {{"Muñoz", "munoz"}, {"Álvarez", "alvarez"}, {"Ibáñez", "ibanez"}, {"Ríos", "rios"}, {"Vega", "vega"}}},
    {"Asia/Manila",
     NULL,
     false,
     {{"Jun", "jun"}, {"Maricel", "maricel"}, {"Rey", "rey"}, {"Liza", "liza"}, {"Dindo", "dindo"}, {"Tess", "tess"}},
     {{"Santos", "santos"}, {"Bautista", "bautista"}, {"Mercado", "mercado"}, {"Lim", "lim"}, {"Aquino", "aquino"}}},
    {"Asia/Tokyo",
     NULL,
     true,
     {{"愛子", "aiko"}, {"健太", "kenta"}, {"美咲", "misaki"}, {"翔", "sho"}, {"由紀", "yuki"}, {"大輔", "daisuke"}},
     {{"佐藤", "sato"}, {"鈴木", "suzuki"}, {"田中", "tanaka"}, {"渡辺", "watanabe"}, {"伊藤", "ito"}}},
    {"Europe/Warsaw",
     NULL,
     false,
     {{"Łukasz", "lukasz"},
      {"Agnieszka", "agnieszka"},
      {"Paweł", "pawel"},
      {"Zofia", "zofia"},
      {"Michał", "michal"},
      {"Ewa", "ewa"}},
     {{"Wójcik", "wojcik"},
      {"Kowalczyk", "kowalczyk"},
      {"Dąbrowski", "dabrowski"},
      {"Zając", "zajac"},
      {"Król", "krol"}}},
    {"Africa/Lagos",
     NULL,
     false,
     {{"Chinedu", "chinedu"},
      {"Adaeze", "adaeze"},
      {"Tunde", "tunde"},
      {"Ngozi", "ngozi"},
      {"Emeka", "emeka"},
      {"Folake", "folake"}},
     {{"Okonkwo", "okonkwo"}, {"Adeyemi", "adeyemi"}, {"Balogun", "balogun"}, {"Eze", "eze"}, {"Nwosu", "nwosu"}}},
};

enum { ORIGINS = sizeof origins / sizeof *origins };

int demo_person(const char *username) {
    for (int i = 0; i < NAMED; i++)
        if (!strcmp(people[i].username, username)) return i;
    abort(); /* a slip in one of our own tables */
}

int64_t demo_person_id(const struct demo *d, int index) { return d->first_user + index; }

/* Names that are taken (the login user's) get a 2. */
static bool add_person(struct demo_insert *rows, const struct person *p, const struct rows *taken, int64_t id,
                       const struct demo *d, struct err *err) {
    char username[32], email[64];
    snprintf(username, sizeof username, "%s", p->username);
    for (size_t i = 0; i < taken->count; i++)
        if (!strcasecmp(rows_text(taken, i, 0), p->username)) snprintf(username, sizeof username, "%s2", p->username);
    snprintf(email, sizeof email, "%s@demo.example", username);
    int64_t joined = d->now - (200 + demo_lot(1, (uint64_t)(id - d->first_user)) % 600) * DEMO_DAY;
    demo_put_int(rows, id);
    demo_put_text(rows, email);
    demo_put_text(rows, p->name);
    demo_put_text(rows, username);
    demo_put_text(rows, p->zone);
    demo_put_text(rows, p->language ? p->language : "en");
    demo_put_int(rows, 0);
    demo_put_text(rows, p->role ? p->role : "user");
    demo_put_int(rows, !p->may_not_host);
    demo_put_text(rows, p->status ? p->status : "active");
    demo_put_time(rows, p->is_deleted ? d->now - 3 * DEMO_DAY : 0);
    demo_put_time(rows, joined);
    demo_put_time(rows, p->status || p->may_not_host ? d->now - 5 * DEMO_DAY : joined);
    return demo_row_end(rows, err);
}

static bool add_all(struct demo *d, const struct rows *taken, struct err *err) {
    struct demo_insert rows = {.c = d->c,
                               .head = "INSERT INTO users (id, email, display_name, username, timezone, language,"
                                       " is_admin, role, can_host, status, deleted_at, created_at, updated_at) VALUES"};
    bool ok = true;
    for (int i = 0; ok && i < NAMED; i++) ok = add_person(&rows, &people[i], taken, demo_person_id(d, i), d, err);
    for (int i = NAMED; ok && i < DEMO_PEOPLE; i++) {
        int n = i - NAMED, round = n / ORIGINS;
        const struct origin *o = &origins[n % ORIGINS];
        const char *const *first = o->first[round % 6], *const *last = o->last[(round / 6 + round) % 5];
        char *name = mem_format("%s %s", o->last_first ? last[0] : first[0], o->last_first ? first[0] : last[0]);
        char *username = mem_format("%s.%s", first[1], last[1]);
        ok = add_person(&rows, &(struct person){username, name, o->zone, .language = o->language}, taken,
                        demo_person_id(d, i), d, err);
        free(name);
        free(username);
    }
    return demo_insert_end(&rows, ok, err);
}

/* Blocks: @ana has blocked the moderator @kim, so that a plan has somebody to leave out. */
static bool add_blocks(const struct demo *d, struct err *err) {
    static const char *const blocks[][2] = {
        {"ana", "kim"}, {"dora", "zed"}, {"marie", "mallory"}, {"hana", "trudy"}, {"zed", "kim"}, {"luis", "bobby"},
    };
    struct demo_insert rows = {.c = d->c,
                               .head = "INSERT INTO blocks (blocker_id, blocked_id, created_at, updated_at) VALUES"};
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof blocks / sizeof *blocks; i++) {
        int64_t when = d->now - (int64_t)(3 + i * 9) * DEMO_DAY;
        demo_put_int(&rows, demo_person_id(d, demo_person(blocks[i][0])));
        demo_put_int(&rows, demo_person_id(d, demo_person(blocks[i][1])));
        demo_put_time(&rows, when);
        demo_put_time(&rows, when);
        ok = demo_row_end(&rows, err);
    }
    return demo_insert_end(&rows, ok, err);
}

bool demo_add_people(struct demo *d, struct err *err) {
    struct rows taken = {0};
    bool ok = conn_read(d->c, "SELECT username, id FROM users ORDER BY id", &taken, err);
    d->first_user = ok && taken.count ? rows_int(&taken, taken.count - 1, 1) + 1 : 1;
    ok = ok && add_all(d, &taken, err) && add_blocks(d, err);
    rows_free(&taken);
    return ok;
}
