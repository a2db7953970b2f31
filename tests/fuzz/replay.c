/* Runs a fuzz target over the files named on the command line, as TAP: the target stops the program when something is
 * wrong. In make check; the same target is linked with libFuzzer by `make fuzz`. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

enum { FILE_MAX = 1 << 20 };

int main(int argc, char **argv) {
    static unsigned char bytes[FILE_MAX];
    setvbuf(stdout, NULL, _IONBF, 0);
    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        size_t size = f ? fread(bytes, 1, sizeof bytes, f) : 0;
        unsigned char *exact = malloc(size + 1); /* so that a sanitizer sees the end */
        if (!f || !exact) return 1;
        fclose(f);
        for (size_t k = 0; k < size; k++) exact[k] = bytes[k];
        LLVMFuzzerTestOneInput(exact, size);
        free(exact);
        printf("ok %d - %s\n", i, argv[i]);
    }
    return 0;
}
