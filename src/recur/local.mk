core_sources += \
	src/recur/describe.c src/recur/describe.h \
	src/recur/describe_short.c \
	src/recur/recurrence.c src/recur/recurrence.h \
	src/recur/rule.c src/recur/rule.h \
	src/recur/rule_iter.c \
	src/recur/when.c src/recur/when.h \
	src/recur/zone.c src/recur/zone.h src/recur/zone_private.h \
	src/recur/zone_file.c \
	src/recur/zone_rule.c
core_sources += src/recur/instant.c src/recur/instant.h
core_sources += src/recur/ical.h src/recur/ical_write.c
core_sources += src/recur/ical_read.c src/recur/ical_late.c src/recur/ical_late.h
core_sources += src/recur/next.c src/recur/next.h
core_sources += src/recur/rule_choices.c src/recur/rule_choices.h
