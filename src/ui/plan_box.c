/* The box of a plan: see plan_box.h. Its jobs are plan_job.c's, its drawing plan_draw.c's.
 *
 * `y` acts only on a plan that has been on the screen: whatever was typed before it was painted is thrown away, and
 * while a new plan is made (an option was switched) there is nothing to agree to. */
#include "ui/plan_box.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "ui/key.h"
#include "ui/plan_private.h"
#include "ui/prompt.h"

/* Has it a letter here? Some are for one entity, which the first argument of set and delete names. */
static bool is_option(const struct plan_box *b, const struct cmd_flag *flag) {
    const struct entity *e = flag->of && b->call.arg_count > 0 ? entity_find(b->call.args[0]) : NULL;
    return flag->key && (!flag->of || (e && !strcmp(flag->of, e->name)));
}

int plan_option_next(const struct plan_box *b, int from, int step) {
    const struct cmd_flag *flags = b->call.cmd->flags;
    for (int i = from + step; i >= 0 && flags && i < CMD_FLAGS_MAX && flags[i].name; i += step)
        if (is_option(b, &flags[i])) return i;
    return from;
}

size_t plan_must_type(const struct plan_box *b) {
    /* Of set, import, fill --all… and of series:ID, which stands for many rows: those that the plan changes. */
    bool has_targets = cmd_has_targets(&b->call);
    for (size_t i = 0; i < b->call.arg_count; i++) has_targets = has_targets && !strchr(b->call.args[i], ':');
    size_t chosen = has_targets ? cmd_target_count(&b->call) : b->plan ? (size_t)b->plan->to_change : 0;
    return chosen > PLAN_YES_MOST ? chosen : 0;
}

static bool is_ready(const struct plan_box *b) {
    return b->state == PLAN_SHOWN && b->seen && b->plan && b->plan->to_change > 0;
}

/* The value of an option with an argument has been typed. */
static void value_typed(struct console *c, void *arg, const char *line) {
    struct plan_box *b = arg;
    if (!layer_is_open(c, &b->layer) || b->state == PLAN_APPLYING) return;
    const struct cmd_flag *flag = &b->call.cmd->flags[b->option];
    struct err err = {0};
    if (cmd_flag_set(&b->call, flag->name, *line ? line : NULL, &err))
        plan_make(c, b);
    else
        console_say_error(c, &err);
    err_free(&err);
}

static void use_option(struct console *c, struct plan_box *b, int option) {
    const struct cmd_flag *flag = &b->call.cmd->flags[option];
    const char *barred = b->barred[option];
    b->option = option;
    c->dirty = true;
    if (barred) {
        console_say(c, ROLE_PLAIN, "%s: %s", flag->name, barred);
    } else if (!flag->arg) {
        cmd_flag_toggle(&b->call, (size_t)option);
        plan_make(c, b);
    } else {
        char *label = mem_format("%s: ", flag->name);
        prompt_open(c, label, b->call.values[option], value_typed, b);
        free(label);
    }
}

static void apply(struct console *c, struct plan_box *b) {
    if (!is_ready(b)) return;
    if (plan_must_type(b))
        console_say(c, ROLE_PLAIN, _("these are many rows: type %zu and Enter"), plan_must_type(b));
    else
        plan_apply_start(c, b);
}

static void plan_words(struct console *c, struct layer *l, const char *words) {
    struct plan_box *b = (struct plan_box *)l;
    c->dirty = true;
    if (b->state == PLAN_APPLYING) {
        if (!strcmp(words, "close") && jobs_cancel(c->jobs, JOB_WRITE))
            console_say(c, ROLE_PLAIN, "%s", _("stopping ..."));
        if (!strcmp(words, "behind")) plan_leave_behind(c, b);
        return;
    }
    if (!strcmp(words, "close")) {
        if (b->typed_len > 0)
            b->typed_len = 0;
        else
            layer_close(c, l);
    } else if (!strcmp(words, "apply")) {
        apply(c, b);
    } else if (!strcmp(words, "everybody")) {
        plan_show_everybody(c, b);
    } else if (!strncmp(words, "scroll ", 7)) {
        scroll_words(&b->scroll, words + 7);
    } else if (!strcmp(words, "option next")) {
        b->option = plan_option_next(b, b->option, 1);
    } else if (!strcmp(words, "option previous") && b->option > 0) {
        b->option = plan_option_next(b, b->option, -1);
    } else if (!strcmp(words, "option toggle") && b->option >= 0 && b->state != PLAN_MAKING) {
        use_option(c, b, b->option);
    }
}

/* The count of many rows, typed and confirmed by Enter. */
static void count_key(struct console *c, struct plan_box *b, uint32_t key) {
    if (key >= '0' && key <= '9' && b->typed_len + 1 < sizeof b->typed) {
        b->typed[b->typed_len++] = (char)key;
    } else if (key == K_BACKSPACE && b->typed_len > 0) {
        b->typed_len--;
    } else if (key == K_ENTER && b->typed_len > 0) {
        int64_t typed = 0;
        b->typed[b->typed_len] = 0;
        b->typed_len = 0;
        if (parse_int(b->typed, 1, INT64_MAX, &typed) && (size_t)typed == plan_must_type(b))
            plan_apply_start(c, b);
        else
            console_say(c, ROLE_ERROR, _("there are %zu rows, not %s"), plan_must_type(b), b->typed);
    }
}

static void plan_key(struct console *c, struct layer *l, uint32_t key) {
    struct plan_box *b = (struct plan_box *)l;
    const struct cmd_flag *flags = b->call.cmd->flags;
    if (b->state == PLAN_APPLYING || b->state == PLAN_MAKING) return;
    c->dirty = true;
    for (int i = 0; flags && flags[i].name; i++) {
        if (!is_option(b, &flags[i]) || key != (uint32_t)flags[i].key) continue;
        use_option(c, b, i);
        return;
    }
    if (is_ready(b) && plan_must_type(b)) count_key(c, b, key);
}

static void plan_box_free(struct console *c, struct layer *l) {
    struct plan_box *b = (struct plan_box *)l;
    jobs_forget(c->jobs, SLOT_PLAN);
    jobs_forget(c->jobs, SLOT_EVERYBODY);
    if (b->state == PLAN_MAKING) jobs_cancel(c->jobs, JOB_WRITE);
    cmd_call_free(&b->call);
    plan_free(b->plan);
    wrap_clear(&b->wrap);
    for (size_t i = 0; i < CMD_FLAGS_MAX; i++) free(b->barred[i]);
    free(b->text);
    free(b->trouble);
    free(b);
}

static const struct layer_type plan_type = {KEYS_PLAN, plan_draw, plan_words, plan_key, NULL, plan_box_free};

static struct plan_box *open_box(struct console *c, struct cmd_call *call) {
    struct plan_box *b = mem_zero(1, sizeof *b);
    b->layer.type = &plan_type;
    b->call = *call;
    *call = (struct cmd_call){0};
    b->option = -1;
    layer_push(c, &b->layer);
    plan_make(c, b);
    return b;
}

bool plan_box_may_open(struct console *c) {
    bool writing = jobs_is_writing(c->jobs);
    if (c->exporting)
        console_say(c, ROLE_ERROR, "%s", _("an export is still at work: Esc stops it"));
    else if (writing)
        console_say(c, ROLE_ERROR, "%s", _("an action is still at work"));
    return !c->exporting && !writing;
}

void plan_box_open(struct console *c, struct cmd_call *call, bool chosen, size_t hidden) {
    if (!plan_box_may_open(c)) return;
    struct plan_box *b = open_box(c, call);
    b->chosen = chosen;
    b->hidden = hidden;
}

void plan_box_open_over(struct console *c, struct cmd_call *call, struct layer *below) {
    if (plan_box_may_open(c)) open_box(c, call)->below = below;
}
