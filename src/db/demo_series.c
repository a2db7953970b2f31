/* Categories and series of the demo data, and the workshops of each series: a month back, ninety days ahead. Series
 * that are "near" have a workshop at a fixed distance from now, so that there is always one live, in the lobby,
 * overdue, soon and full; their rule is made to fit. */
#include "db/demo_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "recur/zone.h"

#define NEW_YORK "America/New_York"

static const struct category {
    const char *slug, *name, *description;
    bool is_off;
} categories[] = {
    {"bible-study", "Bible study", "Reading together, one book at a time.", false},
    {"prayer", "Prayer", "Short times of prayer at every hour of the day.", false},
    {"oracion-en-espanol", "Oración en español", "Momentos de oración y estudio en español.", false},
    {"inori", "祈り", "日本語での祈りの時間です。どなたでもどうぞ。", false},
    {"youth", "Youth", "For 14 to 19.", false},
    {"marriage", "Marriage", NULL, false},
    {"grief-and-hope", "Grief and hope", "For those who have lost somebody. Cameras may stay off.", false},
    {"worship", "Worship", "Music, open to listeners & players.", false},
    {"healing", "Healing", "Paused by the elders until further notice.", true},
    {"leaders", "Leaders", "For those who lead a group. By invitation.", false},
    {"newcomers", "Newcomers", "First time here? Start here.", false},
    {"lent", "Lent", "Forty days; comes back next year.", true},
};

enum { CATEGORIES = sizeof categories / sizeof *categories };

enum day { MO = 1, TU = 2, WE = 4, TH = 8, FR = 16, SA = 32, SU = 64, DAILY = 127, NEAR = 0 };

static const struct series {
    const char *host, *category, *title, *zone;
    int days;  /* of the week; NEAR: those of the near workshop and, as `apart` says, another */
    int apart; /* NEAR: days from it to the other day of its week; 0: every day */
    int start; /* minutes after midnight in the zone; NEAR: minutes from now */
    int minutes, capacity;
    int guests; /* of the next workshop; the later ones have fewer */
    int every;  /* weeks; 0 is 1 */
    int nth;    /* of the month, -1 the last; 0: weekly */
    int count;  /* COUNT; 0: for ever */
    enum demo_status near;
    int started; /* NEAR and live: minutes before now */
    bool is_private, is_off;
    const char *next_title; /* of the next workshop alone */
} all_series[] = {
    {"cruz", "healing", "Healing Night with Cruz", NEW_YORK, NEAR, 3, -58, 90, 40, 38, .near = DEMO_LIVE,
     .started = 47},
    {"grace", "prayer", "Umaga na Panalangin (Manila)", "Asia/Manila", NEAR, 0, -13, 45, 0, 8, .near = DEMO_LIVE,
     .started = 12},
    {"tomas", "prayer", "Night watch", NEW_YORK, NEAR, 4, 2, 60, 12, 3, .near = DEMO_LOBBY},
    {"luis", "oracion-en-espanol", "Oración de la madrugada", "America/Bogota", NEAR, 0, -28, 30, 50, 12},
    {"keiko", "inori", "祈りの会 夜の部", "Asia/Tokyo", NEAR, 3, 17, 60, 12, 4, .every = 2,
     .next_title = "祈りの会 夜の部 (東京)"},
    {"ana", "prayer", "Prayer before work", "Europe/London", NEAR, 2, 47, 20, 12, 12},
    {"marie", "bible-study", "Morning devotion: Romans", NEW_YORK, MO | TU | WE | TH | FR, 0, 450, 30, 200, 40,
     .next_title = "Morning devotion: Romans, week 9: no condemnation, and how to live as people who believe it"},
    {"ben", "youth", "Youth evening", NEW_YORK, MO, 0, 1140, 120, 30, 22},
    {"ana", "marriage", "Marriage course (12)", NEW_YORK, TU, 0, 1200, 90, 24, 18, .count = 12},
    {"marie", "bible-study", "Lunch break study", NEW_YORK, WE, 0, 735, 40, 25, 9},
    {"sue", "grief-and-hope", "Grief group", NEW_YORK, WE, 0, 1080, 75, 12, 7},
    {"ben", "worship", "Band practice, open", NEW_YORK, WE, 0, 1140, 90, 0, 11},
    {"ana", "leaders", "Leaders check-in (private)", NEW_YORK, TH, 0, 720, 45, 10, 6, .is_private = true},
    {"ben", "worship", "First Friday worship", NEW_YORK, FR, 0, 1140, 120, 300, 77, .nth = 1},
    {"tomas", "bible-study", "Men’s breakfast", NEW_YORK, SA, 0, 540, 60, 20, 14},
    {"marie", "newcomers", "Newcomers", NEW_YORK, SU, 0, 960, 60, 0, 3},
    {"luis", "oracion-en-espanol", "Rosario en familia", "America/Mexico_City", MO | WE | FR, 0, 1200, 40, 60, 21},
    {"rio", "oracion-en-espanol", "Estudio bíblico: los Salmos", "Europe/Madrid", TU, 0, 1230, 60, 30, 15},
    {"noa.k", "prayer", "Sunrise prayer", "Australia/Sydney", DAILY, 0, 360, 25, 0, 6},
    {"amina", "prayer", "دعاء المساء", "Africa/Cairo", FR, 0, 1260, 45, 40, 13},
    {"yael", "prayer", "תפילת בוקר (Morning prayer)", "Asia/Jerusalem", SU | WE, 0, 510, 30, 25, 10},
    {"jonas", "worship", "Abendgebet „Licht im Dunkel“", "Europe/Berlin", TH, 0, 1170, 60, 35, 19},
    {"paulo", "worship", "Louvor de domingo", "America/Sao_Paulo", SU, 0, 1080, 90, 80, 31},
    {"anjali", "bible-study", "বাংলা বাইবেল পাঠ", "Asia/Kolkata", SA, 0, 1110, 60, 20, 8},
    {"sue", "grief-and-hope", "First holidays without them", "America/Chicago", TH, 0, 1140, 75, 10, 10, .every = 2,
     .count = 6},
    {"ana", "leaders", "Quarterly retreat, planning", NEW_YORK, SA, 0, 600, 180, 15, 9, .nth = -1, .is_private = true},
    {"marie", "lent", "Forty days", NEW_YORK, DAILY, 0, 1290, 15, 0, 5, .is_off = true},
};

enum { SERIES = sizeof all_series / sizeof *all_series, DAYS_BACK = 30, DAYS_AHEAD = 90 };

/* A series set into time: days are days since 1970 in its zone. */
struct placed {
    const struct series *s;
    const struct zone *zone;
    int id, days;           /* of the week */
    int64_t today, near_at; /* near_at: 0 when it is not NEAR */
    int64_t second;         /* of the day */
};

int demo_category(const char *slug) {
    for (int i = 0; slug && i < CATEGORIES; i++)
        if (!strcmp(categories[i].slug, slug)) return i + 1;
    return 0;
}

bool demo_add_categories(struct demo *d, struct err *err) {
    struct demo_insert rows = {.c = d->c,
                               .head = "INSERT INTO workshop_categories (id, name, slug, description, sort_order,"
                                       " is_active, created_at, updated_at) VALUES"};
    bool ok = true;
    for (int i = 0; ok && i < CATEGORIES; i++) {
        demo_put_int(&rows, i + 1);
        demo_put_text(&rows, categories[i].name);
        demo_put_text(&rows, categories[i].slug);
        demo_put_text(&rows, categories[i].description);
        demo_put_int(&rows, i);
        demo_put_int(&rows, !categories[i].is_off);
        demo_put_time(&rows, d->now - 400 * DEMO_DAY);
        demo_put_time(&rows, d->now - (400 - 30 * i) * DEMO_DAY);
        ok = demo_row_end(&rows, err);
    }
    return demo_insert_end(&rows, ok, err);
}

/* 0 = Monday */
static int weekday(int64_t day) { return (int)((day + 3) % 7); }

static bool falls_on(const struct placed *p, int64_t day) {
    const struct series *s = p->s;
    int64_t near_day = p->near_at ? zone_utc_to_local(p->zone, p->near_at).seconds / DEMO_DAY : p->today;
    if (!(p->days >> weekday(day) & 1)) return false;
    if (s->every > 1 && (day - weekday(day) - (near_day - weekday(near_day))) / 7 % s->every != 0) return false;
    if (s->nth == 0) return true;
    struct civil c = civil_from_seconds(day * DEMO_DAY);
    return s->nth > 0 ? (c.day - 1) / 7 + 1 == s->nth : c.day + 7 > civil_month_days(c.year, c.month);
}

static struct placed place(const struct demo *d, int index, struct err *err) {
    const struct series *s = &all_series[index];
    struct placed p = {.s = s, .zone = zone_get(s->zone, err), .id = DEMO_FIRST_SERIES + index, .days = s->days};
    if (!p.zone) return p;
    p.today = zone_utc_to_local(p.zone, d->now).seconds / DEMO_DAY;
    p.second = (int64_t)s->start * DEMO_MINUTE;
    if (s->days != NEAR) return p;
    p.near_at = d->now + (int64_t)s->start * DEMO_MINUTE;
    int64_t local = zone_utc_to_local(p.zone, p.near_at).seconds;
    int day = weekday(local / DEMO_DAY);
    p.second = local % DEMO_DAY;
    p.days = s->apart ? 1 << day | 1 << (day + s->apart) % 7 : DAILY;
    return p;
}

static void rule_text(const struct placed *p, struct buf *out) {
    static const char *const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    bool daily = p->days == DAILY;
    buf_addf(out, "FREQ=%s", daily ? "DAILY" : p->s->nth ? "MONTHLY" : "WEEKLY");
    if (p->s->every > 1) buf_addf(out, ";INTERVAL=%d", p->s->every);
    const char *before = ";BYDAY=";
    for (int i = 0; i < 7; i++) {
        if (daily || !(p->days >> i & 1)) continue;
        buf_add(out, before);
        if (p->s->nth) buf_addf(out, "%d", p->s->nth);
        buf_add(out, names[i]);
        before = ",";
    }
    if (p->s->count) buf_addf(out, ";COUNT=%d", p->s->count);
}

static bool write_series(const struct demo *d, const struct placed *p, struct demo_insert *rows, struct err *err) {
    struct buf rule = {0};
    char time_of_day[24];
    rule_text(p, &rule);
    snprintf(time_of_day, sizeof time_of_day, "%02d:%02d:00", (int)(p->second / DEMO_HOUR), (int)(p->second / 60 % 60));
    demo_put_int(rows, p->id);
    demo_put_int(rows, demo_person_id(d, demo_person(p->s->host)));
    demo_put_id(rows, demo_category(p->s->category));
    demo_put_text(rows, p->s->title);
    demo_put_text(rows, p->id % 3 ? "Everybody is welcome. Come a few minutes early, leave when you must." : NULL);
    demo_put_text(rows, buf_str(&rule));
    demo_put_text(rows, time_of_day);
    demo_put_text(rows, p->s->zone);
    demo_put_int(rows, p->s->minutes);
    demo_put_int(rows, !p->s->is_off);
    demo_put_time(rows, d->now - (DAYS_BACK + 5) * DEMO_DAY);
    demo_put_time(rows, d->now - (DAYS_BACK + 5) * DEMO_DAY);
    buf_free(&rule);
    return demo_row_end(rows, err);
}

/* `ahead`: 1 for the next workshop, 2 for the one after that…, 0 for past ones. */
static void add_workshop(struct demo *d, const struct placed *p, int64_t at, int ahead) {
    const struct series *s = p->s;
    struct demo_workshop *w = demo_new_workshop(d);
    int64_t lot = demo_lot(2, (uint64_t)w->id);
    w->series = p->id;
    w->category = demo_category(s->category);
    w->host = demo_person(s->host);
    w->title = ahead == 1 && s->next_title ? s->next_title : s->title;
    w->scheduled = at;
    w->minutes = s->minutes;
    w->capacity = s->capacity;
    w->is_private = s->is_private;
    w->guests = ahead == 1 ? s->guests
                : ahead    ? s->guests * 2 / (ahead + 2)
                           : s->guests - (int)(lot % 4) * s->guests / 8;
    demo_settle_workshop(d, w);
    if (at != p->near_at) return;
    w->status = s->near;
    w->started = s->near == DEMO_LIVE ? d->now - s->started * DEMO_MINUTE : 0;
    w->ended = 0;
}

static void add_workshops(struct demo *d, const struct placed *p) {
    int made = 0, ahead = 0;
    for (int64_t day = p->today - DAYS_BACK; day <= p->today + DAYS_AHEAD; day++) {
        if (!falls_on(p, day) || (p->s->count && made == p->s->count)) continue;
        if (p->s->is_off && day > p->today - DAYS_BACK / 2) break;
        int64_t at = zone_local_to_utc(p->zone, day * DEMO_DAY + p->second, NULL);
        if (p->near_at && llabs(at - p->near_at) <= DEMO_HOUR)
            at = p->near_at; /* of an hour that comes twice, the right one */
        bool is_next = p->near_at ? at >= p->near_at : at > d->now;
        if (is_next) ahead++;
        add_workshop(d, p, at, ahead);
        made++;
    }
}

bool demo_add_series(struct demo *d, struct err *err) {
    struct demo_insert rows = {.c = d->c,
                               .head = "INSERT INTO workshop_series (id, host_id, category_id, title, description,"
                                       " rrule, time_of_day, timezone, duration_minutes, is_active, created_at,"
                                       " updated_at) VALUES"};
    bool ok = true;
    for (int i = 0; ok && i < SERIES; i++) {
        struct placed p = place(d, i, err);
        ok = p.zone && write_series(d, &p, &rows, err);
        if (ok) add_workshops(d, &p);
    }
    return demo_insert_end(&rows, ok, err);
}
