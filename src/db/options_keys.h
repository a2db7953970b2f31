/* The keys of option files that say something about a connection. Used by options.c alone. */
#ifndef WS_DB_OPTIONS_KEYS_H
#define WS_DB_OPTIONS_KEYS_H

#include "base/buf.h"
#include "db/conn.h"
#include "db/option_file.h"

/* What one place says. */
struct conn_layer {
    struct conn_params p;
    unsigned protocol; /* enum mysql_protocol_type; 0 = not said */
    bool ask_password;
    struct buf *notes;
};

/* An option_line_taker; `arg` is the layer. Keys of other programs are left alone, except in [wsadmin]. */
bool conn_layer_take_option(void *arg, const struct option_line *line, struct err *err);

/* Adds the line about a file with a password that everybody may read. */
void conn_note_exposed(struct buf *notes, const char *path);

#endif
