/* The console: see console.h. */
#include "ui/console.h"

#include "base/error.h"

int console_run(const struct console_options *o) {
    (void)o;
    return err_exit_status(WS_INTERNAL);
}
