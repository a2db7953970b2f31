/* The options of the command line: one table for the global ones, with wsadmin's own settings (base/settings) added to
 * it; a word of the command line adds its own in the same form. getopt_long's tables and the lines of --help are made
 * from it, and a test compares it with the manual page.
 *
 * Reading goes in two steps, since only the word tells what follows it: options_parse takes what stands before the
 * first word; options_parse_words the options among a word's arguments, where the word's own names win over global ones
 * (`log --user ana` is not the database account). */
#ifndef WS_CMD_OPTIONS_H
#define WS_CMD_OPTIONS_H

#include <stddef.h>

#include "base/buf.h"
#include "base/settings.h"
#include "db/options.h"

enum options_group {
    OPTIONS_OWN = 0, /* of one word */
    OPTIONS_CONNECTION = 1,
    OPTIONS_SETTINGS = 2, /* those of wsadmin.conf */
    OPTIONS_OUTPUT = 4,
    OPTIONS_CONSENT = 8, /* --yes, --dry-run */
    OPTIONS_MIGRATE = 16,
    OPTIONS_PROGRAM = 32,
    OPTIONS_ALL = 63
};

struct option_row {
    char letter;      /* 0: only long */
    const char *name; /* without the hyphens */
    const char *arg;  /* NULL: takes none; "[WORD]": may take one, after `=`. Marked N_ */
    const char *help; /* one line, marked N_ */
    enum options_group group;
    int id; /* for who takes it */
};

enum options_form { OPTIONS_FORM_DEFAULT, OPTIONS_FORM_JSON, OPTIONS_FORM_CSV, OPTIONS_FORM_TSV };

/* Strings point into the argument vector. Start with {0}, end with options_free. */
struct options {
    struct conn_flags connection;
    struct settings settings; /* what flags say: give them to conf_load */
    const char *config_file;
    unsigned wait_seconds; /* how long to wait for a server that is still starting; 0 = not */
    bool local;
    const char *local_dir; /* NULL: the usual folder */
    bool demo;
    const char *demo_size; /* NULL: the usual one */
    enum options_form form;
    bool yes, dry_run, help, version;
    bool restricted;
    bool migrate;
    const char *migrate_to;
    unsigned lock_wait; /* seconds; set by options_parse even when not given */
    bool allow_rebuild, out_of_order, with_platform_tables;
    char **words; /* what is left, `word_count` of them, in argv */
    size_t word_count;
};

typedef bool (*option_row_taker)(void *arg, int id, const char *value, struct err *err);

/* argv[0] is the program. WS_USAGE says what is wrong. */
bool options_parse(struct options *o, int argc, char **argv, struct err *err);

/* argv[0] is the word, the rest its arguments, reordered so that o->words is what is no option. `groups`: the global
 * options that may stand here. `own` ones go to `take`. */
bool options_parse_words(struct options *o, int argc, char **argv, unsigned groups, const struct option_row *own,
                         size_t own_count, option_row_taker take, void *arg, struct err *err);
void options_free(struct options *o);

/* The lines of --help, translated: the global table by groups, with headings; or the given rows. */
void options_help(struct buf *out);
void options_help_rows(struct buf *out, const struct option_row *rows, size_t count);
/* The text of --version, as the GNU coding standards have it. */
void options_version(struct buf *out);

/* The global table, settings included, for completion and tests. NULL after the last. */
const struct option_row *options_row(size_t index);

#endif
