core_sources += \
	src/op/action_log.c src/op/action_log.h src/op/action_private.h \
	src/op/action_past.c \
	src/op/action_read.c \
	src/op/action_settle.c \
	src/op/can_host.c \
	src/op/cancel.c \
	src/op/cancelling.c src/op/cancelling.h \
	src/op/hosts.c src/op/hosts.h \
	src/op/ids.c src/op/ids.h \
	src/op/notice.c src/op/notice.h \
	src/op/notify.c \
	src/op/op.h \
	src/op/plan.c src/op/plan.h \
	src/op/undo_now.c src/op/undo_now.h src/op/undo_edits.c src/op/undo_edits.h src/op/plan_names.c src/op/plan_apply.c \
	src/op/plan_json.c src/op/plan_json.h \
	src/op/plan_text.c \
	src/op/progress.c src/op/progress.h \
	src/op/reinstate.c \
	src/op/reinstating.c src/op/reinstating.h \
	src/op/session.c src/op/session.h \
	src/op/text.c src/op/text.h \
	src/op/workshops.c src/op/workshops.h
core_sources += src/op/agora.c src/op/agora.h src/op/agora_close.c src/op/agora_token.c
core_sources += src/op/grants.c src/op/grants.h
core_sources += src/op/rooms.c src/op/rooms.h
core_sources += src/op/repair.c src/op/repair.h src/op/repair_read.c
core_sources += src/op/doctor.c src/op/doctor.h src/op/doctor_private.h src/op/doctor_here.c \
	src/op/doctor_rights.c src/op/doctor_rows.c src/op/doctor_server.c
core_sources += \
	src/op/fill.c src/op/fill.h \
	src/op/fill_write.c \
	src/op/series.c src/op/series.h \
	src/op/stop.c
core_sources += src/op/edit.c src/op/edit.h src/op/edit_private.h
core_sources += src/op/edit_anchor.c
core_sources += src/op/edit_category.c
core_sources += src/op/edit_people.c
core_sources += src/op/edit_rules.c
core_sources += src/op/edit_series.c
core_sources += src/op/edit_series_coming.c
core_sources += src/op/edit_workshop.c src/op/edit_workshop.h
core_sources += src/op/edit_workshop_delete.c
core_sources += src/op/figures.c src/op/figures.h
core_sources += src/op/edit_write.c
core_sources += src/op/hosting.c src/op/hosting.h
core_sources += src/op/people.c src/op/people.h
core_sources += src/op/reminders.c src/op/reminders.h
core_sources += src/op/seats.c src/op/seats.h
core_sources += src/op/categories.c src/op/categories.h src/op/categories_private.h
core_sources += src/op/categories_arrange.c
core_sources += src/op/categories_settle.c
core_sources += src/op/categories_write.c
core_sources += src/op/attend.c src/op/attend.h src/op/attend_private.h
core_sources += src/op/invite.c
core_sources += src/op/transfer.c src/op/transfer.h
core_sources += src/op/plan_write.c src/op/plan_write.h
core_sources += src/op/undo.c src/op/undo.h
core_sources += src/op/undo_past.c src/op/undo_past.h
core_sources += src/op/changing.c src/op/changing.h
core_sources += src/op/series_match.c src/op/series_match.h
core_sources += src/op/mend.c
core_sources += src/op/series_doctor.c src/op/series_doctor.h
core_sources += src/op/ics.c src/op/ics.h
core_sources += src/op/action_journal.c
core_sources += src/op/series_import.c
