/* The words: one table for the command line (`wsadmin WORDS`), the console's `:` line and its keys, from which help,
 * completion and the manual are made. A word either reads (rows go to an output) or plans (plan.h). */
#ifndef WS_CMD_CMD_H
#define WS_CMD_CMD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "db/sql.h"
#include "model/entity.h"
#include "op/plan.h"
#include "op/session.h"

enum { CMD_FLAGS_MAX = 10 };

struct cmd_flag {
    const char *name; /* without -- */
    const char *arg;  /* N_: what follows, or NULL for a switch; "FILE" is refused under --restricted */
    char key;         /* its letter in the plan box, 0 = not shown there */
    const char *help; /* N_ */
    const char *of;   /* the plan box shows it for rows of this entity alone ("series"); NULL: always */
    /* N_: what holds unless the switch is given; the plan box shows it by that, set. NULL: nothing */
    const char *unless;
};

enum cmd_what {
    CMD_READS = 1,
    CMD_PLANS = 2,
    CMD_SHELL_ONLY = 4,   /* not on the `:` line */
    CMD_CONSOLE_ONLY = 8, /* carried out by the console itself: no read, no plan function */
    CMD_NO_SESSION = 16,  /* needs no connection or opens its own (migrate, help) */
    CMD_RECORD = 32,      /* few rows with every field: shown one field a line */
    CMD_EXPORTS = 64,     /* its rows are for a file: every field, --output or else the first argument says where */
    CMD_EDITS = 128,      /* planned from a text that the person's editor makes first (cmd/category_edit.h) */
    CMD_TEXT = 256,       /* rows of one column: written as lines, without a heading */
    CMD_FILES = 512,      /* reads or writes files, runs a program, or sets up: refused under --restricted */
    CMD_ADMIN = 1024      /* its operation wants an admin (session_need): said before it is tried */
};

struct cmd_call;
struct cmd_output;

struct cmd {
    const char *name;             /* one word, or two with a blank: "agora close" */
    const char *args;             /* "ID…": after the name, in usage lines; "FILE" as of a flag */
    const char *summary;          /* N_ */
    const struct cmd_flag *flags; /* ends with a NULL name; may be NULL */
    unsigned what;
    enum entity_kind target; /* what an ID names; ENTITY_NONE when the word acts on none */
    size_t target_after;     /* words before the IDs: 1 for `can-host off USER…` */
    bool (*read)(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err);
    bool (*plan)(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
    bool (*text)(struct session *s, const struct cmd_call *call, struct buf *out,
                 struct err *err); /* instead of rows */
};

extern const struct cmd cmd_table[]; /* ends with a NULL name */

/* A word with its arguments, parsed against the table; owns its strings. */
struct cmd_call {
    const struct cmd *cmd;
    char **args;
    size_t arg_count, arg_cap;
    size_t fault; /* of a line that could not be read: the word at fault (cmd_parse_line: the byte where it begins) */
    char *values[CMD_FLAGS_MAX]; /* by place in cmd->flags; a switch that is set holds "" */
};

const struct cmd *cmd_find(const char *name);
/* The word at the beginning of these; *used is how many of them it is made of. */
const struct cmd *cmd_find_words(char *const *words, size_t count, size_t *used);
bool cmd_begins_with(const struct cmd *cmd, const char *word); /* is that its name, or the first word of it? */
/* WS_USAGE with the place and the nearest known word. cmd_parse_line splits by blanks with '…', "…" and \ as a shell
 * does, without any expansion. */
bool cmd_parse(char *const *words, size_t count, struct cmd_call *out, struct err *err);
bool cmd_parse_line(const char *line, struct cmd_call *out, struct err *err);
/* WS_USAGE when there are more arguments than the word takes (its `args` without … says how many), WS_DENIED for what
 * --restricted refuses. */
bool cmd_check(const struct cmd_call *call, struct err *err);
/* The last argument added, as far as no database is needed to see what is wrong with it. WS_USAGE, WS_DATA. */
bool cmd_check_last(const struct cmd_call *call, struct err *err);
/* The same of a flag's value. WS_USAGE. */
bool cmd_check_flag(const struct cmd_call *call, const struct cmd_flag *flag, const char *value, struct err *err);
/* Where a usage line has alternatives, "on|off", the word at this place is one of them; anything will do where one of
 * them, in capitals, stands for a value. WS_USAGE. */
bool cmd_check_alternatives(const char *usage, size_t place, const char *word, struct err *err);
const struct entity *cmd_find_entity(const char *word, struct err *err); /* NULL: WS_USAGE */
void cmd_call_free(struct cmd_call *call);
void cmd_call_copy(struct cmd_call *to, const struct cmd_call *from); /* for cmd_call_free */

const char *cmd_flag_value(const struct cmd_call *call, const char *name); /* NULL = not given */
void cmd_flag_toggle(struct cmd_call *call, size_t flag);                  /* a switch of the plan box */
/* NULL takes it away. WS_USAGE for what the gate stops: such values go to people and into the log. */
bool cmd_flag_set(struct cmd_call *call, const char *name, const char *value, struct err *err);
void cmd_add_arg(struct cmd_call *call, const char *text);
bool cmd_has_targets(const struct cmd_call *call);
bool cmd_needs_targets(const struct cmd_call *call);    /* has none, and no --all or --due to stand for them */
void cmd_add_target(struct cmd_call *call, int64_t id); /* the marked rows, or the one under the cursor */
size_t cmd_target_count(const struct cmd_call *call);
/* place of the first argument that names a row, of set and delete too */
size_t cmd_first_target(const struct cmd_call *call);

/* Does this call change something? Words that do both: doctor plans with --fix, undo reads with --list. */
bool cmd_plans(const struct cmd_call *call);
/* Makes the plan of a call that plans. */
bool cmd_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);

/* Where a CMD_READS word's rows go. Cells are raw. `every_field` says that the output wants all fields, not only the
 * listed. */
struct cmd_column {
    const char *name;  /* as in JSON */
    const char *label; /* translated */
    enum field_type type;
    unsigned flags; /* FIELD_RIGHT */
};
struct cmd_output {
    void *to;
    bool every_field;
    bool (*begin)(void *to, const struct cmd_column *columns, size_t count, struct err *err);
    bool (*row)(void *to, const struct value *cells, struct err *err);
    void (*note)(void *to, const char *text); /* a line beside the rows (translated); may be NULL */
};

#endif
