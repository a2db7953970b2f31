/* The normal form of CREATE TABLE lines: two servers' spellings of one fact are equal, two facts are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/ddl.h"
#include "db/embedded.h"

static bool holds(const char *live, const char *ours) {
    struct ddl_line l, o;
    ddl_parse_line(live, strlen(live), &l);
    ddl_parse_line(ours, strlen(ours), &o);
    bool same = ddl_line_holds(&l, &o);
    ddl_line_free(&l);
    ddl_line_free(&o);
    return same;
}

static void spellings_of_one_fact_are_equal(void **state) {
    (void)state;
    static const char *const same[][2] = {
        {"`a` int(11) NOT NULL", "`a` INT NOT NULL"},
        {"`a` int NOT NULL DEFAULT '0'", "`a` INTEGER NOT NULL DEFAULT 0"},
        {"`a` varchar(500) DEFAULT NULL", "`a` VARCHAR(500) NULL"},
        {"`a` text DEFAULT NULL", "`a` TEXT"},
        {"`a` text CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL COMMENT 'it''s, (a) \\'b\\''",
         "`a` TEXT NOT NULL"},
        {"`a` tinyint(1) NOT NULL DEFAULT 1", "`a` TINYINT(1) NOT NULL DEFAULT '1'"},
        {"`a` datetime NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp()",
         "`a` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"},
        {"`a` enum('x','between','y','later') NOT NULL DEFAULT 'x'", "`a` ENUM('x', 'y') NOT NULL DEFAULT 'x'"},
        {"UNIQUE KEY `k` (`a`,`b`) USING BTREE", "UNIQUE INDEX `k` (`a`, `b`)"},
        {"CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `t` (`id`) ON UPDATE CASCADE",
         "CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `t` (`id`) ON DELETE RESTRICT ON UPDATE CASCADE"},
        {"CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `t` (`id`)",
         "CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `t` (`id`) ON DELETE NO ACTION ON UPDATE RESTRICT"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!holds(same[i][0], same[i][1])) fail_msg("not equal: %s | %s", same[i][0], same[i][1]);
}

static void facts_are_told_apart(void **state) {
    (void)state;
    static const char *const differ[][2] = {
        {"`a` int(11) DEFAULT NULL", "`a` INT NOT NULL"},
        {"`a` int(11) unsigned NOT NULL", "`a` INT NOT NULL"},
        {"`a` bigint(20) NOT NULL", "`a` INT NOT NULL"},
        {"`a` tinyint(4) NOT NULL", "`a` TINYINT(1) NOT NULL"},
        {"`a` varchar(499) DEFAULT NULL", "`a` VARCHAR(500) NULL"},
        {"`a` varchar(5) DEFAULT 'NULL'", "`a` VARCHAR(5) NULL"},
        {"`a` tinyint(1) NOT NULL DEFAULT 0", "`a` TINYINT(1) NOT NULL DEFAULT 1"},
        {"`a` datetime(3) NOT NULL DEFAULT current_timestamp(3)", "`a` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP"},
        {"`a` datetime NOT NULL DEFAULT current_timestamp()",
         "`a` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"},
        {"`a` enum('y','x') NOT NULL", "`a` ENUM('x','y') NOT NULL"},
        {"`a` enum('x') NOT NULL", "`a` ENUM('x','y') NOT NULL"},
        {"`a` varchar(9) NOT NULL", "`a` ENUM('x','y') NOT NULL"},
        {"KEY `k` (`a`)", "UNIQUE KEY `k` (`a`)"},
        {"KEY `k` (`a`(10))", "KEY `k` (`a`)"},
        {"KEY `k` (`b`,`a`)", "KEY `k` (`a`,`b`)"},
        {"CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `t` (`id`) ON DELETE CASCADE",
         "CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `t` (`id`) ON DELETE SET NULL"},
        {"CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `other` (`id`)",
         "CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `t` (`id`)"},
    };
    for (size_t i = 0; i < sizeof differ / sizeof *differ; i++)
        if (holds(differ[i][0], differ[i][1])) fail_msg("equal: %s | %s", differ[i][0], differ[i][1]);
}

static void lines_are_split_whatever_is_in_them(void **state) {
    (void)state;
    static const char create[] =
        "CREATE TABLE `a``b` (\n  `x` enum('a,b','(','it''s','\\\\','') CHARACTER SET latin1 NOT NULL DEFAULT '(' "
        "COMMENT "
        "'), KEY `no`' CHECK (`x` in ('a,b',')')),\n  `y` int(11) NOT NULL /*!80023 INVISIBLE */,\n"
        "  PRIMARY KEY (`y`),\n  KEY `k,k` (`x`(3),`y`),\n  CONSTRAINT `c` CHECK (`y` > 0)\n"
        ") ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=latin1 COMMENT='ENGINE=MyISAM'";
    struct ddl_table t;
    struct err err = {0};
    assert_true(ddl_parse(create, &t, &err));
    assert_string_equal(t.name, "a`b");
    assert_int_equal(t.count, 5);
    assert_string_equal(t.engine, "innodb");
    assert_string_equal(t.charset, "latin1");
    const struct ddl_line *x = ddl_find(&t, DDL_COLUMN, "X");
    assert_non_null(x);
    assert_int_equal(x->value_count, 5);
    assert_string_equal(x->values[2], "it's");
    assert_string_equal(x->values[3], "\\");
    assert_int_equal(x->text[x->enum_end], ')');
    assert_string_equal(x->text + x->enum_end, ") CHARACTER SET latin1 NOT NULL DEFAULT '(' COMMENT '), KEY `no`' CHECK"
                                               " (`x` in ('a,b',')'))");
    assert_string_equal(ddl_find(&t, DDL_COLUMN, "y")->text, "`y` int(11) NOT NULL /*!80023 INVISIBLE */");
    assert_non_null(ddl_find(&t, DDL_KEY, "PRIMARY"));
    assert_non_null(ddl_find(&t, DDL_KEY, "k,k"));
    assert_non_null(ddl_find(&t, DDL_CONSTRAINT, "c"));
    assert_null(ddl_find(&t, DDL_KEY, "no"));
    ddl_free(&t);
    assert_false(ddl_parse("CREATE ALGORITHM=UNDEFINED VIEW `v` AS select 1", &t, &err));
    assert_int_equal(err.code, WS_CONFIG);
    ddl_free(&t);
    err_free(&err);
}

static char *replaced(const char *text, const char *from, const char *to) {
    struct buf out = {0};
    for (const char *at; (at = strstr(text, from)); text = at + strlen(from)) {
        buf_add_len(&out, text, (size_t)(at - text));
        buf_add(&out, to);
    }
    buf_add(&out, text);
    return buf_steal(&out);
}

static char *schema_text(void) {
    char *path = mem_format("%s/schema.sql", getenv("WSADMIN_TEST_DATA"));
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    struct buf text = {0};
    char line[1024];
    while (fgets(line, sizeof line, f)) buf_add(&text, line);
    fclose(f);
    free(path);
    return buf_steal(&text);
}

/* Every line of `file` must stand in the text's table of that name. */
static void assert_file_holds(const char *file, const char *schema) {
    struct ddl_table ours, live;
    struct err err = {0};
    assert_true(ddl_parse(*embedded_sql_find(file), &ours, &err));
    char *head = mem_format("CREATE TABLE `%s` (", ours.name);
    const char *start = strstr(schema, head);
    assert_non_null(start);
    char *create = mem_dup_len(start, (size_t)(strchr(start, ';') - start));
    assert_true(ddl_parse(create, &live, &err));
    assert_int_equal(ours.count, live.count);
    for (size_t i = 0; i < ours.count; i++) {
        const struct ddl_line *found = ddl_find(&live, ours.lines[i].kind, ours.lines[i].name);
        if (!found || !ddl_line_holds(found, &ours.lines[i]))
            fail_msg("%s: %s | %s", file, ours.lines[i].norm, found ? found->norm : "missing");
        assert_string_equal(found->name, live.lines[i].name); /* in the same order */
    }
    ddl_free(&ours);
    ddl_free(&live);
    free(create);
    free(head);
}

static void files_agree_with_both_servers_spelling(void **state) {
    (void)state;
    static const char *const files[] = {"057-create-workshop-categories", "058-create-workshop-series",
                                        "059-create-workshops",           "060-create-workshop-attendees",
                                        "061-create-workshop-chats",      "062-create-workshop-notes",
                                        "063-create-workshop-invites"};
    static const char *const mysql[][2] = {
        {"int(11)", "int"},
        {"DEFAULT 0", "DEFAULT '0'"},
        {"DEFAULT 1", "DEFAULT '1'"},
        {"current_timestamp()", "CURRENT_TIMESTAMP"},
        {"text DEFAULT NULL", "text"},
        {"(`id`) ON UPDATE", "(`id`) ON DELETE RESTRICT ON UPDATE"},
        {"varchar(200) NOT NULL", "varchar(200) COLLATE utf8mb4_unicode_ci NOT NULL"}};
    char *schema = schema_text();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) assert_file_holds(files[i], schema);
    for (size_t i = 0; i < sizeof mysql / sizeof *mysql; i++) {
        char *next = replaced(schema, mysql[i][0], mysql[i][1]);
        assert_string_not_equal(next, schema);
        free(schema);
        schema = next;
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) assert_file_holds(files[i], schema);
    free(schema);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_one_fact_are_equal),
        cmocka_unit_test(facts_are_told_apart),
        cmocka_unit_test(lines_are_split_whatever_is_in_them),
        cmocka_unit_test(files_agree_with_both_servers_spelling),
    };
    return cmocka_run_group_tests_name("ddl", tests, NULL, NULL);
}
