/* What is typed: see input.h.
 *
 * Curses decodes most sequences. Two things are ours: bracketed paste, and sequences that a slow line has torn behind
 * their Esc. An Esc is therefore held back for a moment: when `[` or `O` follows, it was the beginning of a key; any
 * other character makes it Alt. Once one was seen torn, or over SSH, the moment is longer. */
#include "ui/input.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum {
    ESC_DELAY_MS = 25,
    HOLD_MS = 25,       /* on this machine */
    HOLD_SLOW_MS = 400, /* over a line */
    TORN_MS = 1000,     /* `[` or `O` so soon after an Esc is no text, even when the Esc was acted upon */
    TORN_LONGEST = 32,  /* no key's sequence is longer */
    PASTE_MOST = 1 << 20,
    PASTE_SILENT_MS = 3000, /* a paste whose end never comes is over */
    CODE_PASTE_BEGIN = KEY_MAX + 1,
    CODE_PASTE_END,
    CODE_MOUSE, /* a report of the mouse begins */
    CODE_CTRL_LEFT,
    CODE_CTRL_RIGHT
};

static WINDOW *keyboard; /* a pad: reading from it never draws */
static int64_t hold_ms;
static int64_t esc_at = -1;       /* when an Esc came that is held back; -1: none */
static int64_t esc_given_at = -1; /* when one was given out */
static bool pasting;
static int64_t paste_heard;
static struct buf paste;
static bool reporting; /* by the mouse */
static int64_t report_begun;
static struct buf report;

static const struct {
    int code;
    uint32_t key;
} codes[] = {
    {KEY_UP, K_UP},
    {KEY_DOWN, K_DOWN},
    {KEY_LEFT, K_LEFT},
    {KEY_RIGHT, K_RIGHT},
    {KEY_PPAGE, K_PGUP},
    {KEY_NPAGE, K_PGDN},
    {KEY_HOME, K_HOME},
    {KEY_END, K_END},
    {KEY_IC, K_INS},
    {KEY_DC, K_DEL},
    {KEY_BTAB, K_BACKTAB},
    {KEY_BACKSPACE, K_BACKSPACE},
    {KEY_ENTER, K_ENTER},
    {CODE_CTRL_LEFT, K_CTRL_LEFT},
    {CODE_CTRL_RIGHT, K_CTRL_RIGHT},
};

/* Sequences that terminals send whatever TERM says. */
static const struct {
    const char *sequence;
    int code;
} sequences[] = {
    {"\033[200~", CODE_PASTE_BEGIN},
    {"\033[201~", CODE_PASTE_END},
    {"\033[<", CODE_MOUSE},
    {"\033[A", KEY_UP},
    {"\033[B", KEY_DOWN},
    {"\033[C", KEY_RIGHT},
    {"\033[D", KEY_LEFT},
    {"\033OA", KEY_UP},
    {"\033OB", KEY_DOWN},
    {"\033OC", KEY_RIGHT},
    {"\033OD", KEY_LEFT},
    {"\033[H", KEY_HOME},
    {"\033[F", KEY_END},
    {"\033OH", KEY_HOME},
    {"\033OF", KEY_END},
    {"\033[1~", KEY_HOME},
    {"\033[7~", KEY_HOME},
    {"\033[4~", KEY_END},
    {"\033[8~", KEY_END},
    {"\033[2~", KEY_IC},
    {"\033[3~", KEY_DC},
    {"\033[5~", KEY_PPAGE},
    {"\033[6~", KEY_NPAGE},
    {"\033[Z", KEY_BTAB},
    {"\033[1;5D", CODE_CTRL_LEFT},
    {"\033[1;5C", CODE_CTRL_RIGHT},
    {"\033OP", KEY_F(1)},
    {"\033OQ", KEY_F(2)},
    {"\033OR", KEY_F(3)},
    {"\033OS", KEY_F(4)},
    {"\033[15~", KEY_F(5)},
    {"\033[17~", KEY_F(6)},
    {"\033[18~", KEY_F(7)},
    {"\033[19~", KEY_F(8)},
    {"\033[20~", KEY_F(9)},
    {"\033[21~", KEY_F(10)},
    {"\033[23~", KEY_F(11)},
    {"\033[24~", KEY_F(12)},
};
enum { CODES = sizeof codes / sizeof *codes, SEQUENCES = sizeof sequences / sizeof *sequences };

void input_start(void) {
    if (!getenv("ESCDELAY")) set_escdelay(ESC_DELAY_MS);
    hold_ms = getenv("SSH_CONNECTION") || getenv("SSH_TTY") ? HOLD_SLOW_MS : HOLD_MS;
    if (!keyboard) keyboard = newpad(1, 1);
    keypad(keyboard, TRUE);
    nodelay(keyboard, TRUE);
    for (size_t i = 0; i < SEQUENCES; i++) define_key(sequences[i].sequence, sequences[i].code);
}

void input_end(void) {
    if (keyboard) delwin(keyboard);
    keyboard = NULL;
    buf_free(&paste);
    buf_free(&report);
}

static uint32_t key_of_code(int code) {
    for (size_t i = 0; i < CODES; i++)
        if (codes[i].code == code) return codes[i].key;
    return code > KEY_F0 && code <= KEY_F(12) ? K_FUNCTION + (uint32_t)(code - KEY_F0) : (uint32_t)K_NONE;
}

/* One unit of curses: a character, or a code. */
static bool read_one(wint_t *c, bool *is_code) {
    int result = wget_wch(keyboard, c);
    *is_code = result == KEY_CODE_YES;
    return result != ERR && !(*is_code && *c == KEY_RESIZE);
}

/* The code of a sequence whose Esc came earlier; what is none is swallowed whole and 0. */
static int read_torn(wint_t first) {
    char sequence[TORN_LONGEST + 1] = {27, (char)first};
    size_t len = 2;
    wint_t c;
    bool is_code;
    while (len < TORN_LONGEST && strcmp(sequence, "\033[<") != 0 && read_one(&c, &is_code) && !is_code && c < 0x80) {
        sequence[len++] = (char)c;
        if (c >= 0x40 && c <= 0x7E) break;
    }
    hold_ms = HOLD_SLOW_MS;
    for (size_t i = 0; i < SEQUENCES; i++)
        if (!strcmp(sequences[i].sequence, sequence)) return sequences[i].code;
    return 0;
}

/* Collects pasted text; true when it is complete. */
static bool read_paste(struct input *in, int64_t now) {
    wint_t c;
    bool is_code;
    while (read_one(&c, &is_code)) {
        paste_heard = now;
        if (is_code && c == CODE_PASTE_END) {
            pasting = false;
            *in = (struct input){.kind = INPUT_PASTE, .paste = buf_str(&paste), .paste_len = paste.len};
            return true;
        }
        if (!is_code && paste.len < PASTE_MOST) utf8_add(&paste, (uint32_t)c);
    }
    if (now - paste_heard >= PASTE_SILENT_MS) pasting = false;
    return false;
}

/* What a report says, "0;12;5M" (button; column; line, M pressed or m released); true when it is complete. A release,
 * or what is no report, is a key that is none. */
static bool read_report(struct input *in, int64_t now) {
    enum { LEFT = 0, WHEEL = 64, MODIFIERS = 4 | 8 | 16 };
    wint_t c;
    bool is_code;
    int button, column, row;
    while (read_one(&c, &is_code)) {
        if (!is_code && c < 0x80) buf_add_char(&report, (char)c);
        if (!is_code && (c == ';' || (c >= '0' && c <= '9')) && report.len < TORN_LONGEST) continue;
        reporting = false;
        *in = (struct input){.kind = INPUT_KEY, .key = K_NONE};
        if (c != 'M' || sscanf(buf_str(&report), "%4d;%4d;%4dM", &button, &column, &row) != 3) return true;
        button &= ~MODIFIERS;
        in->mouse = (struct mouse){MOUSE_PRESS, row - 1, column - 1};
        if (button >= WHEEL) in->mouse.what = button == WHEEL ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
        if (button == LEFT || button == WHEEL || button == WHEEL + 1) in->kind = INPUT_MOUSE;
        return true;
    }
    if (now - report_begun >= TORN_MS) reporting = false;
    return false;
}

static uint32_t plain_key(wint_t c) {
    if (c == '\n') return K_ENTER;
    if (c == 8) return K_BACKSPACE;
    return (uint32_t)c;
}

static bool give(struct input *in, uint32_t key) {
    *in = (struct input){.kind = INPUT_KEY, .key = key};
    return true;
}

static bool give_code(struct input *in, int code, int64_t now) {
    if (code == CODE_PASTE_BEGIN) {
        pasting = true;
        paste_heard = now;
        buf_truncate(&paste, 0);
        return read_paste(in, now);
    }
    if (code == CODE_MOUSE) {
        reporting = true;
        report_begun = now;
        buf_truncate(&report, 0);
        return read_report(in, now);
    }
    return give(in, key_of_code(code));
}

/* A character or code behind an Esc that is held back, or that was given out a moment ago. */
static bool after_esc(struct input *in, wint_t c, bool is_code, int64_t now) {
    bool held = esc_at >= 0;
    esc_at = esc_given_at = -1;
    if (!is_code && (c == '[' || c == 'O')) return give_code(in, read_torn(c), now);
    if (!held) return is_code ? give_code(in, (int)c, now) : give(in, plain_key(c));
    if (is_code || c == 27) { /* two keys: give the Esc, then the other */
        if (is_code)
            ungetch((int)c);
        else
            esc_at = now;
        return give(in, K_ESC);
    }
    return give(in, plain_key(c) | K_ALT);
}

bool input_next(struct input *in, int64_t now) {
    if (pasting) return read_paste(in, now);
    if (reporting) return read_report(in, now);
    wint_t c;
    bool is_code;
    if (!read_one(&c, &is_code)) {
        if (esc_at < 0 || now - esc_at < hold_ms) return false;
        esc_at = -1;
        esc_given_at = now;
        return give(in, K_ESC);
    }
    bool after_given = esc_given_at >= 0 && now - esc_given_at < TORN_MS;
    if (esc_at >= 0 || after_given) return after_esc(in, c, is_code, now);
    if (!is_code && c == 27) {
        esc_at = now;
        return input_next(in, now);
    }
    return is_code ? give_code(in, (int)c, now) : give(in, plain_key(c));
}

int64_t input_due(void) {
    if (pasting) return paste_heard + PASTE_SILENT_MS;
    if (reporting) return report_begun + TORN_MS;
    return esc_at >= 0 ? esc_at + hold_ms : INT64_MAX;
}

void input_discard(int64_t now) {
    struct input in;
    while (input_next(&in, now)) continue;
    esc_at = -1;
}
