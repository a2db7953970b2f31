/* doctor: the server, its settings and clock, the schema, who acts. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "db/migrate.h"
#include "op/doctor_private.h"

enum { OLDEST_MARIADB = 100500, OLDEST_MYSQL = 80000, CLOCK_WARNING = 5, CLOCK_WRONG = 60 };

void doctor_check_server(struct doctor *d) {
    const struct conn *c = d->session->conn;
    unsigned long version = conn_server_version(c);
    bool mariadb = conn_is_mariadb(c), old = version < (mariadb ? OLDEST_MARIADB : OLDEST_MYSQL);
    const char *cipher = conn_tls_cipher(c);
    doctor_say(d, N_("server"), old ? DOCTOR_WARNING : DOCTOR_OK,
               old ? _("wsadmin is tested with MariaDB from 10.5 and MySQL from 8.0 on") : NULL,
               /* TRANSLATORS: the server's name and version, the database, how the connection is encrypted */
               _("%s %lu.%lu.%lu, database %s, encryption: %s"), mariadb ? "MariaDB" : "MySQL", version / 10000,
               version / 100 % 100, version % 100, conn_database(c),
               cipher                               ? cipher
               : conn_parameters(c)->socket != NULL ? _("not needed on a socket")
                                                    : _("not used"));
}

/* What other programs get from the server: wsadmin sets its own in every session. */
void doctor_check_settings(struct doctor *d) {
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, "SELECT @@GLOBAL.sql_mode, @@GLOBAL.time_zone,"
                " TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@GLOBAL.time_zone))");
    if (doctor_read(d, N_("server settings"), &q, &r)) {
        const char *mode = rows_text(&r, 0, 0), *zone = rows_text(&r, 0, 1);
        bool strict = strstr(mode, "STRICT_TRANS_TABLES") || strstr(mode, "STRICT_ALL_TABLES");
        bool utc = rows_text(&r, 0, 2) && rows_int(&r, 0, 2) == 0;
        doctor_say(d, N_("strict mode"), strict ? DOCTOR_OK : DOCTOR_WARNING,
                   strict ? NULL : _("add STRICT_TRANS_TABLES to sql_mode in the server's settings"),
                   strict ? _("values that do not fit are refused")
                          : _("the server cuts values that do not fit for programs that do not ask otherwise"));
        doctor_say(d, N_("server time zone"), utc ? DOCTOR_OK : DOCTOR_WARNING,
                   utc ? NULL : _("set default_time_zone = '+00:00' in the server's settings"),
                   utc ? _("%s, which is UTC")
                       : _("%s, not UTC: a program that does not set UTC itself writes other times"),
                   zone);
    }
    rows_free(&r);
    sql_free(&q);
}

void doctor_check_clock(struct doctor *d) {
    struct err why = {0};
    int64_t there;
    if (!conn_now(d->session->conn, &there, &why)) {
        doctor_say_error(d, N_("clock"), DOCTOR_WRONG, &why);
        return;
    }
    long long off = (long long)(there - clock_now()), by = off < 0 ? -off : off;
    doctor_say(d, N_("clock"),
               by > CLOCK_WRONG     ? DOCTOR_WRONG
               : by > CLOCK_WARNING ? DOCTOR_WARNING
                                    : DOCTOR_OK,
               by > CLOCK_WARNING ? _("let both machines keep their time by NTP") : NULL,
               by > CLOCK_WARNING ? _("the server's clock is %lld seconds off from this machine's")
                                  : _("the server's clock and this machine's agree (%lld s)"),
               off);
}

/* The first difference of what `migrate verify` would show. */
static void say_difference(struct doctor *d, const struct migrate_status *status) {
    const struct migrate_item *item = status->items;
    while (item->difference_count == 0 && item < status->items + MIGRATE_COUNT - 1) item++;
    const struct migrate_difference *first = item->difference_count > 0 ? item->differences : NULL;
    doctor_say(d, N_("schema"), DOCTOR_WRONG, _("wsadmin migrate verify shows every difference"),
               /* TRANSLATORS: a migration, and two lines of a table's definition */
               _("%s differs: wanted %s, found %s"), item->name, first ? first->wanted : "?",
               first && first->found ? first->found : _("nothing"));
}

void doctor_check_schema(struct doctor *d) {
    struct migrate_status status;
    struct err why = {0};
    if (!migrate_read_status(d->session->conn, &status, &why)) {
        doctor_say_error(d, N_("schema"), why.code == WS_DENIED ? DOCTOR_WARNING : DOCTOR_WRONG, &why);
        return;
    }
    size_t pending = migrate_pending(&status);
    if (!migrate_all_there(&status) && pending == 0)
        say_difference(d, &status);
    else if (pending > 0)
        doctor_say(d, N_("schema"), DOCTOR_WRONG, _("run wsadmin --migrate"),
                   P_("%zu migration is pending", "%zu migrations are pending", pending), pending);
    else
        doctor_say(d, N_("schema"), DOCTOR_OK, NULL, _("all %d migrations are up, and every line of theirs stands"),
                   MIGRATE_COUNT);
    for (size_t i = 0; i < MIGRATE_COUNT; i++)
        if (status.items[i].charset_mend)
            doctor_say(d, N_("schema"), DOCTOR_WARNING, status.items[i].charset_mend,
                       _("%s: another character set than utf8mb4"), status.items[i].name);
    migrate_status_free(&status);
}

void doctor_check_actor(struct doctor *d) {
    const struct actor *a = &d->session->actor;
    if (a->why_not)
        doctor_say(d, N_("acting user"), DOCTOR_WARNING, _("name the acting user with --as NAME"),
                   _("can only read: %s"), a->why_not);
    else
        doctor_say(d, N_("acting user"), DOCTOR_OK, NULL,
                   a->rights == RIGHTS_ADMIN ? _("@%s, an admin") : _("@%s, a moderator"), a->username);
}
