/* A file that is there whole or not at all: written beside its place under another name, with mode 0600, and renamed at
 * the end. What stops the program before that takes the half file away. Used by exports; one at a time. */
#ifndef WS_CLI_FILE_OUT_H
#define WS_CLI_FILE_OUT_H

#include <stdio.h>

#include "base/error.h"

struct file_out {
    FILE *file;
    char *path; /* its place; a symbolic link's is where it leads */
    char *half; /* the name until the end; NULL when `path` is no plain file (a pipe, /dev/stdout): written directly */
    bool signals;
};

/* `signals`: SIGHUP, SIGINT and SIGTERM take the half file away before they end the program (the command line; the
 * console has its own way to end). */
bool file_out_open(struct file_out *f, const char *path, bool signals, struct err *err);
bool file_out_keep(struct file_out *f, struct err *err); /* ends it in any case; WS_FILE when it could not be written */
void file_out_drop(struct file_out *f);                  /* after a failure: as if it had never been opened */

#endif
