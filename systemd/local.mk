# Timers. The units are made with the program's place in them.
systemdunitdir = $(prefix)/lib/systemd/system
nodist_systemdunit_DATA = systemd/wsadmin-series-fill.service systemd/wsadmin-reminders.service systemd/wsadmin-doctor.service
dist_systemdunit_DATA = systemd/wsadmin-series-fill.timer systemd/wsadmin-reminders.timer systemd/wsadmin-doctor.timer
EXTRA_DIST += systemd/wsadmin-series-fill.service.in systemd/wsadmin-reminders.service.in systemd/wsadmin-doctor.service.in
CLEANFILES += $(nodist_systemdunit_DATA)
systemd/wsadmin-series-fill.service: systemd/wsadmin-series-fill.service.in Makefile
systemd/wsadmin-reminders.service: systemd/wsadmin-reminders.service.in Makefile
systemd/wsadmin-doctor.service: systemd/wsadmin-doctor.service.in Makefile
$(nodist_systemdunit_DATA):
	$(AM_V_GEN)$(MKDIR_P) systemd && $(SED) 's|@bindir[@]|$(bindir)|' $(top_srcdir)/$@.in >$@.tmp && mv $@.tmp $@
