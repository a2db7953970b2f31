core_sources += \
	src/cmd/cmd.c src/cmd/cmd.h \
	src/cmd/cmd_check.c \
	src/cmd/cmd_actions.c src/cmd/cmd_actions.h \
	src/cmd/cmd_list.c src/cmd/cmd_list.h \
	src/cmd/cmd_table.c \
	src/cmd/filter.c src/cmd/filter.h \
	src/cmd/resolve.c src/cmd/resolve.h
core_sources += \
	src/cmd/options.c src/cmd/options.h src/cmd/options_private.h \
	src/cmd/options_table.c
core_sources += src/cmd/complete.c src/cmd/complete.h
core_sources += src/cmd/help.c src/cmd/help.h
core_sources += src/cmd/cmd_log.c src/cmd/cmd_log.h
core_sources += src/cmd/cmd_agora.c src/cmd/cmd_agora.h
core_sources += src/cmd/cmd_rrule.c src/cmd/cmd_rrule.h
core_sources += src/cmd/cmd_doctor.c src/cmd/cmd_doctor.h
core_sources += src/cmd/cmd_grants.c src/cmd/cmd_grants.h
core_sources += src/cmd/cmd_series.c src/cmd/cmd_series.h
core_sources += src/cmd/cmd_edit.c src/cmd/cmd_edit.h
core_sources += src/cmd/category_edit.c src/cmd/category_edit.h src/cmd/category_text.c src/cmd/category_text.h
core_sources += src/cmd/category_csv.c src/cmd/category_file.c src/cmd/category_file.h src/cmd/category_json.c \
	src/cmd/category_list.c src/cmd/category_list.h src/cmd/cmd_categories.c src/cmd/cmd_categories.h
core_sources += src/cmd/cmd_undo.c src/cmd/cmd_undo.h
core_sources += src/cmd/cmd_people.c src/cmd/cmd_people.h src/cmd/cmd_recipients.c
core_sources += src/cmd/cmd_series_doctor.c
core_sources += src/cmd/cmd_ics.c
