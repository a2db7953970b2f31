/* Memory: allocation that never returns NULL. When memory is out, the hook (the console restores the terminal in it)
 * runs, a line is written and the program ends with status 70. What these return is released with free(). */
#ifndef WS_BASE_MEM_H
#define WS_BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size) __attribute__((malloc, alloc_size(1), returns_nonnull));
void *mem_zero(size_t count, size_t size) __attribute__((malloc, alloc_size(1, 2), returns_nonnull));
void *mem_resize(void *p, size_t count, size_t size) __attribute__((alloc_size(2, 3), returns_nonnull));
char *mem_dup(const char *s) __attribute__((malloc, nonnull, returns_nonnull));
char *mem_dup_len(const char *s, size_t len) __attribute__((malloc, returns_nonnull));
char *mem_format(const char *format, ...) __attribute__((malloc, format(printf, 1, 2), returns_nonnull));

/* Makes room for `need` elements in an array that grows by doubling: *cap is its present room, in elements. Returns
 * the array, moved or not; the new part is not set. */
void *mem_grow(void *array, size_t *cap, size_t need, size_t size) __attribute__((returns_nonnull));

/* `hook` is called once, before the line about missing memory is written. */
void mem_set_fatal_hook(void (*hook)(void));

#endif
