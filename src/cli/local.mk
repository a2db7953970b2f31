wsadmin_SOURCES += \
	src/cli/cell.c src/cli/cell.h \
	src/cli/output.c src/cli/output.h
