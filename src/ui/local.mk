noinst_LIBRARIES += libwsadmin-ui.a
libwsadmin_ui_a_SOURCES = $(job_sources) \
	src/ui/key.c src/ui/key.h \
	src/ui/row.c src/ui/row.h \
	src/ui/window.c src/ui/window.h
libwsadmin_ui_a_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS) $(READLINE_CFLAGS)
wsadmin_SOURCES += src/ui/console.c src/ui/console.h
