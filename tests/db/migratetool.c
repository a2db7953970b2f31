/* The migrations as a program, for tests in bash that run several at once, kill them, or run next to sequelize-cli:
 *   migratetool DATABASE up|plan|status|down [to=NAME] [user=NAME] [wait=SECONDS] [rebuild] [disorder] [platform]
 * [read-only] WSTEST_SOCKET is the server's socket. Exit statuses are wsadmin's. */
#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/migrate.h"

static void tell_done(void *arg, const char *name, enum migrate_done what) {
    static const char *const words[] = {"nothing", "ran", "finished", "recorded", "reverted"};
    (void)arg;
    printf("%s %s\n", words[what], name);
    fflush(stdout);
}

static bool tell_waiting(void *arg, const struct migrate_wait *w) {
    (void)arg;
    printf("waiting for %s: %s\n", w->table ? w->table : "runner", w->holders ? w->holders : "?");
    fflush(stdout);
    return true;
}

static bool status(struct conn *c, struct err *err) {
    static const char *const states[] = {"absent", "partly", "there", "different"};
    struct migrate_status s;
    if (!migrate_read_status(c, &s, err)) return false;
    for (size_t i = 0; i < MIGRATE_COUNT; i++) {
        const struct migrate_item *item = &s.items[i];
        printf("%s %s %.3s\n", item->recorded ? "up" : "down", states[item->state], item->name);
        for (size_t d = 0; d < item->difference_count; d++)
            printf("  wanted %s\n  found %s\n", item->differences[d].wanted,
                   item->differences[d].found ? item->differences[d].found : "nothing");
        if (item->charset_mend) printf("  charset %s\n", item->charset_mend);
    }
    if (!migrate_all_there(&s)) err_set(err, WS_DIFFERS, "differs");
    migrate_status_free(&s);
    return !err->text;
}

static bool plan(struct conn *c, const struct migrate_options *o, struct err *err) {
    struct migrate_plan p;
    if (!migrate_plan_up(c, o, &p, err)) return false;
    for (size_t i = 0; i < p.count; i++)
        printf("-- %s%s\n%s%s", p.steps[i].name, p.steps[i].in_place ? " (in place)" : "",
               p.steps[i].statement ? p.steps[i].statement : "", p.steps[i].statement ? ";\n" : "");
    if (p.missing_grant) printf("-- missing: %s\n", p.missing_grant);
    migrate_plan_free(&p);
    return true;
}

static bool down(struct conn *c, const struct conn_params *p, const struct migrate_options *o, struct err *err) {
    struct migrate_down_plan plan;
    struct migrate_result result;
    if (!migrate_plan_down(c, o, &plan, err)) return false;
    for (size_t i = 0; i < plan.count; i++)
        printf("loses %" PRId64 " of %s\n", plan.losses[i].rows, plan.losses[i].table);
    fflush(stdout);
    migrate_down_plan_free(&plan);
    return migrate_down(p, o, &result, err);
}

static void read_argument(char *arg, struct conn_params *p, struct migrate_options *o) {
    if (!strncmp(arg, "to=", 3))
        o->to = arg + 3;
    else if (!strncmp(arg, "wait=", 5))
        o->lock_wait = (unsigned)strtoul(arg + 5, NULL, 10);
    else if (!strcmp(arg, "rebuild"))
        o->allow_rebuild = true;
    else if (!strcmp(arg, "disorder"))
        o->out_of_order = true;
    else if (!strcmp(arg, "platform"))
        o->with_platform_tables = true;
    else if (!strcmp(arg, "read-only"))
        p->read_only = true;
    else if (!strncmp(arg, "user=", 5)) {
        free(p->user);
        p->user = mem_dup(arg + 5);
    }
}

int main(int argc, char **argv) {
    struct migrate_options o = {.lock_wait = MIGRATE_LOCK_WAIT, .done = tell_done, .waiting = tell_waiting};
    struct migrate_result result;
    struct conn *c = NULL;
    struct err err = {0};
    if (argc < 3) return 64;
    setlocale(LC_CTYPE, "");
    conn_library_init();
    struct conn_params p = {
        .socket = mem_dup(getenv("WSTEST_SOCKET")), .user = mem_dup("root"), .database = mem_dup(argv[1])};
    for (int i = 3; i < argc; i++) read_argument(argv[i], &p, &o);
    bool up = !strcmp(argv[2], "up");
    bool ok = up || conn_open(&p, &c, &err);
    if (ok && up)
        ok = migrate_up(&p, &o, &result, &err);
    else if (ok && !strcmp(argv[2], "down"))
        ok = down(c, &p, &o, &err);
    else if (ok && !strcmp(argv[2], "plan"))
        ok = plan(c, &o, &err);
    else if (ok)
        ok = status(c, &err);
    if (!ok) fprintf(stderr, "%s\n%s\n", err.text, err.hint ? err.hint : "");
    int exit_status = err_exit_status(err.code);
    err_free(&err);
    conn_close(c);
    conn_params_free(&p);
    conn_library_end();
    return exit_status;
}
