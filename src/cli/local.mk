wsadmin_SOURCES += \
	src/cli/cell.c src/cli/cell.h \
	src/cli/output.c src/cli/output.h
wsadmin_SOURCES += src/cli/cli.c src/cli/cli.h src/cli/cli_migrate.c src/cli/cli_user_add.c src/cli/program.c src/cli/program.h
wsadmin_SOURCES += src/cli/watch.c src/cli/watch.h
wsadmin_SOURCES += src/cli/cli_edit.c
wsadmin_SOURCES += src/cli/cli_export.c src/cli/export.c src/cli/export.h src/cli/file_out.c src/cli/file_out.h
wsadmin_SOURCES += src/cli/cli_text.c
