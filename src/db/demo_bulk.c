/* The bulk of a large demo: thousands of weekly series with years of workshops, for trying and measuring. Made by the
 * server from plain INSERT … SELECT, which MariaDB and MySQL both take: a statement a week. */
#include <stdlib.h>

#include "db/demo_private.h"

/* Numbers 0 to 99999, from digits crossed with each other. */
#define DIGIT(name)                                                                                                    \
    "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5"    \
    " UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) " name
#define NUMBERS                                                                                                        \
    "(SELECT a.d * 10000 + b.d * 1000 + c.d * 100 + e.d * 10 + f.d AS n FROM " DIGIT("a") ", " DIGIT("b") ", " DIGIT(  \
        "c") ", " DIGIT("e") ", " DIGIT("f") ") numbers"

static const struct demo_bulk sizes[] = {
    [DEMO_LARGE] = {.people = 20000, .series = 4000, .weeks = 250, .guest_weeks = 1},
    [DEMO_HUGE] = {.people = 20000, .series = 4000, .weeks = 250, .guest_weeks = 250},
};

const struct demo_bulk *demo_bulk_size(enum demo_size size) { return &sizes[size]; }

struct bulk {
    const struct demo *d;
    struct demo_bulk size;
    int64_t first_person, first_series, first_workshop;
    int64_t begin; /* the first week */
    int past_weeks;
};

static bool has_guests(const struct bulk *b, int week) { return abs(week - b->past_weeks) <= b->size.guest_weeks; }

static int64_t first_of_week(const struct bulk *b, int week) {
    return b->first_workshop + (int64_t)week * b->size.series;
}

/* Runs a statement made of program text and numbers. */
static bool run(const struct bulk *b, struct sql *q, struct err *err) {
    bool ok = conn_exec(b->d->c, q, NULL, err);
    sql_free(q);
    return ok;
}

static bool add_people(const struct bulk *b, struct err *err) {
    struct sql q = {0};
    sql_add(&q,
            "INSERT INTO users (id, email, display_name, username, timezone, language, role, created_at, updated_at)"
            " SELECT ");
    sql_int(&q, b->first_person);
    sql_add(&q, " + n, CONCAT('guest', n, '@demo.example'), CONCAT(ELT(1 + n % 10, 'Maria', 'James', 'Wei', 'Fatima',"
                " 'Olu', 'Ana', 'Yuki', 'Lars', 'Priya', 'João'), ' ', ELT(1 + n DIV 10 % 7, 'Smith', 'García', 'Chen',"
                " 'Mensah', 'Silva', 'Kim', 'Haddad'), ' ', n), CONCAT('guest', n), ELT(1 + n % 3, 'America/New_York',"
                " 'Asia/Manila', 'Europe/Madrid'), IF(n % 4 = 0, 'es', 'en'), 'user', ");
    sql_time(&q, b->begin);
    sql_add(&q, ", ");
    sql_time(&q, b->begin);
    sql_add(&q, " FROM " NUMBERS " WHERE n < ");
    sql_int(&q, b->size.people);
    return run(b, &q, err);
}

/* In UTC, so that each of their workshops is exactly on the rule. created_at is a day before the first one. */
static bool add_series(const struct bulk *b, struct err *err) {
    struct sql q = {0};
    sql_add(&q, "INSERT INTO workshop_series (id, host_id, category_id, title, rrule, time_of_day, timezone,"
                " duration_minutes, is_active, created_at, updated_at) SELECT ");
    sql_int(&q, b->first_series);
    sql_add(&q, " + n, ");
    sql_int(&q, b->d->first_user + 1); /* not the first host, who may not host */
    sql_add(&q,
            " + n % 15, IF(n % 13 = 0, NULL, 1 + n % 8), CONCAT(ELT(1 + n % 11, 'Morning prayer', 'Bible reading',"
            " 'Evening worship', 'Estudio bíblico', '聖書研究', 'Youth group', 'Choir practice', 'Grief group',"
            " 'Oración', 'Leaders’ hour', 'Open house'), ' ', ELT(1 + n DIV 11 % 9, 'in Boston', '(Manila)',"
            " 'en Bogotá', 'Lagos', 'Kraków', '東京', 'of St. Mark', 'North', 'online'), ', no. ', n),"
            " CONCAT('FREQ=WEEKLY;BYDAY=', ELT(1 + WEEKDAY(at), 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')), TIME(at),"
            " 'Etc/UTC', 30 + n % 4 * 15, 1, at - INTERVAL 1 DAY, at - INTERVAL 1 DAY FROM (SELECT n, ");
    sql_time(&q, b->begin);
    sql_add(&q, " + INTERVAL n * 7919 % 672 * 15 MINUTE AS at FROM " NUMBERS " WHERE n < ");
    sql_int(&q, b->size.series);
    sql_add(&q, ") starts");
    return run(b, &q, err);
}

/* One week of all the series. One in twenty is cancelled, and so is what began too short a time ago to be over. */
static bool add_workshops(const struct bulk *b, int week, struct err *err) {
    struct sql q = {0};
    sql_add(
        &q,
        "INSERT INTO workshops (id, series_id, host_id, category_id, title, scheduled_at, duration_minutes,"
        " actual_started_at, actual_ended_at, status, max_capacity, agora_channel, attendee_count, created_at,"
        " updated_at) SELECT id, series_id, host_id, category_id, title, at, duration_minutes,"
        " IF(status = 'ended', at, NULL), IF(status = 'ended', at + INTERVAL duration_minutes MINUTE, NULL), status,"
        " IF(id % 3 = 0, NULL, 12 + id % 40), CONCAT('workshop-', id), ");
    sql_int(&q, has_guests(b, week) ? DEMO_BULK_GUESTS : 0);
    sql_add(&q, ", made, made FROM (SELECT id, series_id, host_id, category_id, title, at, duration_minutes, LEAST(");
    sql_time(&q, b->d->now);
    sql_add(&q, ", at - INTERVAL 35 DAY) AS made, CASE WHEN CRC32(id) % 20 = 0 THEN 'cancelled' WHEN at > ");
    sql_time(&q, b->d->now);
    sql_add(&q, " THEN 'scheduled' WHEN at > ");
    sql_time(&q, b->d->now - 2 * DEMO_HOUR);
    sql_add(&q, " THEN 'cancelled' ELSE 'ended' END AS status FROM (SELECT s.id - ");
    sql_int(&q, b->first_series);
    sql_add(&q, " + ");
    sql_int(&q, first_of_week(b, week));
    sql_add(&q, " AS id, s.id AS series_id, host_id, category_id, title, duration_minutes, s.created_at + INTERVAL ");
    sql_int(&q, week * 7 + 1);
    sql_add(&q, " DAY AS at FROM workshop_series s WHERE s.id >= ");
    sql_int(&q, b->first_series);
    sql_add(&q, ") dated) states");
    return run(b, &q, err);
}

static bool add_guests(const struct bulk *b, int week, struct err *err) {
    struct sql q = {0};
    sql_add(&q,
            "INSERT INTO workshop_attendees (workshop_id, user_id, status, joined_at, left_at, created_at, updated_at)"
            " SELECT w.id, ");
    sql_int(&q, b->first_person);
    sql_add(&q, " + (w.id * 7919 + k.d * 1999) % ");
    sql_int(&q, b->size.people);
    sql_add(&q, ", IF(w.status = 'ended', 'left', 'rsvp'), w.actual_started_at, w.actual_ended_at, w.created_at,"
                " w.created_at FROM workshops w JOIN " DIGIT("k") " WHERE w.id >= ");
    sql_int(&q, first_of_week(b, week));
    sql_add(&q, " AND w.id < ");
    sql_int(&q, first_of_week(b, week + 1));
    sql_add(&q, " ORDER BY w.id, k.d");
    return run(b, &q, err);
}

static bool add_weeks(const struct bulk *b, struct err *err) {
    int64_t total = 0, done = 0;
    for (int week = 0; week < b->size.weeks; week++)
        total += (int64_t)b->size.series * (has_guests(b, week) ? 1 + DEMO_BULK_GUESTS : 1);
    for (int week = 0; week < b->size.weeks; week++) {
        if (!add_workshops(b, week, err)) return false;
        done += b->size.series;
        if (has_guests(b, week)) {
            if (!add_guests(b, week, err)) return false;
            done += (int64_t)b->size.series * DEMO_BULK_GUESTS;
        }
        if (b->d->progress) b->d->progress(b->d->arg, done, total);
    }
    return true;
}

static bool next_id(const struct demo *d, const char *query, int64_t *id, struct err *err) {
    struct rows rows = {0};
    bool ok = conn_read(d->c, query, &rows, err);
    if (ok) *id = rows_int(&rows, 0, 0) + 1;
    rows_free(&rows);
    return ok;
}

bool demo_add_bulk(const struct demo *d, const struct demo_bulk *size, struct err *err) {
    struct bulk b = {.d = d, .size = *size, .past_weeks = size->weeks * 7 / 10};
    b.begin = d->now - d->now % (15 * DEMO_MINUTE) - (int64_t)b.past_weeks * 7 * DEMO_DAY;
    if (!next_id(d, "SELECT MAX(id) FROM users", &b.first_person, err) ||
        !next_id(d, "SELECT MAX(id) FROM workshop_series", &b.first_series, err) ||
        !next_id(d, "SELECT MAX(id) FROM workshops", &b.first_workshop, err) ||
        !conn_command(d->c, "SET SESSION unique_checks = 0, foreign_key_checks = 0", err))
        return false;
    bool ok = add_people(&b, err) && add_series(&b, err) && add_weeks(&b, err);
    return conn_command(d->c, "SET SESSION unique_checks = 1, foreign_key_checks = 1", ok ? err : NULL) && ok;
}
