/* Several people at work on the same rows, each in a process of their own: edits, cancellations, attendees and can_host
 * in any order. No edit is lost, nobody is told twice, the counts are right. $WSTEST_ACTIONS says how many each does.
 * Who ought to have been told is not asked of wsadmin: a trigger notes each change of a workshop's status, and
 * everybody whom that concerned at the time. */
#include "opdb.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "op/attend.h"
#include "op/edit.h"

enum { PEOPLE = 4, ACTIONS = 40, WORKSHOP = 50, WORKSHOPS = 2, GUESTS = 6 };

/* What one process did. */
struct done {
    int64_t edits[WORKSHOPS]; /* of the description, each one more than it was */
    int64_t places;           /* of the category's sort_order, likewise */
    int64_t told;
    int64_t flips; /* of the host's can_host */
    int64_t tries, changed, busy, failed;
};

struct doing {
    struct session s;
    struct done done;
    unsigned seed;
    int64_t ids[1];
};

/* Applies a plan, or counts why it could not be. */
static bool apply(struct doing *d, struct plan *p, struct err *err) {
    struct plan_result result = {0};
    bool ok = p && plan_apply(&d->s, p, &result, err), did = ok && result.rows_changed > 0;
    d->done.tries++;
    if (ok) d->done.told += result.told;
    if (!ok && err->code == WS_CHANGED)
        d->done.changed++;
    else if (!ok && err->code == WS_CONFLICT)
        d->done.busy++;
    else if (!ok) {
        fprintf(stderr, "# %s\n", err->text ? err->text : "?");
        d->done.failed++;
    }
    plan_result_free(&result);
    plan_free(p);
    err_free(err);
    return did;
}

/* Sets a number to one more than the plan's maker sees: what is lost or done twice shows in the sum. */
static bool count_up(struct doing *d, enum entity_kind kind, int64_t id, int field) {
    struct err err = {0};
    struct sql q = {0};
    struct rows r = {0};
    d->ids[0] = id;
    sql_addf(&q, "SELECT %s + 1 FROM %s WHERE id = ", entities[kind].fields[field].name, entities[kind].table);
    sql_int(&q, id);
    bool ok = conn_query(d->s.conn, &q, &r, &err);
    sql_free(&q);
    char *next = ok ? mem_dup(rows_text(&r, 0, 0)) : mem_dup("0");
    rows_free(&r);
    struct op_edit args = {
        .kind = kind, .what = EDIT_SET, .ids = d->ids, .count = 1, .values = {{field, next}}, .value_count = 1};
    struct plan *p = edit_plan(&d->s, &args, &err);
    /* What was read before the plan may be old by now: then the plan is not what was meant. */
    char before[24];
    snprintf(before, sizeof before, "%lld", atoll(next) - 1);
    free(next);
    if (p && p->rows[0].change_count == 1 && strcmp(p->rows[0].changes[0].before, before) != 0) {
        plan_free(p);
        return false;
    }
    return apply(d, p, &err);
}

static void act(struct doing *d) {
    struct err err = {0};
    int w = rand_r(&d->seed) % WORKSHOPS, guest = CROWD + rand_r(&d->seed) % GUESTS;
    int64_t workshop = WORKSHOP + w, user = guest;
    d->ids[0] = workshop;
    switch (rand_r(&d->seed) % 7) {
    case 0:
    case 1: d->done.edits[w] += count_up(d, ENTITY_WORKSHOP, workshop, WORKSHOP_DESCRIPTION); break;
    case 2: d->done.places += count_up(d, ENTITY_CATEGORY, 1, CATEGORY_SORT_ORDER); break;
    case 3: apply(d, cancel_plan(&d->s, &(struct op_cancel){.ids = d->ids, .count = 1}, &err), &err); break;
    case 4: apply(d, reinstate_plan(&d->s, &(struct op_reinstate){.ids = d->ids, .count = 1}, &err), &err); break;
    case 5: {
        struct rows r = {0};
        struct sql q = {0};
        sql_add(&q, "SELECT a.id FROM workshop_attendees a WHERE a.status <> 'left' AND a.workshop_id = ");
        sql_int(&q, workshop);
        sql_add(&q, " AND a.user_id = ");
        sql_int(&q, user);
        bool there = conn_query(d->s.conn, &q, &r, &err) && r.count > 0;
        if (there) d->ids[0] = rows_int(&r, 0, 0);
        rows_free(&r);
        sql_free(&q);
        struct op_edit leave = {.kind = ENTITY_ATTENDEE,
                                .what = EDIT_SET,
                                .ids = d->ids,
                                .count = 1,
                                .values = {{ATTENDEE_STATUS, "left"}},
                                .value_count = 1};
        struct op_attend come = {.workshop = workshop, .ids = &user, .count = 1};
        apply(d, there ? edit_plan(&d->s, &leave, &err) : attend_plan(&d->s, &come, &err), &err);
        break;
    }
    default: {
        d->ids[0] = HOST;
        struct op_can_host args = {.ids = d->ids, .count = 1, .on = rand_r(&d->seed) % 2};
        d->done.flips += apply(d, can_host_plan(&d->s, &args, &err), &err);
    }
    }
}

static int actions(void) {
    const char *said = getenv("WSTEST_ACTIONS");
    return said ? atoi(said) : ACTIONS;
}

/* One person's work, in a process of its own. */
static void work(int number, int to) {
    struct doing d = {.seed = (unsigned)number + 1};
    opdb_session(&d.s, "op_mixed", "admin");
    for (int i = 0; i < actions(); i++) act(&d);
    opdb_session_close(&d.s);
    bool ok = write(to, &d.done, sizeof d.done) == (ssize_t)sizeof d.done;
    _exit(ok ? 0 : 1);
}

/* The database's own history: one row for each person whom a change of a status concerned. */
static void keep_history(struct opdb *o) {
    opdb_run(o, "CREATE TABLE history (workshop_id INT NOT NULL, type VARCHAR(40) NOT NULL, user_id INT NOT NULL)");
    opdb_run(o, "CREATE TRIGGER keep_history AFTER UPDATE ON workshops FOR EACH ROW INSERT INTO history"
                " SELECT NEW.id, IF(NEW.status = 'cancelled', 'workshop_cancelled', 'workshop_updated'), p.user_id"
                " FROM (SELECT NEW.host_id AS user_id UNION"
                " SELECT a.user_id FROM workshop_attendees a WHERE a.workshop_id = NEW.id) p"
                " WHERE NEW.status <> OLD.status");
}

/* People who were told of a workshop more or less often than it concerned them. */
static int64_t told_wrongly(struct opdb *o) {
    return opdb_int(o, "SELECT COUNT(*) FROM (SELECT SUM(n) AS n FROM ("
                       "SELECT workshop_id, type, user_id, 1 AS n FROM history UNION ALL"
                       " SELECT entity_id, type, recipient_id, -1 FROM notifications) b"
                       " GROUP BY workshop_id, type, user_id) d WHERE d.n <> 0");
}

static void prepare(struct opdb *o) {
    opdb_create(o, "op_mixed", false);
    opdb_run(o, "INSERT INTO workshop_categories (id, name, slug, sort_order) VALUES (1, 'C', 'c', 0)");
    for (int w = 0; w < WORKSHOPS; w++) {
        opdb_workshop(o, WORKSHOP + w, 0, "scheduled", DAY);
        opdb_crowd(o, WORKSHOP + w, GUESTS);
    }
    opdb_run(o, "UPDATE workshops SET description = '0', attendee_count = %d", GUESTS);
    keep_history(o);
}

static struct done run_all(void) {
    int ends[2];
    struct done sum = {0}, one;
    assert_int_equal(pipe(ends), 0);
    for (int i = 0; i < PEOPLE; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) work(i, ends[1]);
    }
    close(ends[1]);
    for (int i = 0; i < PEOPLE; i++) {
        assert_int_equal(read(ends[0], &one, sizeof one), sizeof one);
        for (int w = 0; w < WORKSHOPS; w++) sum.edits[w] += one.edits[w];
        sum.places += one.places;
        sum.told += one.told;
        sum.flips += one.flips;
        sum.tries += one.tries;
        sum.changed += one.changed;
        sum.busy += one.busy;
        sum.failed += one.failed;
    }
    close(ends[0]);
    for (int i = 0, status; i < PEOPLE; i++) {
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    return sum;
}

static void nothing_is_lost_or_doubled(void **state) {
    struct opdb o;
    (void)state;
    prepare(&o);
    struct done sum = run_all();
    printf("# %lld tried, %lld had changed, %lld busy\n", (long long)sum.tries, (long long)sum.changed,
           (long long)sum.busy);
    assert_int_equal(sum.failed, 0);
    assert_true(sum.tries > PEOPLE * actions() / 2);
    for (int w = 0; w < WORKSHOPS; w++)
        assert_int_equal(opdb_int(&o, "SELECT description FROM workshops WHERE id = %d", WORKSHOP + w), sum.edits[w]);
    assert_int_equal(opdb_int(&o, "SELECT sort_order FROM workshop_categories WHERE id = 1"), sum.places);
    assert_int_equal(opdb_int(&o, "SELECT can_host FROM users WHERE id = %d", HOST), (sum.flips + 1) % 2);
    assert_true(opdb_int(&o, "SELECT COUNT(*) FROM history") > 0);
    assert_int_equal(told_wrongly(&o), 0);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications"), sum.told); /* and it says so */
    assert_int_equal(opdb_int(&o,
                              "SELECT COUNT(*) FROM workshops w WHERE w.status = 'scheduled' AND w.attendee_count <>"
                              " (SELECT COUNT(*) FROM workshop_attendees a WHERE a.workshop_id = w.id"
                              " AND a.status <> 'left')"),
                     0);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_lost_or_doubled)};
    int failed = cmocka_run_group_tests_name("mixed", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
