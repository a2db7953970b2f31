/* Opening of settings files: see settingsfile.h. */
#include "base/settingsfile.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"

bool settingsfile_open(const char *path, bool required, FILE **out, bool *exposed, struct err *err) {
    *out = fopen(path, "re");
    if (!*out) {
        if (!required && (errno == ENOENT || errno == ENOTDIR || errno == EACCES)) return true;
        return err_set(err, WS_CONFIG, _("%s cannot be read: %s"), path, strerror(errno));
    }
    struct stat st;
    if (fstat(fileno(*out), &st) != 0) {
        err_set(err, WS_CONFIG, _("%s cannot be read: %s"), path, strerror(errno));
    } else if (S_ISDIR(st.st_mode)) {
        err_set(err, WS_CONFIG, _("%s is a folder, not a file"), path);
    } else if (S_ISREG(st.st_mode) && (st.st_mode & S_IWOTH)) {
        err_set(err, WS_CONFIG, _("%s is not read: everybody on this machine may write to it"), path);
        err_hint(err, _("look at what it says, then: chmod o-w %s"), path);
    } else {
        if (exposed) *exposed = S_ISREG(st.st_mode) && (st.st_mode & S_IROTH);
        return true;
    }
    fclose(*out);
    *out = NULL;
    return false;
}
