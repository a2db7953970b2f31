/* What tests/db/local.sh drives: one process that uses a local server.
 *
 *   localtool join DIR      joins ("" is the default folder), says "ready DIR SOCKET", then runs standard input line by
 * line: SQL, answered by the first cell or `error TEXT`; `start` starts the server again; `user NAME`; `quit` localtool
 * demo the same with a throw-away folder An error is said as `error CODE TEXT | HINT`, with its exit status. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "db/local.h"
#include "db/local_content.h"

static int say(struct err *err) {
    printf("error %d %s | %s\n", err_exit_status(err->code), err->text, err->hint ? err->hint : "");
    int status = err_exit_status(err->code);
    err_free(err);
    fflush(stdout);
    return status;
}

static bool answer(struct conn *c, const char *statement, struct err *err) {
    struct rows rows = {0};
    bool ok = conn_read(c, statement, &rows, err);
    if (ok) printf("%s\n", rows.count && rows_text(&rows, 0, 0) ? rows_text(&rows, 0, 0) : "");
    rows_free(&rows);
    return ok;
}

static void serve(struct local_server *s, struct conn *c) {
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        struct err err = {0};
        line[strcspn(line, "\n")] = '\0';
        bool ok;
        if (!strcmp(line, "quit")) return;
        if (!strcmp(line, "start"))
            ok = local_server_start(s, &err) && conn_reopen(c, &err);
        else if (!strncmp(line, "user ", 5))
            ok = local_user_add(c, line + 5, LOCAL_ROLE_MODERATOR, &err);
        else
            ok = answer(c, line, &err);
        if (!ok)
            say(&err);
        else if (!strncmp(line, "start", 5) || !strncmp(line, "user", 4))
            puts("done");
        fflush(stdout);
    }
}

int main(int argc, char **argv) {
    struct err err = {0};
    struct local_server *s = NULL;
    struct conn *c = NULL;
    struct conn_params p;
    setlocale(LC_CTYPE, "");
    conn_library_init();
    int64_t began = clock_monotonic_ms();
    bool demo = argc > 1 && !strcmp(argv[1], "demo");
    if (!(demo ? local_server_demo(DEMO_SMALL, NULL, NULL, &s, &err)
               : local_server_join(argc > 2 && *argv[2] ? argv[2] : NULL, &s, &err)))
        return say(&err);
    local_server_params(s, &p);
    if (!conn_open(&p, &c, &err)) return say(&err);
    printf("ready %s %s %d\n", local_server_dir(s), p.socket, (int)(clock_monotonic_ms() - began));
    fflush(stdout);
    serve(s, c);
    conn_close(c);
    conn_params_free(&p);
    local_server_leave(s);
    conn_library_end();
    return 0;
}
