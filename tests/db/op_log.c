/* The action log: what it holds, what it stops, and what becomes of actions that nobody saw end. */
#include "opdb.h"

#include <jansson.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "db/conn_private.h"
#include "op/action_log.h"
#include "op/attend.h"

static struct buf said; /* what went to syslog, a line each */

static void keep_line(const char *line) {
    buf_add(&said, line);
    buf_add_char(&said, '\n');
}

/* A folder of its own for each test, so that each begins with an empty log. */
static int fresh_log(void **state) {
    (void)state;
    static int n;
    char *dir = mem_format("%s/log%d", getenv("WSTEST_DIR"), ++n);
    setenv("XDG_STATE_HOME", dir, 1);
    free(dir);
    buf_truncate(&said, 0);
    action_log_system = keep_line;
    return 0;
}

static char *log_text(void) {
    char *path = action_log_path(), line[65536];
    struct buf text = {0};
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f)) buf_add(&text, line);
    if (f) fclose(f);
    free(path);
    return buf_steal(&text);
}

static json_t *log_line(int number) {
    char *text = log_text(), *at = text;
    for (; number > 0; number--) at = strchr(at, '\n') + 1;
    at[strcspn(at, "\n")] = '\0';
    json_t *json = json_loads(at, 0, NULL);
    assert_non_null(json);
    free(text);
    return json;
}

static void check_text(const json_t *json, const char *name, const char *want) {
    const char *text = json_string_value(json_object_get(json, name));
    assert_non_null(text);
    assert_string_equal(text, want);
}

static struct plan *plan_cancel_50(struct opdb *o) {
    return opdb_cancel(o, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1, .reason = "report 2231\x1b[31m"});
}

static void intent_and_outcome_are_kept(void **state) {
    (void)state;
    struct opdb o;
    opdb_create(&o, "op_log", false);
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    setenv("SSH_CONNECTION", "203.0.113.9 50000 10.0.0.1 22", 1);
    struct plan_result r = opdb_apply(&o, plan_cancel_50(&o));
    plan_result_free(&r);
    json_t *intent = log_line(0), *outcome = log_line(1);
    check_text(intent, "stage", "intent");
    check_text(intent, "action", "cancel");
    check_text(intent, "who", "mod");
    check_text(intent, "from", "203.0.113.9");
    check_text(intent, "reason", "report 2231\x1b[31m");
    json_t *row = json_array_get(json_object_get(intent, "rows"), 0);
    check_text(row, "entity", "workshop");
    json_t *change = json_array_get(json_object_get(row, "changes"), 0);
    check_text(change, "field", "status");
    check_text(change, "before", "scheduled");
    check_text(change, "after", "cancelled");
    check_text(outcome, "stage", "outcome");
    check_text(outcome, "outcome", "done");
    check_text(outcome, "id", json_string_value(json_object_get(intent, "id")));
    json_decref(intent);
    json_decref(outcome);
    char *text = log_text(), *path = action_log_path();
    assert_string_equal(text, buf_str(&said)); /* syslog gets the same */
    assert_null(strchr(text, '\x1b'));
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    *strrchr(path, '/') = '\0';
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    free(text);
    free(path);
    unsetenv("SSH_CONNECTION");
    opdb_close(&o);
}

static void check_stopped(struct opdb *o) {
    struct plan_result r = {0};
    struct err err = {0};
    struct plan *p = plan_cancel_50(o);
    assert_false(plan_apply(&o->s, p, &r, &err));
    assert_int_equal(err.code, WS_FILE);
    assert_int_equal(err_exit_status(err.code), 73);
    assert_cell(o, "scheduled", "SELECT status FROM workshops");
    assert_int_equal(opdb_int(o, "SELECT COUNT(*) FROM notifications"), 0);
    err_free(&err);
    plan_free(p);
}

static void what_cannot_be_logged_is_not_done(void **state) {
    (void)state;
    struct opdb o;
    opdb_create(&o, "op_log", false);
    opdb_workshop(&o, 49, 0, "scheduled", DAY);
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    struct err err = {0};
    struct plan_result r = {0};
    struct plan *p = can_host_plan(&o.s, &(struct op_can_host){.ids = (int64_t[]){HOST}, .count = 1}, &err);
    assert_ok(plan_apply(&o.s, p, &r, &err), err); /* something that is in the log already */
    plan_free(p);
    plan_result_free(&r);
    char *before = log_text();
    /* full: as much room as is used and ten bytes */
    struct rlimit usual, full;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual), 0);
    full = usual;
    full.rlim_cur = strlen(before) + 10;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &full), 0);
    check_stopped(&o);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &usual), 0);
    char *after = log_text();
    assert_string_equal(after, before); /* no half line */
    free(before);
    free(after);
    setenv("XDG_STATE_HOME", "/dev/null", 1);
    check_stopped(&o);
    opdb_close(&o);
}

static bool wants_journal = false;

static void note_entry(void *arg, const struct action_entry *e) {
    buf_addf(arg, "%s|%s|%s|%s|%lld\n", e->who, e->action, e->what, e->outcome, (long long)e->told);
}

static void check_read(const struct action_filter *f, const char *want) {
    struct buf out = {0};
    struct err err = {0};
    bool journal;
    assert_ok(action_log_read(f, note_entry, &out, &journal, &err), err);
    assert_int_equal(journal, wants_journal);
    assert_string_equal(buf_str(&out), want);
    buf_free(&out);
}

static void the_log_is_read_back_by_filter(void **state) {
    (void)state;
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_log", false);
    check_read(&(struct action_filter){0}, ""); /* no file */
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_workshop(&o, 51, 0, "scheduled", DAY);
    struct plan_result r = opdb_apply(&o, plan_cancel_50(&o));
    plan_result_free(&r);
    struct plan *p = can_host_plan(&o.s, &(struct op_can_host){.ids = (int64_t[]){ANA}, .count = 1}, &err);
    assert_non_null(p);
    r = opdb_apply(&o, p);
    plan_result_free(&r);
    /* what was stopped before COMMIT is in no line */
    p = opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){51}, .count = 1});
    opdb_run(&o, "UPDATE workshops SET status = 'lobby' WHERE id = 51");
    assert_false(plan_apply(&o.s, p, &r, &err));
    plan_free(p);
    const char *one = "mod|cancel|workshop #50 \"W50\": status: scheduled -> cancelled|done|1\n";
    const char *two = "mod|can_host|user #3 \"ana\": can_host: 1 -> 0|done|0\n";
    char *both = mem_format("%s%s", one, two);
    check_read(&(struct action_filter){0}, both);
    check_read(&(struct action_filter){.workshop = 50}, one);
    check_read(&(struct action_filter){.workshop = 51}, "");
    check_read(&(struct action_filter){.user = ANA, .username = "ana"}, two);
    check_read(&(struct action_filter){.user = o.s.actor.id, .username = "mod"}, both);
    check_read(&(struct action_filter){.since = INT64_MAX}, "");
    /* lines that are no lines of ours, and one cut by a crash, are passed over */
    char *path = action_log_path();
    FILE *f = fopen(path, "a");
    fputs("garbage\n{\"id\":\"0123456789abcdef\",\"stage\":\"int", f);
    fclose(f);
    free(path);
    r = opdb_apply(&o, opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){51}, .count = 1}));
    plan_result_free(&r);
    check_read(&(struct action_filter){.workshop = 51},
               "mod|cancel|workshop #51 \"W51\": status: lobby -> cancelled|done|1\n");
    free(both);
    err_free(&err);
    opdb_close(&o);
}

static void the_log_knows_people_and_places(void **state) {
    (void)state;
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_log", false);
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    /* people are found by their workshop and name, too */
    struct op_attend come = {.workshop = 50, .ids = (int64_t[]){LUIS}, .count = 1};
    struct plan *p = attend_plan(&o.s, &come, &err);
    assert_non_null(p);
    struct plan_result r = opdb_apply(&o, p);
    plan_result_free(&r);
    const char *came = "mod|attend|attendee #1 \"luis\": id: NULL -> 1, status: NULL -> rsvp|done|0\n";
    check_read(&(struct action_filter){.workshop = 50}, came);
    check_read(&(struct action_filter){.user = LUIS, .username = "luis"}, came);
    check_read(&(struct action_filter){.session = &o.s, .user = LUIS, .username = "luis"}, came);
    /* what was done elsewhere is left out */
    char *path = action_log_path();
    FILE *f = fopen(path, "a");
    fputs("{\"id\":\"00000000000000ff\",\"stage\":\"intent\",\"at\":\"2027-01-01T00:00:00Z\",\"who\":\"eve\",\"who_"
          "id\":99,"
          "\"action\":\"x\",\"server\":\"elsewhere\",\"database\":\"op_log\"}\n",
          f);
    fclose(f);
    free(path);
    check_read(&(struct action_filter){.user = 99, .username = "eve"}, "eve|x||(null)|0\n");
    check_read(&(struct action_filter){.session = &o.s, .user = 99, .username = "eve"}, "");
    err_free(&err);
    opdb_close(&o);
}

/* What the journal holds of ours is read, too: of others as well. */
static void the_journal_is_read_where_it_may_be(void **state) {
    (void)state;
    struct err err = {0};
    const char *own = action_log_journal;
    char *program = mem_format("%s/journal", getenv("WSTEST_DIR"));
    FILE *f = fopen(program, "w");
    assert_non_null(f);
    fputs(
        "#!/bin/sh\necho 'other noise'\n"
        "echo '{\"id\":\"0123456789abcdef\",\"stage\":\"intent\",\"at\":\"2026-11-30T12:00:00Z\",\"action\":\"cancel\","
        "\"who\":\"kim\",\"rows\":[],\"told\":7}'\n",
        f);
    fclose(f);
    chmod(program, 0755);
    action_log_journal = program;
    wants_journal = true;
    check_read(&(struct action_filter){0}, "kim|cancel||(null)|7\n");
    wants_journal = false;
    action_log_journal = own;
    free(program);
    err_free(&err);
}

static bool commit_first; /* die after COMMIT instead of before it */
static struct conn *dying;

static void note_intent(const char *line) {
    if (!strstr(line, "\"stage\":\"intent\"")) return;
    if (commit_first && mysql_query(dying->handle, "COMMIT") != 0) _exit(2);
    _exit(0);
}

/* A process that dies at COMMIT of a plan for workshop 50 or for ANA. */
static void die_in(bool after_commit, bool host) {
    pid_t pid = fork();
    if (pid == 0) {
        struct session s;
        struct err err = {0};
        struct plan_result r = {0};
        opdb_session(&s, "op_log", "mod");
        struct plan *p = host ? can_host_plan(&s, &(struct op_can_host){.ids = (int64_t[]){ANA}, .count = 1}, &err)
                              : cancel_plan(&s, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1}, &err);
        if (!p) _exit(3);
        commit_first = after_commit;
        dying = s.conn;
        action_log_system = note_intent;
        plan_apply(&s, p, &r, &err);
        _exit(4);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static void check_settled(struct opdb *o, const char *end) {
    struct buf out = {0};
    struct err err = {0};
    assert_ok(action_log_settle(&o->s, &out, &err), err);
    size_t len = strlen(end);
    if (out.len < len + 1 || strncmp(out.data + out.len - len - 1, end, len) != 0)
        fail_msg("not settled as \"%s\": %s", end, buf_str(&out));
    buf_truncate(&out, 0);
    assert_ok(action_log_settle(&o->s, &out, &err), err);
    assert_int_equal(out.len, 0); /* once */
    buf_free(&out);
}

static void what_nobody_saw_end_is_looked_up(void **state) {
    (void)state;
    struct opdb o;
    opdb_create(&o, "op_log", false);
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    die_in(false, false);
    check_settled(&o, "(workshop #50 \"W50\": status: scheduled -> cancelled): it was not done");
    die_in(true, false);
    check_settled(&o, "(workshop #50 \"W50\": status: scheduled -> cancelled): it was done");
    die_in(false, true);
    check_settled(&o, "it was not done");
    die_in(true, true);
    check_settled(&o, "it was done");
    /* nobody was told, and the value is a third one now */
    opdb_run(&o, "UPDATE users SET can_host = 1");
    die_in(true, true);
    opdb_run(&o, "UPDATE users SET can_host = 2");
    check_settled(&o, "whether it was done cannot be told any more");
    /* one whose process lives, and one of another database, are left alone */
    char *path = action_log_path();
    FILE *f = fopen(path, "a");
    fprintf(f,
            "{\"id\":\"0123456789abcdef\",\"stage\":\"intent\",\"pid\":%d,\"server\":\"%s\",\"database\":\"op_log\"}\n",
            (int)getppid(), getenv("WSTEST_SOCKET"));
    fprintf(f,
            "{\"id\":\"0123456789abcdee\",\"stage\":\"intent\",\"pid\":0,\"server\":\"%s\",\"database\":\"other\"}\n",
            getenv("WSTEST_SOCKET"));
    fclose(f);
    free(path);
    struct buf out = {0};
    struct err err = {0};
    assert_ok(action_log_settle(&o.s, &out, &err), err);
    assert_int_equal(out.len, 0);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(intent_and_outcome_are_kept, fresh_log),
        cmocka_unit_test_setup(what_cannot_be_logged_is_not_done, fresh_log),
        cmocka_unit_test_setup(the_log_is_read_back_by_filter, fresh_log),
        cmocka_unit_test_setup(the_log_knows_people_and_places, fresh_log),
        cmocka_unit_test_setup(the_journal_is_read_where_it_may_be, fresh_log),
        cmocka_unit_test_setup(what_nobody_saw_end_is_looked_up, fresh_log),
    };
    int failed = cmocka_run_group_tests_name("log", tests, opdb_log_folder, NULL);
    conn_library_end();
    buf_free(&said);
    return failed;
}
