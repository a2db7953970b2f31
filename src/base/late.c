/* Libraries opened at their first use: see late.h. */
#include "base/late.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

#include "base/i18n.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static bool open_locked(struct late *late, struct err *err) {
    void *handle = dlopen(late->library, RTLD_NOW | RTLD_LOCAL);
    char *slot = late->slots;
    for (size_t i = 0; late->names[i]; i++, slot += sizeof(void *)) {
        void *function = handle ? dlsym(handle, late->names[i]) : NULL;
        if (!function) return err_set(err, WS_CONFIG, _("a library cannot be used: %s"), dlerror());
        memcpy(slot, &function, sizeof function);
    }
    return true;
}

bool late_open(struct late *late, struct err *err) {
    pthread_mutex_lock(&lock);
    late->open = late->open || open_locked(late, err);
    bool open = late->open;
    pthread_mutex_unlock(&lock);
    return open;
}
