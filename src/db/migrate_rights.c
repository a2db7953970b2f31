/* May this account run what is pending? Read from SHOW GRANTS, which on both servers also lists what the active roles
 * give. What is missing becomes one GRANT statement for the DBA. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "db/migrate_private.h"

enum {
    MAY_SELECT = 1,
    MAY_INSERT = 2,
    MAY_CREATE = 4,
    MAY_ALTER = 8,
    MAY_INDEX = 16,
    MAY_REFERENCES = 32,
    MAY_LOCK = 64,
    MAY_ALL = 127
};
static const char *const names[] = {"SELECT", "INSERT", "CREATE", "ALTER", "INDEX", "REFERENCES", "LOCK TABLES"};

/* The parts of a line of SHOW GRANTS that are not of interest are skipped. */
struct grant {
    unsigned may;
    bool revoke;            /* MySQL's partial revokes */
    char *database, *table; /* decoded; "*" for all */
};

static bool name_at(const char *at, const char *end, const char *name) {
    size_t n = strlen(name);
    return (size_t)(end - at) == n && !strncasecmp(at, name, n);
}

/* "SELECT, INSERT (`a`, `b`), LOCK TABLES": rights on single columns do not count. */
static unsigned rights_read(const char *at, const char *end) {
    unsigned may = 0;
    while (at < end) {
        const char *next = at;
        bool columns = false;
        for (int depth = 0; next < end && (depth || *next != ','); next++) {
            if (*next == '(') columns = true, depth++;
            if (*next == ')') depth--;
        }
        if (name_at(at, next, "ALL PRIVILEGES") || name_at(at, next, "ALL")) may |= MAY_ALL;
        for (size_t i = 0; !columns && i < sizeof names / sizeof *names; i++)
            if (name_at(at, next, names[i])) may |= 1U << i;
        at = next < end ? next + 1 + strspn(next + 1, " ") : end;
    }
    return may;
}

/* `name` or *; returns what follows. */
static const char *name_read(const char *at, char **out) {
    struct buf b = {0};
    if (*at == '`') {
        for (at++; *at && (*at != '`' || at[1] == '`'); at++) {
            if (*at == '`') at++;
            buf_add_char(&b, *at);
        }
        if (*at) at++;
    } else {
        for (; *at && *at != '.' && *at != ' '; at++) buf_add_char(&b, *at);
    }
    *out = b.data ? buf_steal(&b) : mem_dup("");
    return at;
}

/* False for lines that give no right on a table (roles, routines, proxies). */
static bool grant_read(const char *line, struct grant *g) {
    g->revoke = !strncasecmp(line, "REVOKE ", 7);
    const char *on = strstr(line, " ON ");
    if (!on || !(g->revoke || !strncasecmp(line, "GRANT ", 6))) return false;
    const char *at = on + 4;
    if (*at != '`' && *at != '*') return false;
    g->may = rights_read(line + (g->revoke ? 7 : 6), on);
    at = name_read(at, &g->database);
    name_read(*at == '.' ? at + 1 : at, &g->table);
    return true;
}

/* Does a database's name fit a grant's pattern (_ one sign, % any, \ takes the next as it is)? */
static bool pattern_fits(const char *pattern, const char *name) {
    for (; *pattern; pattern++, name++) {
        if (*pattern == '%') {
            for (;; name++) {
                if (pattern_fits(pattern + 1, name)) return true;
                if (!*name) return false;
            }
        }
        bool any = *pattern == '_';
        if (*pattern == '\\' && pattern[1]) pattern++;
        if (!*name || (!any && *pattern != *name)) return false;
    }
    return !*name;
}

static bool has_wildcard(const char *pattern) {
    for (; *pattern; pattern++) {
        if (*pattern == '_' || *pattern == '%') return true;
        if (*pattern == '\\' && pattern[1]) pattern++;
    }
    return false;
}

/* Is it this database itself, as \_ or, as most people write it, with a bare _ that also fits other names? */
static bool names_database(const struct grant *g, const char *database) {
    return !strcmp(g->database, database) || (!has_wildcard(g->database) && pattern_fits(g->database, database));
}

/* The server heeds the closest fitting database grant only, so a new one on the very name hides what a pattern gave:
 * without `patterns` only what would stay counts. */
static bool grant_covers(const struct grant *g, const char *database, const char *table, bool patterns) {
    if (!strcmp(g->database, "*")) return true;
    if (!strcmp(g->table, "*")) return patterns ? pattern_fits(g->database, database) : names_database(g, database);
    return table && !strcmp(g->database, database) && !strcasecmp(g->table, table);
}

struct rights {
    struct grant *grants;
    size_t count;
    const char *database;
    unsigned missing;  /* what the account lacks */
    unsigned to_grant; /* the same, and what it now has by a pattern only */
};

static void rights_take(struct rights *r, const struct rows *lines) {
    r->grants = mem_zero(lines->count, sizeof *r->grants);
    for (size_t i = 0; i < lines->count; i++) r->count += grant_read(rows_text(lines, i, 0), &r->grants[r->count]);
}

static void rights_free(struct rights *r) {
    for (size_t i = 0; i < r->count; i++) {
        free(r->grants[i].database);
        free(r->grants[i].table);
    }
    free(r->grants);
}

/* What is granted on this table (NULL: on the database). */
static unsigned rights_given(const struct rights *r, const char *table, bool patterns) {
    unsigned may = 0;
    for (size_t i = 0; i < r->count; i++)
        if (grant_covers(&r->grants[i], r->database, table, patterns))
            may = r->grants[i].revoke ? may & ~r->grants[i].may : may | r->grants[i].may;
    return may;
}

static void rights_need(struct rights *r, const char *table, unsigned needed) {
    if (!needed) return;
    r->missing |= needed & ~rights_given(r, table, true);
    r->to_grant |= needed & ~rights_given(r, table, false);
}

/* `a\_b`, which is this database alone; `a_b` where the account has a grant on that, which the other would hide. */
static void add_database(struct buf *out, const struct rights *r) {
    struct buf name = {0};
    bool bare = false;
    for (size_t i = 0; i < r->count; i++)
        if (!strcmp(r->grants[i].table, "*") && !strcmp(r->grants[i].database, r->database)) bare = true;
    for (const char *at = r->database; *at; at++) {
        if (!bare && (*at == '_' || *at == '%')) buf_add_char(&name, '\\');
        buf_add_char(&name, *at);
    }
    sql_quote_name(out, buf_str(&name));
    buf_free(&name);
}

static char *grant_statement(struct conn *c, const struct rights *r, struct err *err) {
    struct buf out = {0};
    struct rows rows = {0};
    if (!conn_read(c, "SELECT CURRENT_USER()", &rows, err)) return NULL;
    const char *account = rows_text(&rows, 0, 0);
    const char *at = strrchr(account, '@');
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (r->to_grant & 1U << i) buf_addf(&out, "%s%s", out.len ? ", " : "GRANT ", names[i]);
    buf_add(&out, " ON ");
    add_database(&out, r);
    buf_add(&out, ".* TO ");
    sql_quote_literal(&out, account, (size_t)(at - account));
    buf_add_char(&out, '@');
    sql_quote_literal(&out, at + 1, strlen(at + 1));
    rows_free(&rows);
    return buf_steal(&out);
}

/* MySQL's ALTER TABLE wants CREATE and INSERT as well. */
static unsigned item_needs(const struct conn *c, const struct migrate_item *item, size_t i) {
    unsigned alter = MAY_ALTER | (conn_is_mariadb(c) ? 0 : MAY_CREATE | MAY_INSERT);
    if (item->recorded || item->state == MIGRATE_THERE) return 0;
    if (i >= MIGRATE_TABLES) return alter;
    return MAY_INDEX | MAY_REFERENCES | (item->state == MIGRATE_ABSENT ? MAY_CREATE : alter);
}

bool migrate_rights(struct conn *c, const struct migrate_status *s, char **grant, struct err *err) {
    struct rows grants = {0};
    *grant = NULL;
    if (migrate_pending(s) == 0) return true;
    struct err e = {0};
    if (!conn_read(c, "SHOW GRANTS", &grants, &e)) {
        bool lost = conn_is_lost(c);
        if (lost) err_move(err, &e);
        err_free(&e);
        return !lost; /* a server without grant tables: the statements themselves will tell */
    }
    struct rights r = {.database = conn_database(c)};
    rights_take(&r, &grants);
    for (size_t i = 0; i < MIGRATE_COUNT; i++) rights_need(&r, s->items[i].table, item_needs(c, &s->items[i], i));
    rights_need(&r, "SequelizeMeta", MAY_SELECT | MAY_INSERT | (s->journal ? 0 : MAY_CREATE));
    rights_need(&r, NULL, MAY_LOCK | (s->platform ? 0 : MAY_CREATE));
    if (r.missing) *grant = grant_statement(c, &r, err);
    bool ok = !r.missing || *grant;
    rights_free(&r);
    rows_free(&grants);
    return ok;
}
