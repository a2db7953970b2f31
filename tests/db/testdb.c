/* What the C tests against a server share: see testdb.h. */
#include "testdb.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

void testdb_params(struct conn_params *p, const char *database) {
    const char *socket = getenv("WSTEST_SOCKET");
    assert_non_null(socket);
    *p = (struct conn_params){.socket = mem_dup(socket), .user = mem_dup("root")};
    if (database) p->database = mem_dup(database);
}

struct conn *testdb_connect_as(const char *user, const char *database) {
    struct conn_params p;
    struct conn *c = NULL;
    struct err err = {0};
    testdb_params(&p, database);
    free(p.user);
    p.user = mem_dup(user);
    assert_ok(conn_open(&p, &c, &err), err);
    conn_params_free(&p);
    return c;
}

struct conn *testdb_connect(const char *database) {
    return testdb_connect_as("root", database);
}

/* MariaDB makes a table of numbers out of its very name, seq_1_to_300; MySQL gets one that counts. */
static char *without_sequences(const struct conn *c, const char *statement) {
    struct buf out = {0};
    const char *at;
    while (!conn_is_mariadb(c) && (at = strstr(statement, "seq_"))) {
        char *end, *last;
        long from = strtol(at + strlen("seq_"), &end, 10), to = strtol(end + strlen("_to_"), &last, 10);
        buf_add_len(&out, statement, (size_t)(at - statement));
        bool named = last[0] == ' ' && islower((unsigned char)last[1]);
        buf_addf(&out,
                 "(SELECT seq FROM (WITH RECURSIVE n (seq) AS (SELECT %ld UNION ALL SELECT seq + 1 FROM n"
                 " WHERE seq < %ld) SELECT seq FROM n) counted)%s",
                 from, to, named ? "" : " numbers");
        statement = last;
    }
    buf_add(&out, statement);
    return buf_steal(&out);
}

void testdb_run(struct conn *c, const char *statement) {
    struct err err = {0};
    char *text = without_sequences(c, statement);
    if (!conn_command(c, text, &err)) fail_msg("%s: %s", text, err.text);
    free(text);
}

void testdb_run_file(struct conn *c, const char *name) {
    char *path = mem_format("%s/%s", getenv("WSADMIN_TEST_DATA"), name);
    FILE *f = fopen(path, "r");
    if (!f) fail_msg("cannot read %s", path);
    struct buf statement = {0};
    char line[4096];
    while (fgets(line, sizeof line, f)) {
        if (!strncmp(line, "--", 2)) continue;
        buf_add(&statement, line);
        size_t n = strlen(line);
        if (n < 2 || strcmp(line + n - 2, ";\n") != 0) continue;
        buf_truncate(&statement, statement.len - 2);
        testdb_run(c, buf_str(&statement));
        buf_truncate(&statement, 0);
    }
    fclose(f);
    buf_free(&statement);
    free(path);
}

void testdb_create(const char *name) {
    struct conn *c = testdb_connect(NULL);
    char *drop = mem_format("DROP DATABASE IF EXISTS `%s`", name);
    char *create = mem_format("CREATE DATABASE `%s` CHARACTER SET utf8mb4", name);
    testdb_run(c, drop);
    testdb_run(c, create);
    free(drop);
    free(create);
    conn_close(c);
}

static void create_from(const char *name, bool workshops) {
    testdb_create(name);
    struct conn *c = testdb_connect(name);
    testdb_run_file(c, "platform-tables.sql");
    if (workshops) {
        testdb_run_file(c, "schema.sql");
        testdb_run(c, "ALTER TABLE users ADD can_host TINYINT(1) NOT NULL DEFAULT 1 AFTER role");
        testdb_run(c,
                   "ALTER TABLE notifications MODIFY type ENUM('reaction','comment','follow','follow_request',"
                   "'follow_accept','prayer_support','mention','message','new_video','content_removed','warning','ban',"
                   "'workshop_reminder','workshop_cancelled','workshop_invite','workshop_recording','workshop_updated',"
                   "'workshop_started') NOT NULL, MODIFY entity_type ENUM('post','comment','follow','prayer_request',"
                   "'message','conversation','daily_content','video','workshop') NOT NULL");
    }
    conn_close(c);
}

void testdb_create_platform(const char *name) { create_from(name, false); }

void testdb_create_workshops(const char *name) { create_from(name, true); }

int64_t testdb_int(struct conn *c, const char *query) {
    struct rows rows = {0};
    struct err err = {0};
    assert_ok(conn_read(c, query, &rows, &err), err);
    assert_true(rows.count > 0);
    int64_t n = rows_int(&rows, 0, 0);
    rows_free(&rows);
    return n;
}

char *testdb_text(struct conn *c, const char *query) {
    struct rows rows = {0};
    struct err err = {0};
    assert_ok(conn_read(c, query, &rows, &err), err);
    char *text = mem_dup(rows.count && rows_text(&rows, 0, 0) ? rows_text(&rows, 0, 0) : "");
    rows_free(&rows);
    return text;
}
