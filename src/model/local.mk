core_sources += \
	src/model/entity.c src/model/entity.h
