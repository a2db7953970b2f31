# Tests of the operations (src/op): tests/db/opdb is what they share.
unit_tests += tests/unit/text.test
tests_unit_text_test_SOURCES = tests/unit/text.c
tests_unit_text_test_CPPFLAGS = $(test_cppflags)
tests_unit_text_test_LDADD = $(test_libs)

db_tests += \
	tests/db/op_session.dbtest \
	tests/db/op_cancel.dbtest \
	tests/db/op_reinstate.dbtest \
	tests/db/op_can_host.dbtest \
	tests/db/op_notify.dbtest \
	tests/db/op_apply.dbtest
tests_db_op_session_dbtest_SOURCES = tests/db/op_session.c
tests_db_op_session_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_session_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
tests_db_op_cancel_dbtest_SOURCES = tests/db/op_cancel.c
tests_db_op_cancel_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_cancel_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
tests_db_op_reinstate_dbtest_SOURCES = tests/db/op_reinstate.c
tests_db_op_reinstate_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_reinstate_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
tests_db_op_can_host_dbtest_SOURCES = tests/db/op_can_host.c
tests_db_op_can_host_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_can_host_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
tests_db_op_notify_dbtest_SOURCES = tests/db/op_notify.c
tests_db_op_notify_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_notify_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
tests_db_op_apply_dbtest_SOURCES = tests/db/op_apply.c
tests_db_op_apply_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_apply_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
db_tests += tests/db/op_concurrent.dbtest
tests_db_op_concurrent_dbtest_SOURCES = tests/db/op_concurrent.c
tests_db_op_concurrent_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_concurrent_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
db_tests += tests/db/op_log.dbtest
tests_db_op_log_dbtest_SOURCES = tests/db/op_log.c
tests_db_op_log_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_log_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
unit_tests += tests/unit/plan.test
tests_unit_plan_test_SOURCES = tests/unit/plan.c
tests_unit_plan_test_CPPFLAGS = $(test_cppflags)
tests_unit_plan_test_LDADD = $(test_libs)
db_tests += tests/db/op_fill.dbtest
tests_db_op_fill_dbtest_SOURCES = tests/db/op_fill.c
tests_db_op_fill_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_fill_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
db_tests += tests/db/op_series_count.dbtest
tests_db_op_series_count_dbtest_SOURCES = tests/db/op_series_count.c
tests_db_op_series_count_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_series_count_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
db_tests += tests/db/op_series_edit.dbtest
tests_db_op_series_edit_dbtest_SOURCES = tests/db/op_series_edit.c
tests_db_op_series_edit_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_series_edit_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
unit_tests += tests/unit/series_match.test
tests_unit_series_match_test_SOURCES = tests/unit/series_match.c
tests_unit_series_match_test_CPPFLAGS = $(test_cppflags)
tests_unit_series_match_test_LDADD = $(test_libs)
db_tests += tests/db/op_mend.dbtest
tests_db_op_mend_dbtest_SOURCES = tests/db/op_mend.c
tests_db_op_mend_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_mend_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
db_tests += tests/db/op_mixed.dbtest
tests_db_op_mixed_dbtest_SOURCES = tests/db/op_mixed.c
tests_db_op_mixed_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_mixed_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
unit_tests += tests/unit/rule_random.test
tests_unit_rule_random_test_SOURCES = tests/unit/rule_random.c
tests_unit_rule_random_test_CPPFLAGS = $(test_cppflags)
tests_unit_rule_random_test_LDADD = $(test_libs) $(ICAL_LIBS)
db_tests += tests/db/op_broken.dbtest
tests_db_op_broken_dbtest_SOURCES = tests/db/op_broken.c
tests_db_op_broken_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_broken_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
db_tests += tests/db/op_fill_year.dbtest
tests_db_op_fill_year_dbtest_SOURCES = tests/db/op_fill_year.c
tests_db_op_fill_year_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_fill_year_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
db_tests += tests/db/op_edit.dbtest
tests_db_op_edit_dbtest_SOURCES = tests/db/op_edit.c
tests_db_op_edit_dbtest_CPPFLAGS = $(test_cppflags)
tests_db_op_edit_dbtest_LDADD = tests/db/libtestdb.a $(test_libs)
