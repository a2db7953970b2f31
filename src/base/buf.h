/* A growable byte buffer, always NUL-terminated once something was added. Start with `struct buf b = {0}`; end with
 * buf_free or take the bytes away with buf_steal. */
#ifndef WS_BASE_BUF_H
#define WS_BASE_BUF_H

#include <stddef.h>

struct buf {
    char *data; /* NULL while empty: read it through buf_str */
    size_t len; /* bytes, without the final NUL */
    size_t cap;
};

void buf_add(struct buf *b, const char *s) __attribute__((nonnull));
void buf_add_len(struct buf *b, const char *s, size_t len);
void buf_add_char(struct buf *b, char c);
void buf_add_repeat(struct buf *b, char c, size_t times);
void buf_addf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_truncate(struct buf *b, size_t len); /* no-op when it is shorter already */
const char *buf_str(const struct buf *b);     /* never NULL; valid until the next change */
char *buf_steal(struct buf *b);               /* the caller frees it; the buffer is empty again */
void buf_free(struct buf *b);

#endif
