core_sources += \
	src/db/conn.c src/db/conn.h src/db/conn_private.h \
	src/db/conn_error.c src/db/conn_error.h \
	src/db/conn_tls.c src/db/conn_tls.h \
	src/db/list.c src/db/list.h src/db/list_names.c src/db/list_names.h src/db/list_path.c src/db/list_path.h \
	src/db/rows.c src/db/rows.h \
	src/db/schema.c src/db/schema.h \
	src/db/sql.c src/db/sql.h \
	src/db/statement.c \
	src/db/transaction.c
