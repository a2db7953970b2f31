# Every test prints TAP, so that make check counts single checks. A C test is a cmocka program linked with the core
# library alone; one that needs a server is run by tests/lib/with-server, which starts a private one.
TEST_LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
TEST_EXTENSIONS = .test .dbtest .sh
TEST_LOG_COMPILER =
DBTEST_LOG_DRIVER = $(TEST_LOG_DRIVER)
DBTEST_LOG_COMPILER = $(top_srcdir)/tests/lib/with-server
SH_LOG_DRIVER = $(TEST_LOG_DRIVER)
SH_LOG_COMPILER = bash
AM_TESTS_ENVIRONMENT = export top_srcdir='$(top_srcdir)' top_builddir='$(top_builddir)' \
	srcdir='$(srcdir)' WSADMIN='$(abs_top_builddir)/wsadmin' CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=UTC \
	WSADMIN_TEST_DATA='$(abs_top_srcdir)/tests/data';
dist_check_SCRIPTS = tests/lib/with-server
EXTRA_DIST += tests/lib/server.sh tests/lib/tap.sh tests/data
TESTS = $(unit_tests) $(db_tests)
check_PROGRAMS = $(unit_tests) $(db_tests)
test_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/db $(CMOCKA_CFLAGS)
test_libs = $(core_libs) $(CMOCKA_LIBS)
check_LIBRARIES = tests/db/libtestdb.a
tests_db_libtestdb_a_SOURCES = tests/db/testdb.c tests/db/testdb.h tests/db/opdb.c tests/db/opdb.h
tests_db_libtestdb_a_CPPFLAGS = $(test_cppflags)

# Unit tests: no server, no screen.
unit_tests = tests/unit/base.test
tests_unit_base_test_SOURCES = tests/unit/base.c
tests_unit_base_test_CPPFLAGS = $(test_cppflags)
tests_unit_base_test_LDADD = $(test_libs)

# Zones and recurrence rules.
unit_tests += tests/unit/zone.test tests/unit/zone_file.test tests/unit/when.test tests/unit/rule.test tests/unit/describe.test
tests_unit_zone_test_SOURCES = tests/unit/zone.c tests/unit/recur.h
tests_unit_zone_test_CPPFLAGS = $(test_cppflags)
tests_unit_zone_test_LDADD = $(test_libs)
tests_unit_zone_file_test_SOURCES = tests/unit/zone_file.c tests/unit/recur.h
tests_unit_zone_file_test_CPPFLAGS = $(test_cppflags)
tests_unit_zone_file_test_LDADD = $(test_libs)
tests_unit_rule_test_SOURCES = tests/unit/rule.c tests/unit/recur.h
tests_unit_rule_test_CPPFLAGS = $(test_cppflags)
tests_unit_rule_test_LDADD = $(test_libs)
unit_tests += tests/unit/rule_choices.test
tests_unit_rule_choices_test_SOURCES = tests/unit/rule_choices.c tests/unit/recur.h
tests_unit_rule_choices_test_CPPFLAGS = $(test_cppflags)
tests_unit_rule_choices_test_LDADD = $(test_libs)
tests_unit_describe_test_SOURCES = tests/unit/describe.c tests/unit/recur.h
tests_unit_describe_test_CPPFLAGS = $(test_cppflags)
tests_unit_describe_test_LDADD = $(test_libs)
tests_unit_when_test_SOURCES = tests/unit/when.c tests/unit/recur.h
tests_unit_when_test_CPPFLAGS = $(test_cppflags)
tests_unit_when_test_LDADD = $(test_libs)
EXTRA_DIST += tools/make-zone-data
# Readers of files share tests/unit/files.
unit_tests += tests/unit/conf.test tests/unit/envfile.test tests/unit/optionfile.test
tests_unit_conf_test_SOURCES = tests/unit/conf.c tests/unit/files.c tests/unit/files.h
tests_unit_conf_test_CPPFLAGS = $(test_cppflags)
tests_unit_conf_test_LDADD = $(test_libs)
tests_unit_envfile_test_SOURCES = tests/unit/envfile.c tests/unit/files.c tests/unit/files.h
tests_unit_envfile_test_CPPFLAGS = $(test_cppflags)
tests_unit_envfile_test_LDADD = $(test_libs)
tests_unit_optionfile_test_SOURCES = tests/unit/optionfile.c tests/unit/files.c tests/unit/files.h
tests_unit_optionfile_test_CPPFLAGS = $(test_cppflags)
tests_unit_optionfile_test_LDADD = $(test_libs)

unit_tests += tests/unit/ask.test tests/unit/connpolicy.test tests/unit/options.test
tests_unit_ask_test_SOURCES = tests/unit/ask.c
tests_unit_ask_test_CPPFLAGS = $(test_cppflags)
tests_unit_ask_test_LDADD = $(test_libs)
tests_unit_connpolicy_test_SOURCES = tests/unit/connpolicy.c
tests_unit_connpolicy_test_CPPFLAGS = $(test_cppflags)
tests_unit_connpolicy_test_LDADD = $(test_libs)
tests_unit_options_test_SOURCES = tests/unit/options.c
tests_unit_options_test_CPPFLAGS = $(test_cppflags)
tests_unit_options_test_LDADD = $(test_libs)

# Against a server of their own.
db_tests = tests/db/conn.dbtest tests/db/list.dbtest
tests_db_conn_dbtest_SOURCES = tests/db/conn.c
tests_db_conn_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_conn_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
tests_db_list_dbtest_SOURCES = tests/db/list.c
tests_db_list_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_list_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)

# The local server: a program that uses one, driven by a shell test that kills its parties.
check_PROGRAMS += tests/db/localtool
tests_db_localtool_SOURCES = tests/db/localtool.c
tests_db_localtool_LDADD = $(core_libs)
TESTS += tests/db/local.sh
dist_check_SCRIPTS += tests/db/local.sh
# The console and its jobs.
console_libs = libwsadmin-ui.a $(core_libs) $(CMOCKA_LIBS)
unit_tests += tests/unit/console.test tests/unit/window.test tests/unit/calendar.test
tests_unit_calendar_test_SOURCES = tests/unit/calendar.c
tests_unit_calendar_test_CPPFLAGS = $(test_cppflags)
tests_unit_calendar_test_LDADD = $(console_libs)
tests_unit_console_test_SOURCES = tests/unit/console.c
tests_unit_console_test_CPPFLAGS = $(test_cppflags)
tests_unit_console_test_LDADD = $(console_libs)
tests_unit_window_test_SOURCES = tests/unit/window.c
tests_unit_window_test_CPPFLAGS = $(test_cppflags)
tests_unit_window_test_LDADD = $(console_libs)
db_tests += tests/db/jobs.dbtest
tests_db_jobs_dbtest_SOURCES = tests/db/jobs.c
tests_db_jobs_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_jobs_dbtest_LDADD = tests/db/libtestdb.a $(console_libs)
# Migrations: the program is for tests in bash.
# Migrations.
migrate_test_libs = tests/db/libmigrate.a tests/db/libtestdb.a $(test_libs)
check_LIBRARIES += tests/db/libmigrate.a
tests_db_libmigrate_a_SOURCES = tests/db/migratelib.c tests/db/migratelib.h
tests_db_libmigrate_a_CPPFLAGS = $(test_cppflags)
db_tests += tests/db/migrate_up.dbtest tests/db/migrate_look.dbtest tests/db/migrate_down.dbtest tests/db/migrate_kill.dbtest \
	tests/db/migrate_lock.dbtest
tests_db_migrate_lock_dbtest_SOURCES = tests/db/migrate_lock.c
tests_db_migrate_lock_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_migrate_lock_dbtest_LDADD = $(migrate_test_libs)
tests_db_migrate_down_dbtest_SOURCES = tests/db/migrate_down.c
tests_db_migrate_down_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_migrate_down_dbtest_LDADD = $(migrate_test_libs)
tests_db_migrate_kill_dbtest_SOURCES = tests/db/migrate_kill.c
tests_db_migrate_kill_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_migrate_kill_dbtest_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=mysql_real_query,--wrap=mysql_stmt_prepare,--wrap=mysql_stmt_execute
tests_db_migrate_kill_dbtest_LDADD = $(migrate_test_libs)
tests_db_migrate_look_dbtest_SOURCES = tests/db/migrate_look.c
tests_db_migrate_look_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_migrate_look_dbtest_LDADD = $(migrate_test_libs)
tests_db_migrate_up_dbtest_SOURCES = tests/db/migrate_up.c
tests_db_migrate_up_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_migrate_up_dbtest_LDADD = $(migrate_test_libs)

# The words.
unit_tests += tests/unit/cmd.test
tests_unit_cmd_test_SOURCES = tests/unit/cmd.c
tests_unit_cmd_test_CPPFLAGS = $(test_cppflags)
tests_unit_cmd_test_LDADD = $(test_libs)

# The command line, expected against actual.
cli_tests =
cli_tests += tests/cli/completions.sh
cli_tests += tests/cli/categories.sh
cli_tests += tests/cli/categories_edit.sh
cli_tests += tests/cli/export.sh
cli_tests += tests/cli/house.sh
cli_tests += tests/cli/words.sh
cli_tests += tests/cli/spanish.sh
cli_tests += tests/cli/connect.sh
cli_tests += tests/cli/series.sh
TESTS += $(cli_tests)
EXTRA_DIST += tests/cli/lib.sh $(cli_tests)
include tests/op.mk
db_tests += tests/db/demo.dbtest
tests_db_demo_dbtest_SOURCES = tests/db/demo.c
tests_db_demo_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_demo_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
unit_tests += tests/unit/ddl.test
tests_unit_ddl_test_SOURCES = tests/unit/ddl.c
tests_unit_ddl_test_CPPFLAGS = $(test_cppflags)
tests_unit_ddl_test_LDADD = $(test_libs)

# Connecting by TCP: tls.sh starts the servers, the program tls makes the checks.
TESTS += tests/db/tls.sh
dist_check_SCRIPTS += tests/db/tls.sh
check_PROGRAMS += tests/db/tls
tests_db_tls_SOURCES = tests/db/tls.c
tests_db_tls_CPPFLAGS = $(test_cppflags)
tests_db_tls_LDADD = tests/db/libtestdb.a $(test_libs)

include tests/interop/local.mk
include tests/fuzz/local.mk

# The console's line.
unit_tests += tests/unit/complete.test
tests_unit_complete_test_SOURCES = tests/unit/complete.c
tests_unit_complete_test_CPPFLAGS = $(test_cppflags)
tests_unit_complete_test_LDADD = $(test_libs)

# Agora.
unit_tests += tests/unit/agora.test
tests_unit_agora_test_SOURCES = tests/unit/agora.c tests/unit/files.c tests/unit/files.h
tests_unit_agora_test_CPPFLAGS = $(test_cppflags)
tests_unit_agora_test_LDADD = $(test_libs)
EXTRA_DIST += tools/make-agora-token
cli_tests += tests/cli/edit.sh
cli_tests += tests/cli/people.sh
cli_tests += tests/cli/agora.sh
cli_tests += tests/cli/doctor.sh
cli_tests += tests/cli/ics.sh
dist_check_SCRIPTS += tests/lib/agora-stand-in
# The console in a terminal of its own. One line a test: lines of several people are then united by git.
screen_tests =
screen_tests += tests/screen/categories.sh
screen_tests += tests/screen/golden.sh
screen_tests += tests/screen/exits.sh
screen_tests += tests/screen/first.sh
screen_tests += tests/screen/filter.sh
screen_tests += tests/screen/along.sh
screen_tests += tests/screen/lists.sh
screen_tests += tests/screen/line.sh
screen_tests += tests/screen/resize.sh
screen_tests += tests/screen/restricted.sh
screen_tests += tests/screen/safe.sh
screen_tests += tests/screen/pseudo.sh
screen_tests += tests/screen/plan.sh
cli_tests += tests/cli/grants.sh
cli_tests += tests/cli/restricted.sh
cli_tests += tests/cli/units.sh
cli_tests += tests/cli/examples.sh
# The program as it would be with its settings and state in a folder that a test may write.
check_PROGRAMS += tests/cli/wsadmin-elsewhere
tests_cli_wsadmin_elsewhere_SOURCES = $(wsadmin_SOURCES) src/base/conf.c src/base/restricted.c src/recur/zone.c
tests_cli_wsadmin_elsewhere_CPPFLAGS = $(wsadmin_CPPFLAGS) -USYSCONFDIR -ULOCALSTATEDIR \
	-DZONE_FOLDER='"$(abs_top_builddir)/tests/cli/elsewhere/zoneinfo"' \
	-DSYSCONFDIR='"$(abs_top_builddir)/tests/cli/elsewhere/etc"' -DLOCALSTATEDIR='"$(abs_top_builddir)/tests/cli/elsewhere/var"'
tests_cli_wsadmin_elsewhere_LDADD = $(wsadmin_LDADD)
clean-local: clean-elsewhere
clean-elsewhere:
	-rm -rf tests/cli/elsewhere tests/screen/locale
# The program with its translations in the build's own folder, where a test puts them.
check_PROGRAMS += tests/screen/wsadmin-locale
tests_screen_wsadmin_locale_SOURCES = $(wsadmin_SOURCES) src/base/locale.c
tests_screen_wsadmin_locale_CPPFLAGS = $(wsadmin_CPPFLAGS) -ULOCALEDIR \
	-DLOCALEDIR='"$(abs_top_builddir)/tests/screen/locale"'
tests_screen_wsadmin_locale_LDADD = $(wsadmin_LDADD)
screen_tests += tests/screen/forms.sh
screen_tests += tests/screen/forms_people.sh
screen_tests += tests/screen/rule.sh
screen_tests += tests/screen/export.sh
screen_tests += tests/screen/bytes.sh
screen_tests += tests/screen/looks.sh
screen_tests += tests/screen/calendar.sh
screen_tests += tests/screen/views.sh
screen_tests += tests/screen/detail.sh
screen_tests += tests/screen/jobs.sh
screen_tests += tests/screen/fill.sh
screen_tests += tests/screen/mouse.sh
screen_tests += tests/screen/plain.sh
screen_tests += tests/screen/pictures.sh
TESTS += $(screen_tests)
EXTRA_DIST += tests/screen/lib.sh tests/lib/tmux.sh tests/screen/screens $(screen_tests)

# The third ring: minutes long, not part of make check.
long_tests =
long_tests += tests/screen/server.sh
long_tests += tests/db/mixed_long.sh
long_tests += tests/cli/export_long.sh
long_tests += tests/faults/faults.sh
long_tests += tests/mysql/mysql.sh
long_tests += tests/mysql/client.sh
EXTRA_DIST += tests/mysql/get.sh tests/mysql/lib.sh
long_tests += tests/galera/galera.sh
EXTRA_DIST += tests/galera/lib.sh
long_tests += tests/package/package.sh
long_tests += tests/analysis/analysis.sh
EXTRA_DIST += tests/faults/shim.c $(long_tests)
CLEANFILES += tests/faults/shim.so
tests/faults/shim.so: tests/faults/shim.c
	$(AM_V_CC)$(MKDIR_P) tests/faults && $(CC) -shared -fPIC -O1 $(CLIENT_CFLAGS) \
		-o $@ $(top_srcdir)/tests/faults/shim.c
check-long: all tests/faults/shim.so
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(long_tests)'
db_tests += tests/db/op_repair.dbtest
tests_db_op_repair_dbtest_SOURCES = tests/db/op_repair.c
tests_db_op_repair_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_repair_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)

# Categories in bulk.
unit_tests += tests/unit/slug.test
tests_unit_slug_test_SOURCES = tests/unit/slug.c
tests_unit_slug_test_CPPFLAGS = $(test_cppflags)
tests_unit_slug_test_LDADD = $(test_libs)
unit_tests += tests/unit/editing.test
tests_unit_editing_test_SOURCES = tests/unit/editing.c
tests_unit_editing_test_CPPFLAGS = $(test_cppflags)
tests_unit_editing_test_LDADD = $(test_libs)
db_tests += tests/db/op_whole.dbtest
tests_db_op_whole_dbtest_SOURCES = tests/db/op_whole.c
tests_db_op_whole_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_whole_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
db_tests += tests/db/op_categories.dbtest
tests_db_op_categories_dbtest_SOURCES = tests/db/op_categories.c
tests_db_op_categories_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_categories_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
db_tests += tests/db/op_undo.dbtest
tests_db_op_undo_dbtest_SOURCES = tests/db/op_undo.c
tests_db_op_undo_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_undo_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
db_tests += tests/db/op_undo_one.dbtest
tests_db_op_undo_one_dbtest_SOURCES = tests/db/op_undo_one.c
tests_db_op_undo_one_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_undo_one_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
