core_sources += src/model/entity.c src/model/entity.h
core_sources += src/model/editing.c src/model/editing.h
core_sources += src/model/slug.c src/model/slug.h
