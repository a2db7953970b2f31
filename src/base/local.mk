core_sources += \
	src/base/ask.c src/base/ask.h \
	src/base/buf.c src/base/buf.h \
	src/base/clock.c src/base/clock.h \
	src/base/error.c src/base/error.h \
	src/base/conf.c src/base/conf.h \
	src/base/envfile.c src/base/envfile.h \
	src/base/nearest.c src/base/nearest.h \
	src/base/editor.c src/base/editor.h \
	src/base/settings.c src/base/settings.h \
	src/base/settingsfile.c src/base/settingsfile.h \
	src/base/split.c src/base/split.h \
	src/base/gate.c src/base/gate.h \
	src/base/i18n.h \
	src/base/json.c src/base/json.h \
	src/base/late.c src/base/late.h \
	src/base/locale.c src/base/locale.h \
	src/base/mem.c src/base/mem.h \
	src/base/parse.c src/base/parse.h \
	src/base/restricted.c src/base/restricted.h \
	src/base/utf8.c src/base/utf8.h
