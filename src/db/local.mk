core_sources += \
	src/db/conn.c src/db/conn.h src/db/conn_private.h \
	src/db/conn_error.c src/db/conn_error.h \
	src/db/conn_hosts.c src/db/conn_hosts.h \
	src/db/conn_tls.c src/db/conn_tls.h \
	src/db/list.c src/db/list.h src/db/list_path.c src/db/list_path.h \
	src/db/rows.c src/db/rows.h \
	src/db/schema.c src/db/schema.h \
	src/db/sql.c src/db/sql.h \
	src/db/statement.c \
	src/db/transaction.c \
	src/db/ddl.c src/db/ddl.h \
	src/db/migrate.h src/db/migrate_private.h \
	src/db/migrate_column.c \
	src/db/migrate_down.c \
	src/db/migrate_holders.c \
	src/db/migrate_look.c \
	src/db/migrate_plan.c \
	src/db/migrate_probe.c \
	src/db/migrate_rights.c \
	src/db/migrate_run.c \
	src/db/migrate_up.c \
	src/db/embedded.c src/db/embedded.h \
	src/db/demo.c src/db/demo.h src/db/demo_private.h src/db/demo_bulk.c src/db/demo_guests.c src/db/demo_notices.c \
	src/db/demo_people.c src/db/demo_series.c src/db/demo_single.c src/db/demo_words.c src/db/demo_workshop.c \
	src/db/local.c src/db/local.h \
	src/db/local_content.c src/db/local_content.h \
	src/db/local_dir.c src/db/local_dir.h \
	src/db/local_program.c src/db/local_program.h \
	src/db/local_supervisor.c src/db/local_supervisor.h \
	src/db/platform.c src/db/platform.h

# The SQL files that the program carries.
embedded_sql_files = migrations/platform-tables.sql \
	migrations/057-create-workshop-categories.sql \
	migrations/058-create-workshop-series.sql \
	migrations/059-create-workshops.sql \
	migrations/060-create-workshop-attendees.sql \
	migrations/061-create-workshop-chats.sql \
	migrations/062-create-workshop-notes.sql \
	migrations/063-create-workshop-invites.sql \
	migrations/064-add-can-host-to-users.sql
EXTRA_DIST += tools/embed-sql.awk $(embedded_sql_files)
nodist_libwsadmin_core_a_SOURCES = src/db/embedded_sql.c
BUILT_SOURCES += src/db/embedded_sql.c
CLEANFILES += src/db/embedded_sql.c
src/db/embedded_sql.c: $(embedded_sql_files) tools/embed-sql.awk
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	(cd $(srcdir) && $(AWK) -f tools/embed-sql.awk $(embedded_sql_files)) > $@-t && mv $@-t $@
core_sources += \
	src/db/conn_grant.c src/db/conn_grant.h src/db/conn_restore.c src/db/conn_restore.h \
	src/db/option_file.c src/db/option_file.h \
	src/db/options.c src/db/options.h src/db/options_keys.c src/db/options_keys.h
core_sources += src/db/suggest.c src/db/suggest.h
