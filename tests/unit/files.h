/* Files for tests of readers: in a fresh folder that is removed at the end. */
#ifndef WS_TESTS_UNIT_FILES_H
#define WS_TESTS_UNIT_FILES_H

#include <sys/types.h>

int files_make_folder(void **state); /* a cmocka group set-up; also the current folder and $HOME from then on */
int files_remove_folder(void **state);
void files_write(const char *name, mode_t mode,
                 const char *text); /* relative to the folder; makes folders on the way */

#endif
