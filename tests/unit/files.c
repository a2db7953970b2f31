/* Files for tests: see files.h. */
#include "files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

static char *folder;

int files_make_folder(void **state) {
    (void)state;
    const char *tmp = getenv("TMPDIR");
    folder = mem_format("%s/wstest.XXXXXX", tmp ? tmp : "/tmp");
    return !mkdtemp(folder) || chdir(folder) != 0 || setenv("HOME", folder, 1) != 0 || unsetenv("XDG_CONFIG_HOME") != 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw) {
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

int files_remove_folder(void **state) {
    (void)state;
    int failed = chdir("/") != 0 || nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0;
    free(folder);
    return failed;
}

void files_write(const char *name, mode_t mode, const char *text) {
    for (const char *slash = name; (slash = strchr(slash + 1, '/'));) {
        char *parent = mem_dup_len(name, (size_t)(slash - name));
        mkdir(parent, 0700);
        free(parent);
    }
    remove(name);
    FILE *f = fopen(name, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(chmod(name, mode), 0);
}
