/* What the C tests of migrations share: see migratelib.h. */
#include "migratelib.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const char *const tables[] = {
    "SequelizeMeta",  "workshop_categories", "workshop_series",  "workshops", "workshop_attendees",
    "workshop_chats", "workshop_notes",      "workshop_invites", "users",     "notifications"};

/* Adds the text without " AUTO_INCREMENT=5", and without what MySQL prints only where it was said. */
static void add_definition(struct buf *out, const struct conn *c, const char *text) {
    static const char *const said[] = {" ON DELETE RESTRICT", " CHARACTER SET utf8mb4"};
    while (*text) {
        size_t skip = 0;
        if (!strncmp(text, " AUTO_INCREMENT=", 16)) skip = 16 + strspn(text + 16, "0123456789");
        for (size_t i = 0; !conn_is_mariadb(c) && i < sizeof said / sizeof *said; i++)
            if (!strncmp(text, said[i], strlen(said[i]))) skip = strlen(said[i]);
        if (skip == 0) buf_add_char(out, *text);
        text += skip ? skip : 1;
    }
    buf_add_char(out, '\n');
}

char *migratelib_schema(const char *database) {
    struct conn *c = testdb_connect(database);
    struct buf out = {0};
    struct err err = {0};
    struct rows rows = {0};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char *show = mem_format("SHOW CREATE TABLE `%s`", tables[i]);
        if (conn_read(c, show, &rows, &err))
            add_definition(&out, c, rows_text(&rows, 0, 1));
        else
            buf_addf(&out, "no %s\n", tables[i]);
        free(show);
    }
    if (conn_read(c, "SELECT name FROM SequelizeMeta WHERE name >= '057' AND name < '066' ORDER BY name", &rows, &err))
        for (size_t i = 0; i < rows.count; i++) buf_addf(&out, "%s\n", rows_text(&rows, i, 0));
    rows_free(&rows);
    err_free(&err);
    conn_close(c);
    return buf_steal(&out);
}

static char *reference_schema(void) {
    static const char *const names[] = {
        "057-create-workshop-categories", "058-create-workshop-series", "059-create-workshops",
        "060-create-workshop-attendees",  "061-create-workshop-chats",  "062-create-workshop-notes",
        "063-create-workshop-invites",    "064-add-can-host-to-users",  "065-extend-notification-enums-workshops"};
    testdb_create_workshops("m_reference");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *insert = mem_format("INSERT INTO SequelizeMeta (name) VALUES ('%s.cjs')", names[i]);
        migratelib_run_in("m_reference", insert);
        free(insert);
    }
    return migratelib_schema("m_reference");
}

void migratelib_assert_reference(const char *database) {
    static char *reference; /* made once a program */
    if (!reference) reference = reference_schema();
    char *schema = migratelib_schema(database);
    assert_string_equal(schema, reference);
    free(schema);
}

bool migratelib_up(const char *database, const char *user, const struct migrate_options *o,
                   struct migrate_result *result, struct err *err) {
    struct migrate_options defaults = {.lock_wait = MIGRATE_LOCK_WAIT};
    struct migrate_result ignored;
    struct conn_params p;
    testdb_params(&p, database);
    if (user) {
        free(p.user);
        p.user = mem_dup(user);
    }
    bool ok = migrate_up(&p, o ? o : &defaults, result ? result : &ignored, err);
    conn_params_free(&p);
    return ok;
}

void migratelib_must_up(const char *database) {
    struct err err = {0};
    assert_ok(migratelib_up(database, NULL, NULL, NULL, &err), err);
}

void migratelib_run_in(const char *database, const char *statement) {
    struct conn *c = testdb_connect(database);
    testdb_run(c, statement);
    conn_close(c);
}

int migratelib_state(const char *database, size_t i) {
    struct conn *c = testdb_connect(database);
    struct migrate_status s;
    struct err err = {0};
    assert_ok(migrate_read_status(c, &s, &err), err);
    int state = (int)s.items[i].state;
    migrate_status_free(&s);
    conn_close(c);
    return state;
}
