/* The table of keys: see keys.h. */
#include "ui/keys.h"

#include <string.h>

#include "base/gate.h"
#include "base/i18n.h"
#include "ui/key.h"

const struct keys_binding keys_table[] = {
    /* TRANSLATORS: the short words here stand behind a key in the last line but one: "? help" */
    {KEYS_LIST, "? F1", "help", N_("this list of keys"), N_("help")},
    {KEYS_LIST, "/ \\ F3 F4", "filter", N_("show only what matches: field:value, words, #1234"), N_("find")},
    {KEYS_LIST, ":", "line", N_("type a word and its arguments: cancel, list, show ..."), N_("line")},
    {KEYS_LIST, "j Down C-n", "move down", N_("a row down"), NULL},
    {KEYS_LIST, "k Up C-p", "move up", N_("a row up"), NULL},
    {KEYS_LIST, "C-d", "move half-down", N_("half a page down"), NULL},
    {KEYS_LIST, "C-u", "move half-up", N_("half a page up"), NULL},
    {KEYS_LIST, "PgDn C-f", "move page-down", N_("a page down"), NULL},
    {KEYS_LIST, "PgUp C-b", "move page-up", N_("a page up"), NULL},
    {KEYS_LIST, "Home", "move first", N_("to the first row (gg too)"), NULL},
    {KEYS_LIST, "End G", "move last", N_("to the last row"), NULL},
    {KEYS_LIST, "l Right Tab", "focus next", N_("to the next list"), NULL},
    {KEYS_LIST, "h Left S-Tab", "focus previous", N_("to the list before"), NULL},
    {KEYS_LIST, "1", "focus categories", N_("categories"), NULL},
    {KEYS_LIST, "2", "focus series", N_("series"), NULL},
    {KEYS_LIST, "3", "focus workshops", N_("workshops"), NULL},
    {KEYS_LIST, "9", "focus hosts", N_("hosts"), NULL},
    {KEYS_LIST, "4", "focus attendees", N_("below: attendees of the workshop"), NULL},
    {KEYS_LIST, "5", "focus chat", N_("below: its chat"), NULL},
    {KEYS_LIST, "6", "focus notes", N_("below: its notes"), NULL},
    {KEYS_LIST, "7", "focus invites", N_("below: its invites"), NULL},
    {KEYS_LIST, "8", "focus notices", N_("below: notifications about it"), NULL},
    {KEYS_LIST, "Enter", "enter", N_("go in: show only what belongs to this row"), N_("go in")},
    {KEYS_LIST, "Backspace C-o", "back", N_("back to where you came from"), NULL},
    {KEYS_LIST, "0", "all", N_("show all again: no category, no series"), NULL},
    {KEYS_LIST, "Esc C-g C-c", "step-back", N_("one step back: stop a query, leave a mode"), NULL},
    {KEYS_LIST, "d", "detail", N_("every field of the row"), N_("detail")},
    {KEYS_LIST, "s F6", "sort", N_("sort: asks by what"), NULL},
    {KEYS_LIST, "z", "zoom", N_("this list alone, and back"), NULL},
    {KEYS_LIST, "r F5 C-r", "refresh", N_("read again now"), NULL},
    {KEYS_LIST, "p", "pause", N_("stop or go on refreshing"), NULL},
    {KEYS_LIST, "Space", "mark toggle", N_("mark the row, or unmark it"), N_("mark")},
    {KEYS_LIST, "V C-Space", "mark range", N_("mark from here to where you press it again"), NULL},
    {KEYS_LIST, "*", "mark invert", N_("mark the others instead"), NULL},
    {KEYS_LIST, "+", "mark all", N_("mark all rows of the list"), NULL},
    {KEYS_LIST, "-", "mark none", N_("unmark all"), NULL},
    {KEYS_LIST, "n", "mark next", N_("to the next marked row"), NULL},
    {KEYS_LIST, "N", "mark previous", N_("to the marked row before"), NULL},
    {KEYS_LIST, "]", "attention next", N_("to the next row that wants attention"), NULL},
    {KEYS_LIST, "[", "attention previous", N_("to the one before"), NULL},
    {KEYS_LIST, "m", "mark only", N_("show only the marked, and back"), NULL},
    {KEYS_LIST, "e", "edit", N_("edit the row in a form"), N_("edit")},
    {KEYS_LIST, "o", "make", N_("a form for a new row"), N_("new")},
    {KEYS_LIST, "c", "copy", N_("copy the id, or the marked ones'"), NULL},
    {KEYS_LIST, "u", "undo", N_("take back what you did last"), NULL},
    {KEYS_LIST, "g", "go", N_("then another key: gg first row, gw workshops, gh host ..."), NULL},
    {KEYS_LIST, "C-l", "redraw", N_("paint the screen anew"), NULL},
    {KEYS_LIST, "C-z", "suspend", N_("suspend"), NULL},
    {KEYS_LIST, "q F10", "quit", N_("quit"), N_("quit")},

    {KEYS_CATEGORIES, "O", "toggle", N_("make it active or not, or the marked ones"), N_("on/off")},
    {KEYS_CATEGORIES, "E", "categories edit", N_("edit the marked, or all, as text in your editor"), N_("edit text")},
    {KEYS_CATEGORIES, "M", "merge", N_("make it, or the marked ones, part of another"), N_("merge")},
    {KEYS_CATEGORIES, "J", "order down", N_("move it, or the marked ones, down: a draft"), N_("order")},
    {KEYS_CATEGORIES, "K", "order up", N_("move it, or the marked ones, up: a draft"), NULL},
    {KEYS_CATEGORIES, "D", "delete", N_("delete it, or the marked ones"), NULL},

    {KEYS_SERIES, "C F9", "cancel --future", N_("cancel all its coming workshops, and stop it"), N_("cancel")},
    {KEYS_SERIES, "F", "series fill", N_("make its coming workshops"), N_("fill")},
    {KEYS_SERIES, "!", "mend", N_("set right what is wrong with it"), N_("mend")},
    {KEYS_SERIES, "O", "toggle", N_("make it active or not, or the marked ones"), NULL},
    {KEYS_SERIES, "D", "delete", N_("delete it, or the marked ones; their workshops stay"), NULL},
    {KEYS_SERIES, "H", "can-host", N_("its host may host, or not"), N_("host")},

    {KEYS_WORKSHOPS, "C F9", "cancel", N_("cancel it, or the marked ones"), N_("cancel")},
    {KEYS_WORKSHOPS, "R", "reinstate", N_("take a cancellation back"), NULL},
    {KEYS_WORKSHOPS, "A", "compose attendee add", N_("give people a seat: asks whom"), NULL},
    {KEYS_WORKSHOPS, "I", "compose invite", N_("invite people: asks whom"), NULL},
    {KEYS_WORKSHOPS, "D", "delete", N_("delete it, or the marked ones"), NULL},
    {KEYS_WORKSHOPS, "!", "mend", N_("set right what is wrong with its series"), NULL},
    {KEYS_WORKSHOPS, "H", "can-host", N_("its host may host, or not"), N_("host")},
    /* TRANSLATORS: T sends a notification about a workshop; it asks which */
    {KEYS_WORKSHOPS, "T", "notify", N_("send a notification: asks which"), N_("tell")},
    {KEYS_WORKSHOPS, "a", "when next", N_("upcoming, all, past, cancelled"), N_("when")},
    {KEYS_WORKSHOPS, "v", "view next", N_("as a list, a month, a week"), N_("view")},

    {KEYS_HOSTS, "H", "can-host", N_("may host, or not"), N_("host")},
    {KEYS_HOSTS, "T", "notify", N_("send a notification about their coming workshops: asks which"), N_("tell")},
    {KEYS_HOSTS, "X", "compose transfer", N_("hand everything over: asks to whom"), N_("transfer")},

    {KEYS_ATTENDEES, "A", "compose attendee add", N_("give people a seat: asks whom"), N_("add")},
    {KEYS_ATTENDEES, "O", "toggle is_co_host", N_("co-host or not, or the marked ones"), N_("co-host")},
    {KEYS_ATTENDEES, "S", "toggle can_speak", N_("may speak or not, or the marked ones"), N_("speak")},
    {KEYS_ATTENDEES, "H", "can-host", N_("this person may host, or not"), N_("host")},
    {KEYS_ATTENDEES, "I", "compose invite", N_("invite people: asks whom"), NULL},
    {KEYS_ATTENDEES, "D", "set status=left", N_("this person leaves, or the marked ones"), N_("remove")},

    {KEYS_TEXTS, "D", "compose delete", N_("delete it, or the marked ones: asks for the reason"), N_("delete")},

    {KEYS_GO, "g", "move first", N_("to the first row"), NULL},
    {KEYS_GO, "c", "go category", N_("to its category"), NULL},
    {KEYS_GO, "s", "go series", N_("to its series; of a person: the series hosted"), NULL},
    {KEYS_GO, "w", "go workshops", N_("to its workshops, or its workshop"), NULL},
    {KEYS_GO, "h", "go host", N_("to its host"), NULL},
    {KEYS_GO, "u", "go user", N_("to the person"), NULL},
    {KEYS_GO, "a", "go attendees", N_("to its attendees; of a person: what was attended"), NULL},
    {KEYS_GO, "t", "go chat", N_("to its chat, or the person's"), NULL},
    {KEYS_GO, "n", "go notes", N_("to its notes, or the person's"), NULL},
    {KEYS_GO, "i", "go invites", N_("to its invites, or those the person received"), NULL},
    {KEYS_GO, "b", "go inviter", N_("to who sent the invite; of a person: the invites sent"), NULL},
    {KEYS_GO, "m", "go notices", N_("to its notifications, or the person's"), NULL},
    {KEYS_GO, "Esc C-g C-c", "close", N_("nothing"), NULL},

    {KEYS_CALENDAR, "? F1", "help", N_("this list of keys"), NULL},
    {KEYS_CALENDAR, "/ \\ F3 F4", "filter", N_("show only what matches: field:value, words, #1234"), NULL},
    {KEYS_CALENDAR, ":", "line", N_("type a word and its arguments: cancel, list, show ..."), NULL},
    {KEYS_CALENDAR, "v", "view next", N_("as a list, a month, a week"), N_("view")},
    {KEYS_CALENDAR, "a", "when next", N_("upcoming, all, past, cancelled"), N_("when")},
    {KEYS_CALENDAR, "Enter", "enter", N_("to this day in the list"), N_("to the list")},
    {KEYS_CALENDAR, "l Right", "day next", N_("a day on"), NULL},
    {KEYS_CALENDAR, "h Left", "day previous", N_("a day back"), NULL},
    {KEYS_CALENDAR, "j Down C-n", "day down", N_("a week on, in a week an hour"), NULL},
    {KEYS_CALENDAR, "k Up C-p", "day up", N_("a week back, in a week an hour"), NULL},
    /* TRANSLATORS: PgDn in a calendar shows the next month or week; short, behind the key */
    {KEYS_CALENDAR, "PgDn C-f", "day page-down", N_("a month or week on"), N_("on")},
    {KEYS_CALENDAR, "PgUp C-b", "day page-up", N_("a month or week back"), N_("back")},
    {KEYS_CALENDAR, "t Home", "day today", N_("today"), N_("today")},
    {KEYS_CALENDAR, "Tab", "focus next", N_("to the next list"), NULL},
    {KEYS_CALENDAR, "S-Tab", "focus previous", N_("to the list before"), NULL},
    {KEYS_CALENDAR, "1", "focus categories", N_("categories"), NULL},
    {KEYS_CALENDAR, "2", "focus series", N_("series"), NULL},
    {KEYS_CALENDAR, "3", "focus workshops", N_("workshops"), NULL},
    {KEYS_CALENDAR, "9", "focus hosts", N_("hosts"), NULL},
    {KEYS_CALENDAR, "Backspace C-o", "back", N_("back to where you came from"), NULL},
    {KEYS_CALENDAR, "0", "all", N_("show all again: no category, no series"), NULL},
    {KEYS_CALENDAR, "Esc C-g C-c", "step-back", N_("one step back: stop a query, leave a mode"), NULL},
    {KEYS_CALENDAR, "z", "zoom", N_("this list alone, and back"), NULL},
    {KEYS_CALENDAR, "r F5 C-r", "refresh", N_("read again now"), NULL},
    {KEYS_CALENDAR, "p", "pause", N_("stop or go on refreshing"), NULL},
    {KEYS_CALENDAR, "o", "make", N_("a form for a new row"), NULL},
    {KEYS_CALENDAR, "u", "undo", N_("take back what you did last"), NULL},
    {KEYS_CALENDAR, "C-l", "redraw", N_("paint the screen anew"), NULL},
    {KEYS_CALENDAR, "C-z", "suspend", N_("suspend"), NULL},
    {KEYS_CALENDAR, "q F10", "quit", N_("quit"), N_("quit")},

    {KEYS_BOX, "j Down C-n Enter", "scroll down", N_("a line down"), NULL},
    {KEYS_BOX, "k Up C-p", "scroll up", N_("a line up"), NULL},
    {KEYS_BOX, "PgDn Space C-f C-d", "scroll page-down", N_("a page down"), NULL},
    {KEYS_BOX, "PgUp C-b C-u", "scroll page-up", N_("a page up"), NULL},
    {KEYS_BOX, "g Home", "scroll first", N_("to the beginning"), NULL},
    {KEYS_BOX, "G End", "scroll last", N_("to the end"), NULL},
    {KEYS_BOX, "l Right", "scroll right", N_("to the right"), NULL},
    {KEYS_BOX, "h Left", "scroll left", N_("to the left"), NULL},
    {KEYS_BOX, "Esc q C-g C-c", "close", N_("close the box"), NULL},
    {KEYS_BOX, "C-l", "redraw", N_("paint the screen anew"), NULL},
    {KEYS_BOX, "C-z", "suspend", N_("suspend"), NULL},

    {KEYS_PLAN, "y", "apply", N_("do it"), NULL},
    {KEYS_PLAN, "j Down C-n", "scroll down", N_("a line down"), NULL},
    {KEYS_PLAN, "k Up C-p", "scroll up", N_("a line up"), NULL},
    {KEYS_PLAN, "PgDn C-f", "scroll page-down", N_("a page down"), NULL},
    {KEYS_PLAN, "PgUp C-b", "scroll page-up", N_("a page up"), NULL},
    {KEYS_PLAN, "Tab", "option next", N_("to the next option"), NULL},
    {KEYS_PLAN, "S-Tab", "option previous", N_("to the option before"), NULL},
    {KEYS_PLAN, "Space", "option toggle", N_("switch the option"), NULL},
    {KEYS_PLAN, "v", "everybody", N_("who is told and what is changed, in full"), NULL},
    {KEYS_PLAN, "b", "behind", N_("while it is carried out: back to the lists, it goes on"), NULL},
    {KEYS_PLAN, "Esc n q C-g C-c", "close", N_("leave; nothing is changed"), NULL},
    {KEYS_PLAN, "C-l", "redraw", N_("paint the screen anew"), NULL},
    {KEYS_PLAN, "C-z", "suspend", N_("suspend"), NULL},

    {KEYS_FORM, "Tab Down", "field next", N_("to the next field"), NULL},
    {KEYS_FORM, "S-Tab Up", "field previous", N_("to the field before"), NULL},
    {KEYS_FORM, "Enter", "field take", N_("take the field, on the last one: the plan"), NULL},
    {KEYS_FORM, "C-n", "name next", N_("to the next of the names that begin so"), NULL},
    {KEYS_FORM, "C-p", "name previous", N_("to the name before"), NULL},
    {KEYS_FORM, "F2", "plan", N_("the plan of what was typed"), NULL},
    {KEYS_FORM, "F4", "rule", N_("on a series' rule: build it by choices"), NULL},
    {KEYS_FORM, "Esc C-g C-c", "close", N_("leave; asks when something was typed"), NULL},
    {KEYS_FORM, "C-l", "redraw", N_("paint the screen anew"), NULL},
    {KEYS_FORM, "C-z", "suspend", N_("suspend"), NULL},

    {KEYS_RULE, "Tab Down C-n", "rule next", N_("to the next choice"), NULL},
    {KEYS_RULE, "S-Tab Up C-p", "rule previous", N_("to the choice before"), NULL},
    {KEYS_RULE, "Space", "rule value", N_("its next value; of weekdays: this one on or off"), NULL},
    {KEYS_RULE, "Right", "rule right", N_("its next value; in weekdays and texts to the right"), NULL},
    {KEYS_RULE, "Left", "rule left", N_("its value before; in weekdays and texts to the left"), NULL},
    {KEYS_RULE, "PgDn C-f", "scroll page-down", N_("a page down, where not all fits"), NULL},
    {KEYS_RULE, "PgUp C-b", "scroll page-up", N_("a page up"), NULL},
    {KEYS_RULE, "Enter", "rule take", N_("take the rule into the form"), NULL},
    {KEYS_RULE, "Esc C-g C-c", "close", N_("leave; the form's rule stays"), NULL},
    {KEYS_RULE, "C-l", "redraw", N_("paint the screen anew"), NULL},
    {KEYS_RULE, "C-z", "suspend", N_("suspend"), NULL},

    {KEYS_CHOICE, "Esc q C-g C-c", "close", N_("leave the question"), NULL},
    {KEYS_CHOICE, "C-l", "redraw", N_("paint the screen anew"), NULL},
    {KEYS_CHOICE, "C-z", "suspend", N_("suspend"), NULL},

    {KEYS_CONTEXTS, NULL, NULL, NULL, NULL},
};

static const struct {
    enum keys_context context;
    const char *title;
} titles[] = {
    {KEYS_CATEGORIES, N_("categories")},
    {KEYS_SERIES, N_("series")},
    {KEYS_WORKSHOPS, N_("workshops")},
    {KEYS_HOSTS, N_("hosts")},
    {KEYS_ATTENDEES, N_("attendees")},
    {KEYS_TEXTS, N_("chat, notes, invites")},
    {KEYS_LIST, N_("any list")},
    {KEYS_GO, N_("after g")},
    {KEYS_CALENDAR, N_("a calendar")},
    {KEYS_BOX, N_("a box of text")},
    /* TRANSLATORS: the box that shows what an action would do */
    {KEYS_PLAN, N_("the box of a plan")},
    {KEYS_FORM, N_("the form of a row")},
    {KEYS_RULE, N_("the box of a rule")},
};
enum { TITLES = sizeof titles / sizeof *titles };

static bool is_list(enum keys_context c) { return c > KEYS_LIST && c < KEYS_GO; }

bool keys_overlap(enum keys_context a, enum keys_context b) {
    return a == b || (a == KEYS_LIST && is_list(b)) || (b == KEYS_LIST && is_list(a));
}

static const struct keys_binding *find_in(enum keys_context context, uint32_t key) {
    for (const struct keys_binding *b = keys_bound(); b && b->keys; b++)
        if (b->context == context && key_is_in(b->keys, key)) return b;
    for (const struct keys_binding *b = keys_table; b->keys; b++)
        if (b->context == context && key_is_in(b->keys, key)) return b;
    return NULL;
}

const struct keys_binding *keys_find(enum keys_context context, uint32_t key) {
    const struct keys_binding *own = find_in(context, key);
    return own || !is_list(context) ? own : find_in(KEYS_LIST, key);
}

/* Of the line's keys the first that stands for these words. */
static uint32_t first_key(enum keys_context context, const char *keys, const char *words) {
    uint32_t key;
    size_t at = 0;
    while (key_next(keys, &at, &key)) {
        const struct keys_binding *found = keys_find(context, key);
        if (found && !strcmp(found->words, words)) return key;
    }
    return K_NONE;
}

uint32_t keys_key_of(enum keys_context context, const struct keys_binding *binding) {
    uint32_t key = first_key(context, binding->keys, binding->words);
    for (const struct keys_binding *b = keys_bound(); key == K_NONE && b && b->keys; b++)
        if (!strcmp(b->words, binding->words)) key = first_key(context, b->keys, b->words);
    return key;
}

struct why_not {
    keys_why_not *ask;
    void *arg;
};

static void add_line(struct buf *out, const struct keys_binding *b, const char *keys, const char *help,
                     const struct why_not *why) {
    enum { KEYS_COLUMNS = 20 };
    const char *reason = why->ask ? why->ask(why->arg, b->context, b->words) : NULL;
    buf_add(out, "  ");
    gate_add_fit(out, keys, strlen(keys), KEYS_COLUMNS, GATE_LEFT);
    buf_add(out, help);
    if (reason) buf_addf(out, "  (%s)", reason);
    buf_add_char(out, '\n');
}

/* The keys of a line of the table that still stand for its words. */
static void add_kept_keys(struct buf *out, const struct keys_binding *b) {
    size_t at = 0;
    uint32_t key;
    while (key_next(b->keys, &at, &key)) {
        if (keys_is_rebound(b->context, key)) continue;
        if (out->len) buf_add_char(out, ' ');
        key_add_name(out, key);
    }
}

static void add_context(struct buf *out, enum keys_context context, const char *title, const struct why_not *why) {
    bool any = false;
    for (int own = 0; own < 2; own++) {
        for (const struct keys_binding *b = own ? keys_table : keys_bound(); b && b->keys; b++) {
            struct buf keys = {0};
            if (b->context != context) continue;
            if (own)
                add_kept_keys(&keys, b);
            else if (strcmp(b->words, "nothing") != 0)
                buf_add(&keys, b->keys);
            if (keys.len && !any) buf_addf(out, "%s%s\n", out->len ? "\n" : "", title);
            any = any || keys.len;
            if (keys.len) add_line(out, b, buf_str(&keys), own ? _(b->help) : b->words, why);
            buf_free(&keys);
        }
    }
}

void keys_add_help(struct buf *out, enum keys_context context, keys_why_not *why_not, void *arg) {
    struct why_not why = {why_not, arg};
    for (size_t i = 0; i < TITLES; i++)
        if (titles[i].context == context) add_context(out, context, _(titles[i].title), &why);
    for (size_t i = 0; i < TITLES; i++)
        if (titles[i].context != context) add_context(out, titles[i].context, _(titles[i].title), &why);
}
