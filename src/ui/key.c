/* Keys by name: see key.h. */
#include "ui/key.h"

#include <string.h>

#include "base/utf8.h"

static const struct {
    const char *name;
    uint32_t key;
} named[] = {
    {"Esc", K_ESC},
    {"Enter", K_ENTER},
    {"Tab", K_TAB},
    {"Space", K_SPACE},
    {"Backspace", K_BACKSPACE},
    {"Up", K_UP},
    {"Down", K_DOWN},
    {"Left", K_LEFT},
    {"Right", K_RIGHT},
    {"PgUp", K_PGUP},
    {"PgDn", K_PGDN},
    {"Home", K_HOME},
    {"End", K_END},
    {"Ins", K_INS},
    {"Del", K_DEL},
    {"S-Tab", K_BACKTAB},
    {"C-Left", K_CTRL_LEFT},
    {"C-Right", K_CTRL_RIGHT},
    {"C-Space", 0},
};
enum { NAMED = sizeof named / sizeof *named };

static bool parse_len(const char *name, size_t len, uint32_t *key) {
    for (size_t i = 0; i < NAMED; i++) {
        if (strlen(named[i].name) != len || strncmp(named[i].name, name, len) != 0) continue;
        *key = named[i].key;
        return true;
    }
    if (len > 2 && !strncmp(name, "M-", 2)) {
        if (!parse_len(name + 2, len - 2, key)) return false;
        *key |= K_ALT;
        return true;
    }
    if (len == 3 && !strncmp(name, "C-", 2) && name[2] >= 'a' && name[2] <= 'z') {
        *key = (uint32_t)(name[2] - 'a' + 1);
        return true;
    }
    if ((len == 2 || len == 3) && name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
        uint32_t n = (uint32_t)(name[1] - '0');
        if (len == 3) n = n * 10 + (uint32_t)(name[2] - '0');
        if (n > 12) return false;
        *key = K_FUNCTION + n;
        return true;
    }
    if (len == 0 || utf8_decode(name, len, key) != len || *key == UTF8_INVALID) return false;
    return true;
}

bool key_parse(const char *name, uint32_t *key) { return parse_len(name, strlen(name), key); }

void key_add_name(struct buf *out, uint32_t key) {
    if (key & K_ALT) {
        buf_add(out, "M-");
        key &= ~(uint32_t)K_ALT;
    }
    for (size_t i = 0; i < NAMED; i++) {
        if (named[i].key != key) continue;
        buf_add(out, named[i].name);
        return;
    }
    if (key > K_FUNCTION && key <= K_FUNCTION + 12)
        buf_addf(out, "F%u", (unsigned)(key - K_FUNCTION));
    else if (key < 27)
        buf_addf(out, "C-%c", (char)('a' + key - 1));
    else
        utf8_add(out, key);
}

bool key_next(const char *names, size_t *at, uint32_t *key) {
    *at += strspn(names + *at, " ");
    size_t len = strcspn(names + *at, " ");
    if (len == 0) return false;
    if (!parse_len(names + *at, len, key)) *key = K_NONE;
    *at += len;
    return true;
}

bool key_is_in(const char *names, uint32_t key) {
    size_t at = 0;
    uint32_t one;
    while (key_next(names, &at, &one))
        if (one == key) return true;
    return false;
}
