/* Writes the completions of a shell from the tables of words and options: at build time, `generate bash|zsh|fish`. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cmd/cmd.h"
#include "cmd/options.h"

/* A text inside '…'. */
static void add_quoted(struct buf *out, const char *text) {
    buf_add_char(out, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            buf_add(out, "'\\''");
        else
            buf_add_char(out, *text);
    }
    buf_add_char(out, '\'');
}

static void add_flags(struct buf *out, const struct cmd *cmd) {
    for (const struct cmd_flag *f = cmd->flags; f && f->name; f++) buf_addf(out, " --%s%s", f->name, f->arg ? "=" : "");
}

/* Alternatives that a usage line begins with: "off|on". */
static void add_choices(struct buf *out, const struct cmd *cmd) {
    size_t len = strcspn(cmd->args, " ");
    if (!memchr(cmd->args, '|', len)) return;
    for (size_t i = 0; i < len; i++) {
        char c = cmd->args[i];
        if (c != '[' && c != ']') buf_add_char(out, c == '|' ? ' ' : c);
    }
}

static bool takes_entity(const struct cmd *cmd) { return !strncmp(cmd->args, "ENTITY", 6); }

static void add_entities(struct buf *out) {
    for (int i = 0; i < ENTITY_KINDS; i++) buf_addf(out, "%s%s", i ? " " : "", entities[i].name);
}

/* The first words, each once. */
static void add_words(struct buf *out) {
    const char *last = "";
    for (const struct cmd *c = cmd_table; c->name; c++) {
        size_t len = strcspn(c->name, " ");
        if (strlen(last) >= len && !strncmp(last, c->name, len) && (last[len] == ' ' || !last[len])) continue;
        buf_addf(out, "%s%.*s", *last ? " " : "", (int)len, c->name);
        last = c->name;
    }
}

static void add_options(struct buf *out) {
    const struct option_row *o;
    for (size_t i = 0; (o = options_row(i)); i++)
        buf_addf(out, "%s--%s%s", i ? " " : "", o->name, o->arg && *o->arg != '[' ? "=" : "");
}

/* bash and zsh (by bashcompinit) share the function. */
static void add_bash(struct buf *out) {
    buf_add(out, "# Completion of wsadmin, made from its tables.\n_wsadmin() {\n"
                 "    local current=${COMP_WORDS[COMP_CWORD]} first='' second='' words='' seconds='' word i\n"
                 "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                 "        word=${COMP_WORDS[i]}\n"
                 "        case $word in -* | =) continue ;; esac\n"
                 "        [ \"${COMP_WORDS[i - 1]}\" = '=' ] && continue\n"
                 "        if [ -z \"$first\" ]; then first=$word; elif [ -z \"$second\" ]; then second=$word; fi\n"
                 "    done\n    local all=\"");
    add_words(out);
    buf_add(out, "\"\n    local options=\"");
    add_options(out);
    buf_add(out, "\"\n    if [ -z \"$first\" ]; then\n        words=\"$all $options\"\n    else\n");
    for (const struct cmd *c = cmd_table; c->name; c++) {
        const char *second = strchr(c->name, ' ');
        if (second)
            buf_addf(out, "    [ \"$first\" = '%.*s' ] && [ -z \"$second\" ] && seconds=\"$seconds%s\"\n",
                     (int)(second - c->name), c->name, second);
    }
    buf_add(out, "    case \"$first $second\" in\n");
    for (const struct cmd *c = cmd_table; c->name; c++) {
        buf_addf(out, "    '%s'%s) words=\"", c->name, strchr(c->name, ' ') ? "" : "' '*");
        add_choices(out, c);
        if (takes_entity(c)) add_entities(out);
        add_flags(out, c);
        buf_add(out, "\" ;;\n");
    }
    buf_add(
        out,
        "    esac\n    words=\"$words $seconds\"\n    case $current in -*) words=\"$words $options\" ;; esac\n    fi\n"
        "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
        "    case ${COMPREPLY[0]-} in *=) compopt -o nospace 2>/dev/null ;; esac\n}\n"
        "complete -F _wsadmin wsadmin\n");
}

static void add_fish(struct buf *out) {
    buf_add(out, "# Completion of wsadmin, made from its tables.\ncomplete -c wsadmin -f\n");
    for (const struct cmd *c = cmd_table; c->name; c++) {
        size_t len = strcspn(c->name, " ");
        if (c->name[len])
            buf_addf(out, "complete -c wsadmin -n '__fish_seen_subcommand_from %.*s' -a '%s' -d ", (int)len, c->name,
                     c->name + len + 1);
        else
            buf_addf(out, "complete -c wsadmin -n __fish_use_subcommand -a '%s' -d ", c->name);
        add_quoted(out, c->summary);
        buf_add_char(out, '\n');
        struct buf choices = {0};
        add_choices(&choices, c);
        if (takes_entity(c)) add_entities(&choices);
        if (choices.len)
            buf_addf(out, "complete -c wsadmin -n '__fish_seen_subcommand_from %.*s' -a '%s'\n", (int)len, c->name,
                     buf_str(&choices));
        buf_free(&choices);
        for (const struct cmd_flag *f = c->flags; f && f->name; f++) {
            buf_addf(out, "complete -c wsadmin -n '__fish_seen_subcommand_from %.*s' -l '%s'%s -d ", (int)len, c->name,
                     f->name, f->arg ? " -r" : "");
            add_quoted(out, f->help);
            buf_add_char(out, '\n');
        }
    }
    const struct option_row *o;
    for (size_t i = 0; (o = options_row(i)); i++) {
        buf_addf(out, "complete -c wsadmin -l '%s'%s -d ", o->name, o->arg && *o->arg != '[' ? " -r" : "");
        add_quoted(out, o->help);
        buf_add_char(out, '\n');
    }
}

int main(int argc, char **argv) {
    const char *shell = argc == 2 ? argv[1] : "";
    struct buf out = {0};
    if (!strcmp(shell, "bash")) {
        add_bash(&out);
    } else if (!strcmp(shell, "zsh")) {
        buf_add(&out, "#compdef wsadmin\nautoload -U bashcompinit && bashcompinit\n");
        add_bash(&out);
    } else if (!strcmp(shell, "fish")) {
        add_fish(&out);
    } else {
        fprintf(stderr, "usage: generate bash|zsh|fish\n");
        return 64;
    }
    int status = fputs(buf_str(&out), stdout) < 0 || fflush(stdout) != 0;
    buf_free(&out);
    return status;
}
