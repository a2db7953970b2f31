/* Memory: see mem.h. */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*fatal_hook)(void);

void mem_set_fatal_hook(void (*hook)(void)) { fatal_hook = hook; }

static _Noreturn void mem_fatal(void) {
    if (fatal_hook) fatal_hook();
    fputs("wsadmin: out of memory; nothing that was not yet committed has been changed\n", stderr);
    _Exit(70);
}

static size_t mem_product(size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) mem_fatal();
    return count * size;
}

void *mem_alloc(size_t size) {
    void *p = malloc(size ? size : 1);
    if (!p) mem_fatal();
    return p;
}

void *mem_zero(size_t count, size_t size) {
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p) mem_fatal();
    return p;
}

void *mem_resize(void *old, size_t count, size_t size) {
    size_t bytes = mem_product(count, size);
    void *p = realloc(old, bytes ? bytes : 1);
    if (!p) mem_fatal();
    return p;
}

void *mem_grow(void *array, size_t *cap, size_t need, size_t size) {
    if (array && need <= *cap) return array;
    size_t want = *cap ? *cap : 8;
    while (want < need) {
        if (want > SIZE_MAX / 2) mem_fatal();
        want *= 2;
    }
    array = mem_resize(array, want, size);
    *cap = want;
    return array;
}

char *mem_dup_len(const char *s, size_t len) {
    char *p = mem_alloc(len + 1);
    if (len) memcpy(p, s, len);
    p[len] = '\0';
    return p;
}

char *mem_dup(const char *s) { return mem_dup_len(s, strlen(s)); }

char *mem_format(const char *format, ...) {
    va_list ap;
    char *text = NULL;
    va_start(ap, format);
    int n = vasprintf(&text, format, ap);
    va_end(ap);
    if (n < 0 || !text) mem_fatal();
    return text;
}
