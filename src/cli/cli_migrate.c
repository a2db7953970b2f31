/* wsadmin migrate up|down|status|plan|verify: the nine migrations from a shell. Its own consent for up; down asks for
 * the database's name or wants --yes (SPEC section 2). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/gate.h"
#include "base/i18n.h"
#include "base/json.h"
#include "cli/cli.h"
#include "db/migrate.h"

static struct migrate_options migrate_options_of(const struct program *p) {
    const struct options *o = &p->options;
    return (struct migrate_options){.to = o->migrate_to,
                                    .allow_rebuild = o->allow_rebuild,
                                    .out_of_order = o->out_of_order,
                                    .with_platform_tables = o->with_platform_tables,
                                    .lock_wait = o->lock_wait};
}

/* One member of a JSON object; value NULL is null. */
static void add_member(struct buf *out, const char *comma, const char *name, const char *value) {
    buf_addf(out, "%s\"%s\": ", comma, name);
    if (value)
        json_add_string(out, value, strlen(value));
    else
        buf_add(out, "null");
}

static void print_gated(const char *text) {
    struct buf out = {0};
    gate_add_lines(&out, text);
    puts(buf_str(&out));
    buf_free(&out);
}

/* TRANSLATORS: states of a migration in a table */
static const char *const state_words[] = {[MIGRATE_ABSENT] = N_("absent"),
                                          [MIGRATE_PARTLY] = N_("partly there"),
                                          [MIGRATE_THERE] = N_("there"),
                                          [MIGRATE_DIFFERENT] = N_("different")};
static const char *const state_json[] = {[MIGRATE_ABSENT] = "absent",
                                         [MIGRATE_PARTLY] = "partly",
                                         [MIGRATE_THERE] = "there",
                                         [MIGRATE_DIFFERENT] = "different"};

static void add_item_json(struct buf *out, const struct migrate_item *item) {
    add_member(out, "{", "name", item->name);
    buf_addf(out, ", \"status\": \"%s\"", item->recorded ? "up" : "pending");
    add_member(out, ", ", "schema", state_json[item->state]);
    add_member(out, ", ", "statement", item->statement);
    buf_add(out, ", \"differences\": [");
    for (size_t i = 0; i < item->difference_count; i++) {
        add_member(out, i > 0 ? ", {" : "{", "wanted", item->differences[i].wanted);
        add_member(out, ", ", "found", item->differences[i].found);
        buf_add_char(out, '}');
    }
    buf_add(out, "]}");
}

static void print_item(const struct migrate_item *item) {
    /* TRANSLATORS: a migration that was run, and one that was not, as sequelize-cli says it */
    printf("%-8s %-46s %s\n", item->recorded ? _("up") : _("pending"), item->name, _(state_words[item->state]));
    for (size_t i = 0; i < item->difference_count; i++) {
        const struct migrate_difference *d = &item->differences[i];
        struct buf line = {0};
        buf_addf(&line, _("         wanted: %s"), d->wanted);
        buf_addf(&line, _("\n         found:  %s"), d->found ? d->found : _("nothing"));
        print_gated(buf_str(&line));
        buf_free(&line);
    }
    if (item->charset_mend)
        printf(_("         another character set than utf8mb4; to change it: %s\n"), item->charset_mend);
}

static void print_items(const struct migrate_status *status, bool json) {
    struct buf out = {0};
    for (size_t i = 0; i < MIGRATE_COUNT; i++) {
        if (!json)
            print_item(&status->items[i]);
        else
            buf_add(&out, i > 0 ? ",\n" : "[\n");
        if (json) add_item_json(&out, &status->items[i]);
    }
    if (json) printf("%s\n]\n", buf_str(&out));
    buf_free(&out);
}

/* status: exit 1 when something is pending; verify: when a line of ours is missing or different. */
static int migrate_show(struct program *p, struct conn *c, bool verify) {
    struct err err = {0};
    struct migrate_status status;
    if (!migrate_read_status(c, &status, &err)) return cli_fail(&err);
    print_items(&status, p->options.form == OPTIONS_FORM_JSON);
    bool good = verify ? migrate_all_there(&status) : migrate_pending(&status) == 0;
    migrate_status_free(&status);
    return good ? 0 : err_exit_status(WS_DIFFERS);
}

static void print_step(const struct migrate_plan_step *step, bool json, bool first) {
    struct buf out = {0};
    if (json) {
        add_member(&out, first ? "{" : ",\n{", "name", step->name);
        add_member(&out, ", ", "statement", step->statement);
        buf_addf(&out, ", \"in_place\": %s}", step->in_place ? "true" : "false");
        fputs(buf_str(&out), stdout);
    } else {
        buf_addf(&out, "-- %s%s\n", step->name, step->in_place ? _(": tried in place, else stops") : "");
        if (step->statement)
            buf_addf(&out, "%s;", step->statement);
        else
            buf_addf(&out, "-- %s", _("is there: only recorded"));
        print_gated(buf_str(&out));
    }
    buf_free(&out);
}

static int migrate_show_plan(struct program *p, struct conn *c) {
    struct err err = {0};
    struct migrate_plan plan;
    struct migrate_options o = migrate_options_of(p);
    bool json = p->options.form == OPTIONS_FORM_JSON;
    if (!migrate_plan_up(c, &o, &plan, &err)) return cli_fail(&err);
    if (json) fputs("[", stdout);
    for (size_t i = 0; i < plan.count; i++) print_step(&plan.steps[i], json, i == 0);
    if (json)
        puts("]");
    else if (plan.count == 0)
        puts(_("-- nothing to do: all nine are up"));
    if (plan.missing_grant) {
        struct buf note = {0};
        buf_addf(&note, _("this account may not run it; missing: %s"), plan.missing_grant);
        program_print_note(buf_str(&note));
        buf_free(&note);
    }
    migrate_plan_free(&plan);
    return 0;
}

static void on_done(void *arg, const char *name, enum migrate_done what) {
    static const char *const words[] = {[MIGRATE_NOTHING] = N_("nothing to do"),
                                        [MIGRATE_RAN] = N_("done"),
                                        [MIGRATE_FINISHED] = N_("was partly there, finished"),
                                        [MIGRATE_RECORDED] = N_("was there, recorded"),
                                        [MIGRATE_REVERTED] = N_("taken back")};
    const struct program *p = arg;
    if (p->options.form != OPTIONS_FORM_JSON && what != MIGRATE_NOTHING) printf("%-46s %s\n", name, _(words[what]));
    fflush(stdout);
}

static bool on_waiting(void *arg, const struct migrate_wait *w) {
    (void)arg;
    struct buf line = {0};
    long long seconds = (long long)(w->ms / 1000);
    if (w->table)
        buf_addf(&line, _("waiting for the table %s (%lld s)"), w->table, seconds);
    else
        buf_addf(&line, _("waiting for another runner (%lld s)"), seconds);
    if (w->holders) buf_addf(&line, _(", held by %s"), w->holders);
    program_print_note(buf_str(&line));
    buf_free(&line);
    return true;
}

static void print_result(const struct program *p, const struct migrate_result *result) {
    if (p->options.form == OPTIONS_FORM_JSON)
        printf("{\"changed\": %zu}\n", result->changed);
    else if (result->changed == 0)
        program_print_note(_("nothing to do: all nine are recorded (migrate verify compares the tables)"));
}

static int migrate_run_up(struct program *p) {
    struct err err = {0};
    struct migrate_result result;
    struct migrate_options o = migrate_options_of(p);
    o.arg = p;
    o.done = on_done;
    o.waiting = on_waiting;
    if (!migrate_up(&p->conn.params, &o, &result, &err)) return cli_fail(&err);
    print_result(p, &result);
    return 0;
}

static void print_losses(const struct migrate_down_plan *plan) {
    struct buf out = {0};
    for (size_t i = 0; i < plan->count; i++)
        buf_addf(&out, P_("%s: %lld row of %s is lost\n", "%s: %lld rows of %s are lost\n", plan->losses[i].rows),
                 plan->losses[i].name, (long long)plan->losses[i].rows, plan->losses[i].table);
    buf_truncate(&out, out.len ? out.len - 1 : 0);
    program_print_note(buf_str(&out));
    buf_free(&out);
}

static void print_losses_json(const struct migrate_down_plan *plan) {
    struct buf out = {0};
    for (size_t i = 0; i < plan->count; i++) {
        add_member(&out, i > 0 ? ",\n{" : "{", "name", plan->losses[i].name);
        add_member(&out, ", ", "table", plan->losses[i].table);
        buf_addf(&out, ", \"rows_lost\": %lld", (long long)plan->losses[i].rows);
        add_member(&out, ", ", "statement", plan->losses[i].statement);
        buf_add_char(&out, '}');
    }
    printf("[%s]\n", buf_str(&out));
    buf_free(&out);
}

/* The database's name typed on the terminal, or --yes. */
static bool down_is_agreed(const struct program *p, struct err *err) {
    char line[128];
    if (p->options.yes) return true;
    if (!isatty(STDIN_FILENO))
        return err_set(err, WS_USAGE, "%s", _("migrate down loses data: it wants --yes when nobody can be asked"));
    fprintf(stderr, "%s ", _("Type the database's name to take them back:"));
    if (!fgets(line, sizeof line, stdin)) line[0] = '\0';
    line[strcspn(line, "\n")] = '\0';
    if (!strcmp(line, p->conn.params.database)) return true;
    return err_set(err, WS_USAGE, "%s", _("that is not the database's name: nothing was changed"));
}

static int migrate_run_down(struct program *p, struct conn *c) {
    struct err err = {0};
    struct migrate_options o = migrate_options_of(p);
    struct migrate_down_plan plan;
    struct migrate_result result;
    o.arg = p;
    o.done = on_done;
    o.waiting = on_waiting;
    if (!migrate_plan_down(c, &o, &plan, &err)) return cli_fail(&err);
    bool json = p->options.form == OPTIONS_FORM_JSON;
    if (json && p->options.dry_run)
        print_losses_json(&plan);
    else if (plan.count > 0)
        print_losses(&plan);
    for (size_t i = 0; p->options.dry_run && !json && i < plan.count; i++)
        print_gated(plan.losses[i].statement ? plan.losses[i].statement
                                             : _("-- nothing of it is there: only the journal's row goes"));
    bool ok = p->options.dry_run || plan.count == 0 ||
              (down_is_agreed(p, &err) && migrate_down(&p->conn.params, &o, &result, &err));
    if (ok && plan.count > 0 && !p->options.dry_run) print_result(p, &result);
    migrate_down_plan_free(&plan);
    return ok ? 0 : cli_fail(&err);
}

static bool is_form(const char *what) {
    static const char *const forms[] = {"up", "down", "status", "plan", "verify"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (!strcmp(what, forms[i])) return true;
    return false;
}

int cli_migrate(struct program *p, const struct cmd_call *call) {
    const char *what = call->arg_count > 0 ? call->args[0] : "up";
    struct err err = {0};
    struct conn *c;
    int status;
    if (p->options.migrate_to && !migrate_name_known(p->options.migrate_to, &err)) return cli_fail(&err);
    if (!is_form(what)) {
        err_set(&err, WS_USAGE, _("migrate wants up, down, status, plan or verify, not %s"), what);
        return cli_fail(&err);
    }
    if (!strcmp(what, "up") && !p->options.dry_run) return migrate_run_up(p);
    if (!conn_open(&p->conn.params, &c, &err)) return cli_fail(&err);
    if (!strcmp(what, "down"))
        status = migrate_run_down(p, c);
    else if (!strcmp(what, "plan") || !strcmp(what, "up"))
        status = migrate_show_plan(p, c);
    else
        status = migrate_show(p, c, !strcmp(what, "verify"));
    conn_close(c);
    return status;
}
