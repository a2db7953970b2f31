core_sources += \
	src/recur/when.c src/recur/when.h \
	src/recur/zone.c src/recur/zone.h src/recur/zone_private.h \
	src/recur/zone_file.c \
	src/recur/zone_rule.c
