core_sources += \
	src/db/conn.c src/db/conn.h src/db/conn_private.h \
	src/db/conn_error.c src/db/conn_error.h \
	src/db/conn_tls.c src/db/conn_tls.h \
	src/db/list.c src/db/list.h src/db/list_names.c src/db/list_names.h src/db/list_path.c src/db/list_path.h \
	src/db/rows.c src/db/rows.h \
	src/db/schema.c src/db/schema.h \
	src/db/sql.c src/db/sql.h \
	src/db/statement.c \
	src/db/transaction.c \
	src/db/embedded.c src/db/embedded.h \
	src/db/demo.c src/db/demo.h \
	src/db/local.c src/db/local.h \
	src/db/local_content.c src/db/local_content.h \
	src/db/local_dir.c src/db/local_dir.h \
	src/db/local_program.c src/db/local_program.h \
	src/db/local_supervisor.c src/db/local_supervisor.h \
	src/db/platform.c src/db/platform.h

# The SQL files that the program carries.
embedded_sql_files = migrations/platform-tables.sql
EXTRA_DIST += tools/embed-sql.awk $(embedded_sql_files)
nodist_libwsadmin_core_a_SOURCES = src/db/embedded_sql.c
BUILT_SOURCES += src/db/embedded_sql.c
CLEANFILES += src/db/embedded_sql.c
src/db/embedded_sql.c: $(embedded_sql_files) tools/embed-sql.awk
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	(cd $(srcdir) && $(AWK) -f tools/embed-sql.awk $(embedded_sql_files)) > $@-t && mv $@-t $@
core_sources += \
	src/db/option_file.c src/db/option_file.h \
	src/db/options.c src/db/options.h src/db/options_keys.c src/db/options_keys.h
