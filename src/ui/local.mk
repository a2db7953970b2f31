# The console as a library of its own: its pure parts are tested without a terminal, the whole by a program of tests/screen.
noinst_LIBRARIES += libwsadmin-ui.a
libwsadmin_ui_a_SOURCES = $(job_sources) \
	src/ui/actions.c src/ui/actions.h \
	src/ui/along.c src/ui/along.h \
	src/ui/attention.c src/ui/attention.h \
	src/ui/bar.c src/ui/bar.h \
	src/ui/box.c src/ui/box.h \
	src/ui/calendar.c src/ui/calendar.h \
	src/ui/calendar_draw.c \
	src/ui/calendar_load.c src/ui/calendar_load.h \
	src/ui/choice.c src/ui/choice.h \
	src/ui/collect.c src/ui/collect.h \
	src/ui/copy.c src/ui/copy.h \
	src/ui/columns_lower.c \
	src/ui/columns_upper.c \
	src/ui/console.c src/ui/console.h \
	src/ui/crash.c src/ui/crash.h \
	src/ui/draft.c src/ui/draft.h \
	src/ui/draw.c src/ui/draw.h \
	src/ui/edit_text.c src/ui/edit_text.h \
	src/ui/facts.c src/ui/facts.h \
	src/ui/find.c src/ui/find.h \
	src/ui/form.c src/ui/form.h src/ui/form_private.h \
	src/ui/form_draw.c \
	src/ui/form_job.c \
	src/ui/form_value.c \
	src/ui/go.c src/ui/go.h \
	src/ui/input.c src/ui/input.h \
	src/ui/key.c src/ui/key.h \
	src/ui/keys.c src/ui/keys.h \
	src/ui/keys_bind.c \
	src/ui/layer.c src/ui/layer.h \
	src/ui/layout.c src/ui/layout.h \
	src/ui/look.c src/ui/look.h \
	src/ui/loop.c src/ui/loop.h \
	src/ui/marks.c src/ui/marks.h \
	src/ui/migrate_box.c src/ui/migrate_box.h \
	src/ui/pane.c src/ui/pane.h \
	src/ui/pane_draw.c \
	src/ui/pane_load.c src/ui/pane_load.h \
	src/ui/pane_query.c \
	src/ui/pane_type.c src/ui/pane_type.h \
	src/ui/plan_box.c src/ui/plan_box.h \
	src/ui/plan_draw.c \
	src/ui/plan_job.c \
	src/ui/pointer.c src/ui/pointer.h \
	src/ui/prompt.c src/ui/prompt.h src/ui/prompt_private.h \
	src/ui/prompt_complete.c src/ui/prompt_draw.c src/ui/prompt_history.c \
	src/ui/export.c src/ui/export.h \
	src/ui/read_box.c src/ui/read_box.h \
	src/ui/refresh.c src/ui/refresh.h \
	src/ui/row.c src/ui/row.h \
	src/ui/rule_box.c src/ui/rule_box.h src/ui/rule_box_private.h \
	src/ui/rule_box_draw.c \
	src/ui/scene.c src/ui/scene.h \
	src/ui/screen.c src/ui/screen.h \
	src/ui/status.c src/ui/status.h \
	src/ui/term.c src/ui/term.h \
	src/ui/textfield.c src/ui/textfield.h \
	src/ui/titles.c \
	src/ui/views.c src/ui/views.h \
	src/ui/why_not.c src/ui/why_not.h \
	src/ui/window.c src/ui/window.h \
	src/ui/words.c src/ui/words.h \
	src/ui/wrap.c src/ui/wrap.h \
	src/ui/plan_private.h \
	src/ui/series_facts.c src/ui/series_facts.h \
	src/ui/sort.c src/ui/sort.h \
	src/ui/state.h
libwsadmin_ui_a_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS) $(READLINE_CFLAGS)
