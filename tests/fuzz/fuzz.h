/* A fuzz target: target_NAME.c defines the function, CORPUS is tests/fuzz/corpus/NAME. To add one: both, and its name
 * and lines in tests/fuzz/local.mk. It calls abort() when what came out cannot be right. */
#ifndef WS_TESTS_FUZZ_H
#define WS_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
