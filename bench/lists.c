/* Pages of lists against the best statement that a person would write for the same rows, both by the same connection
 * and in turn: `lists SOCKET DATABASE WORKSHOP HOST MIDDLE` prints a line a case, "name TAB ours TAB theirs" in
 * microseconds, the medians of ROUNDS. Run by bench/lists.py. */
#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "db/conn.h"
#include "db/list.h"
#include "db/sql.h"

enum { ROUNDS = 21, PAGE = 40 };

#define WORKSHOP_COLUMNS                                                                                               \
    "SELECT w.*, u.username, u.display_name, c.slug FROM workshops w JOIN users u ON u.id = w.host_id"                 \
    " LEFT JOIN workshop_categories c ON c.id = w.category_id "
#define BY_STATUS(status, where, way)                                                                                  \
    "(SELECT w.id, '" status "' AS s, w.scheduled_at FROM workshops w WHERE w.status = '" status "'" where             \
    " ORDER BY w.scheduled_at " way ", w.id " way " LIMIT 40)"
#define COMING(where, way)                                                                                             \
    BY_STATUS("live", where, way)                                                                                      \
    " UNION ALL " BY_STATUS("lobby", where, way) " UNION ALL " BY_STATUS("scheduled", where, way)
#define OF_UPCOMING(way)                                                                                               \
    WORKSHOP_COLUMNS "JOIN (SELECT id, s, scheduled_at FROM (" COMING(                                                 \
        "", way) ") three ORDER BY FIELD(s, 'live', 'lobby', 'scheduled') " way ", scheduled_at " way ", id " way      \
                 " LIMIT 40) page ON page.id = w.id"
#define OF_ALL(where, way)                                                                                             \
    WORKSHOP_COLUMNS "JOIN (SELECT id FROM (" COMING(where, way) " UNION ALL " BY_STATUS(                              \
        "ended", where, way) " UNION ALL " BY_STATUS("cancelled", where, way) ") five ORDER BY scheduled_at " way      \
                                                                              ", id " way                              \
                                                                              " LIMIT 40) page ON page.id = w.id"
#define FROM_MIDDLE " AND w.scheduled_at >= (SELECT scheduled_at FROM workshops WHERE id = ?)"
#define ATTENDEE_COLUMNS                                                                                               \
    "SELECT a.*, u.username, u.display_name, w.title FROM workshop_attendees a JOIN users u ON u.id = a.user_id"       \
    " JOIN workshops w ON w.id = a.workshop_id WHERE a.workshop_id = ?"

struct bench_case {
    const char *name;
    struct list_request request;
    int64_t jump;       /* not 0: from this row on */
    const char *theirs; /* its placeholders stand for `value` */
    int64_t value;
};

static int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void stop(const struct err *err) {
    fprintf(stderr, "lists: %s\n", err->text);
    exit(1);
}

static size_t read_ours(struct conn *c, const struct bench_case *b) {
    struct list_request r = b->request;
    struct list_page found = {0}, page = {0};
    struct err err = {0};
    if (b->jump) {
        if (!list_find(c, &r, b->jump, &found, &err)) stop(&err);
        r.from = found.keys;
        r.inclusive = true;
    }
    if (!list_read(c, &r, &page, &err)) stop(&err);
    size_t count = page.rows.count;
    list_page_free(&found);
    list_page_free(&page);
    return count;
}

static size_t read_theirs(struct conn *c, const struct bench_case *b) {
    struct sql q = {0};
    struct rows rows = {0};
    struct err err = {0};
    const char *at = b->theirs;
    for (const char *mark; (mark = strchr(at, '?')); at = mark + 1) {
        sql_addf(&q, "%.*s", (int)(mark - at), at);
        sql_int(&q, b->value);
    }
    sql_add(&q, at);
    if (!conn_query(c, &q, &rows, &err)) stop(&err);
    size_t count = rows.count;
    rows_free(&rows);
    sql_free(&q);
    return count;
}

static int compare(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static void run(struct conn *c, const struct bench_case *b) {
    int64_t ours[ROUNDS], theirs[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        int64_t begin = now_us();
        size_t count = read_ours(c, b);
        int64_t middle = now_us();
        size_t other = read_theirs(c, b);
        ours[i] = middle - begin;
        theirs[i] = now_us() - middle;
        if (count == other) continue;
        fprintf(stderr, "lists: %s: %zu rows but %zu\n", b->name, count, other);
        exit(1);
    }
    qsort(ours, ROUNDS, sizeof *ours, compare);
    qsort(theirs, ROUNDS, sizeof *theirs, compare);
    printf("%s\t%" PRId64 "\t%" PRId64 "\n", b->name, ours[ROUNDS / 2], theirs[ROUNDS / 2]);
}

static struct list_request backward(struct list_request r) {
    r.backward = true;
    return r;
}

int main(int argc, char **argv) {
    if (argc != 6) return 64;
    setlocale(LC_CTYPE, "");
    struct conn_params p = {.socket = argv[1], .database = argv[2], .user = mem_dup("root")};
    struct conn *c;
    struct err err = {0};
    int64_t workshop = strtoll(argv[3], NULL, 10), host_id = strtoll(argv[4], NULL, 10);
    int64_t middle = strtoll(argv[5], NULL, 10);
    struct list_request upcoming = {.kind = ENTITY_WORKSHOP, .view = LIST_UPCOMING, .limit = PAGE};
    struct list_request all = {.kind = ENTITY_WORKSHOP, .view = LIST_ALL, .limit = PAGE, .sorted = true};
    all.sort = WORKSHOP_SCHEDULED_AT;
    struct list_request host = all, people = {.kind = ENTITY_ATTENDEE, .limit = PAGE};
    host.conditions[host.condition_count++] = (struct list_condition){WORKSHOP_HOST_ID, argv[4]};
    people.conditions[people.condition_count++] = (struct list_condition){ATTENDEE_WORKSHOP_ID, argv[3]};
    const struct bench_case cases[] = {
        {"upcoming, first page", upcoming, 0, OF_UPCOMING("ASC"), 0},
        {"upcoming, End", backward(upcoming), 0, OF_UPCOMING("DESC"), 0},
        {"all, first page", all, 0, OF_ALL("", "ASC"), 0},
        {"all, End", backward(all), 0, OF_ALL("", "DESC"), 0},
        {"all, a jump", all, middle, OF_ALL(FROM_MIDDLE, "ASC"), middle},
        {"all, a host's", host, 0, WORKSHOP_COLUMNS "WHERE w.host_id = ? ORDER BY w.scheduled_at, w.id LIMIT 40",
         host_id},
        {"attendees, first page", people, 0, ATTENDEE_COLUMNS " ORDER BY a.user_id LIMIT 40", workshop},
        {"attendees, End", backward(people), 0, ATTENDEE_COLUMNS " ORDER BY a.user_id DESC LIMIT 40", workshop},
    };
    conn_library_init();
    if (!conn_open(&p, &c, &err)) stop(&err);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) run(c, &cases[i]);
    conn_close(c);
    conn_library_end();
    free(p.user);
    return 0;
}
