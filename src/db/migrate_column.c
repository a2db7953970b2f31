/* 064 and 065: a column of the platform's users and the ENUM values of its notifications, worked out from the live
 * definition. 065 edits the column's own line of SHOW CREATE TABLE, so that everything else about it stays: a MODIFY
 * that leaves out a CHECK, a charset or a value of others would drop it. Should somebody append a value between our
 * look and our ALTER, the ALTER would shorten the list, which no server does in place: it stops and we look again. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "db/embedded.h"
#include "db/migrate_private.h"

static const char *const types[] = {"workshop_reminder",  "workshop_cancelled", "workshop_invite",
                                    "workshop_recording", "workshop_updated",   "workshop_started"};
static const char *const entity_types[] = {"workshop"};

static const struct column {
    const char *name;
    const char *const *values;
    size_t count;
    unsigned longest; /* characters */
    bool required;
} columns[] = {
    {"type", types, sizeof types / sizeof *types, sizeof "workshop_cancelled" - 1, true},
    {"entity_type", entity_types, 1, sizeof "workshop" - 1, false},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* The file is `ALTER TABLE … ADD COLUMN`, our line, `AFTER role`, a line each. */
void migrate_probe_can_host(const struct ddl_table *users, struct migrate_item *item) {
    const char *statement = *embedded_sql_find("064-add-can-host-to-users");
    const char *line = strchr(statement, '\n') + 1;
    const char *after = strchr(line, '\n');
    struct ddl_line ours;
    ddl_parse_line(line + strspn(line, " "), (size_t)(after - line) - strspn(line, " "), &ours);
    const struct ddl_line *found = ddl_find(users, DDL_COLUMN, ours.name);
    item->state = found ? MIGRATE_THERE : MIGRATE_ABSENT;
    if (found && !ddl_line_holds(found, &ours)) migrate_item_differs(item, MIGRATE_DIFFERENT, ours.text, found->text);
    if (!found) {
        bool role = ddl_find(users, DDL_COLUMN, "role") != NULL;
        item->statement = role ? mem_dup(statement) : mem_dup_len(statement, (size_t)(after - statement));
        item->in_place = true;
    }
    ddl_line_free(&ours);
}

/* The characters that a column which is no ENUM has room for; 0: it takes no text. */
static int64_t column_room(const struct ddl_line *line) {
    const char *type = strchr(line->norm, ' ');
    if (!type) return 0;
    type++;
    if (strstr(type, "text") && strcspn(type, " ") <= strlen("mediumtext")) return INT64_MAX;
    if (strncmp(type, "varchar ( ", 10) != 0 && strncmp(type, "char ( ", 7) != 0) return 0;
    char *digits = mem_dup(strchr(type, '(') + 2);
    digits[strcspn(digits, " ")] = '\0';
    int64_t n = 0;
    parse_int(digits, 0, INT64_MAX, &n);
    free(digits);
    return n;
}

/* The line with the missing values put in front of the ENUM's closing parenthesis. Returns how many are missing. */
static size_t column_extend(const struct ddl_line *line, const struct column *wanted, struct buf *out) {
    size_t missing = 0;
    buf_add_len(out, line->text, line->enum_end);
    for (size_t i = 0; i < wanted->count; i++) {
        if (ddl_has_value(line, wanted->values[i])) continue;
        if (line->value_count || missing) buf_add_char(out, ',');
        sql_quote_literal(out, wanted->values[i], strlen(wanted->values[i]));
        missing++;
    }
    buf_add(out, line->text + line->enum_end);
    return missing;
}

static void probe_column(const struct ddl_line *line, const struct column *wanted, struct migrate_item *item,
                         struct buf *alter, size_t *missing) {
    if (!line || !line->enum_end) {
        if (line ? column_room(line) >= wanted->longest : !wanted->required) return;
        char *text = mem_format(_("`%s` ENUM, or VARCHAR of at least %u characters"), wanted->name, wanted->longest);
        migrate_item_differs(item, MIGRATE_DIFFERENT, text, line ? line->text : NULL);
        free(text);
        return;
    }
    struct buf extended = {0};
    size_t n = column_extend(line, wanted, &extended);
    if (n > 0) {
        migrate_item_differs(item, MIGRATE_PARTLY, buf_str(&extended), line->text);
        buf_addf(alter, "%s\n  MODIFY %s", alter->len ? "," : "", buf_str(&extended));
    }
    *missing += n;
    buf_free(&extended);
}

void migrate_probe_types(const struct ddl_table *notifications, struct migrate_item *item) {
    struct buf alter = {0};
    size_t missing = 0, all = 0;
    item->state = MIGRATE_THERE;
    for (size_t i = 0; i < COLUMNS; i++) {
        const struct ddl_line *line = ddl_find(notifications, DDL_COLUMN, columns[i].name);
        probe_column(line, &columns[i], item, &alter, &missing);
        if (line && line->enum_end) all += columns[i].count;
    }
    if (item->state == MIGRATE_PARTLY) {
        if (missing == all) item->state = MIGRATE_ABSENT;
        item->statement = mem_format("ALTER TABLE `%s`%s", item->table, buf_str(&alter));
        item->in_place = true;
    }
    buf_free(&alter);
}

static bool is_ours(const struct column *column, const char *value) {
    for (size_t i = 0; i < column->count; i++)
        if (!strcmp(column->values[i], value)) return true;
    return false;
}

char *migrate_types_without(const struct ddl_table *notifications) {
    struct buf alter = {0};
    for (size_t i = 0; i < COLUMNS; i++) {
        const struct ddl_line *line = ddl_find(notifications, DDL_COLUMN, columns[i].name);
        size_t kept = 0;
        struct buf values = {0};
        for (size_t v = 0; line && v < line->value_count; v++) {
            if (is_ours(&columns[i], line->values[v])) continue;
            if (kept++) buf_add_char(&values, ',');
            sql_quote_literal(&values, line->values[v], strlen(line->values[v]));
        }
        if (line && kept < line->value_count) {
            const char *open = strchr(line->text, '(');
            buf_addf(&alter, "%s\n  MODIFY %.*s%s%s", alter.len ? "," : "", (int)(open + 1 - line->text), line->text,
                     buf_str(&values), line->text + line->enum_end);
        }
        buf_free(&values);
    }
    char *statement = alter.len ? mem_format("ALTER TABLE `notifications`%s", buf_str(&alter)) : NULL;
    buf_free(&alter);
    return statement;
}

void migrate_add_types(struct buf *out) {
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (i > 0) buf_add_char(out, ',');
        sql_quote_literal(out, types[i], strlen(types[i]));
    }
}
