/* Encryption of a connection: see conn_tls.h. */
#include "db/conn_tls.h"

bool conn_tls_set(MYSQL *handle, const struct conn_params *p, struct err *err) {
    (void)handle;
    (void)p;
    (void)err;
    return true;
}

bool conn_tls_check(MYSQL *handle, const struct conn_params *p, struct err *err) {
    (void)handle;
    (void)p;
    (void)err;
    return true;
}
