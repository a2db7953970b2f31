/* The line that is typed into: see prompt.h.
 *
 * Curses reads the keys; each becomes the bytes that a plain terminal would have sent and waits in a ring from which
 * readline's getc takes them. Readline is called only while the ring holds something and the prompt is open: a getc
 * that finds nothing would submit the line. It draws nothing itself. */
#include "ui/prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/readline.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/key.h"
#include "ui/prompt_private.h"

enum { RING = 256 };

static struct {
    unsigned char bytes[RING];
    size_t from, count;
    bool open;      /* readline has its handler */
    bool submitted; /* the handler was called */
    char *line;     /* what it was given; NULL: end of file */
} state;

static int ring_take(FILE *in) {
    (void)in;
    if (state.count == 0) return EOF;
    int byte = state.bytes[state.from];
    state.from = (state.from + 1) % RING;
    state.count--;
    return byte;
}

static void ring_put(const char *bytes, size_t len) {
    for (size_t i = 0; i < len && state.count < RING; i++)
        state.bytes[(state.from + state.count++) % RING] = (unsigned char)bytes[i];
}

/* Without this readline would look at the terminal itself, find keys there that curses has not read yet, and take the
 * ring's emptiness for the end of the line. */
static int ring_has_bytes(void) { return state.count > 0; }

static void redisplay(void) {} /* prompt_draw looks at readline's variables */

static char **complete(const char *text, int start, int end) {
    (void)text, (void)start, (void)end;
    return NULL;
}

/* Runs inside readline: what follows is done in prompt_key. */
static void on_line(char *line) {
    rl_callback_handler_remove();
    state.open = false;
    state.submitted = true;
    state.line = line;
}

void prompt_start(void) {
    rl_readline_name = "wsadmin";
    rl_instream = stdin;
    rl_outstream = fopen("/dev/null", "w");
    rl_catch_signals = 0;
    rl_catch_sigwinch = 0;
    rl_change_environment = 0; /* else LINES and COLUMNS are exported, and curses follows no resize any more */
    rl_prep_term_function = NULL;
    rl_deprep_term_function = NULL;
    rl_getc_function = ring_take;
    rl_input_available_hook = ring_has_bytes;
    rl_redisplay_function = redisplay;
    rl_attempted_completion_function = complete;
    rl_attempted_completion_over = 1;
    rl_completion_query_items = -1;
    rl_initialize();
    rl_variable_bind("bell-style", "none");
    rl_variable_bind("enable-bracketed-paste", "off");
    rl_variable_bind("blink-matching-paren", "off");
    prompt_history_start();
}

/* The bytes a plain terminal sends for a key; none for keys that mean nothing in a line. */
static void key_bytes(uint32_t key, struct buf *out) {
    static const struct {
        uint32_t key;
        const char *bytes;
    } named[] = {
        {K_UP, "\033[A"},      {K_DOWN, "\033[B"},  {K_RIGHT, "\033[C"},    {K_LEFT, "\033[D"},
        {K_HOME, "\033[H"},    {K_END, "\033[F"},   {K_DEL, "\033[3~"},     {K_INS, "\033[2~"},
        {K_PGUP, "\033[5~"},   {K_PGDN, "\033[6~"}, {K_CTRL_LEFT, "\033b"}, {K_CTRL_RIGHT, "\033f"},
        {K_BACKTAB, "\033[Z"},
    };
    if (key & K_ALT) {
        buf_add_char(out, 27);
        key &= ~(uint32_t)K_ALT;
    }
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i].key == key) buf_add(out, named[i].bytes);
    if (key < K_NAMED) utf8_add(out, key);
}

static void feed(void) {
    while (state.count > 0 && state.open) rl_callback_read_char();
    if (!state.open) state.count = 0;
}

static void close_line(void) {
    if (!state.open) return;
    rl_callback_sigcleanup();
    rl_free_line_state();
    rl_replace_line("", 0);
    rl_callback_handler_remove();
    state.open = false;
}

/* Closes the prompt, then hands the line over (NULL: it was left), for what accepts it may open the next one. */
static void end(struct console *c, struct prompt *p, const char *line) {
    struct prompt_hooks hooks = p->hooks;
    void *arg = p->arg;
    p->hooks.free_arg = NULL;
    layer_close(c, &p->layer);
    if (line) {
        if (*line && hooks.history) prompt_history_add(line);
        hooks.accept(c, arg, line);
    } else if (hooks.left) {
        hooks.left(c, arg);
    }
    if (hooks.free_arg) hooks.free_arg(arg);
}

static void hand_over(struct console *c, struct prompt *p) {
    char *line = state.line;
    bool valid = line && utf8_valid(line, strlen(line));
    state.submitted = false;
    state.line = NULL;
    end(c, p, valid ? line : NULL);
    if (line && !valid) console_say(c, ROLE_ERROR, "%s", _("the line is not valid UTF-8: nothing was done"));
    free(line);
}

static void tell_typed(struct console *c, struct prompt *p) {
    if (!p->hooks.typed || !strcmp(p->seen, rl_line_buffer) || !utf8_valid(rl_line_buffer, (size_t)rl_end)) return;
    free(p->seen);
    p->seen = mem_dup(rl_line_buffer);
    p->hooks.typed(c, p->arg, p->seen);
}

static void prompt_key(struct console *c, struct layer *l, uint32_t key) {
    bool searching = RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH) != 0;
    bool vi = rl_editing_mode == 0;
    if (key == 3 || (key == K_ESC && !vi) || (key == 7 && !searching)) { /* C-c, Esc, C-g */
        end(c, (struct prompt *)l, NULL);
        return;
    }
    struct prompt *p = (struct prompt *)l;
    p->listing = false;
    c->dirty = true;
    if (key == K_TAB && p->hooks.complete && !searching) {
        prompt_tab(c, p);
        tell_typed(c, p);
        return;
    }
    struct buf bytes = {0};
    key_bytes(key, &bytes);
    ring_put(buf_str(&bytes), bytes.len);
    buf_free(&bytes);
    feed();
    if (state.submitted)
        hand_over(c, p);
    else
        tell_typed(c, p);
}

/* One insertion, controls as blanks: a pasted line end does not submit. */
static void prompt_paste(struct console *c, struct layer *l, const char *text, size_t len) {
    char *clean = mem_dup_len(text, len);
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)clean[i] < 0x20 || clean[i] == 0x7F) clean[i] = ' ';
    rl_insert_text(clean);
    free(clean);
    c->dirty = true;
    tell_typed(c, (struct prompt *)l);
}

static void prompt_free(struct console *c, struct layer *l) {
    (void)c;
    close_line();
    struct prompt *p = (struct prompt *)l;
    if (p->hooks.free_arg) p->hooks.free_arg(p->arg);
    complete_free(&p->found);
    free(p->seen);
    free(p->asked);
    free(p->wrong);
    free(p->wrong_line);
    free(p);
}

static const struct layer_type prompt_type = {
    .keys = KEYS_CONTEXTS, .draw = prompt_draw, .key = prompt_key, .paste = prompt_paste, .free_layer = prompt_free};

void prompt_open(struct console *c, const char *label, const char *initial,
                 void (*accept)(struct console *c, void *arg, const char *line), void *arg) {
    prompt_open_with(c, label, initial, &(struct prompt_hooks){.accept = accept}, arg);
}

void prompt_open_with(struct console *c, const char *label, const char *initial, const struct prompt_hooks *hooks,
                      void *arg) {
    struct prompt *p = mem_zero(1, sizeof *p);
    close_line();
    p->layer.type = &prompt_type;
    p->hooks = *hooks;
    p->arg = arg;
    p->seen = mem_dup(initial ? initial : "");
    prompt_history_use(hooks->history);
    rl_callback_handler_install(label, on_line);
    state.open = true;
    state.count = 0;
    if (initial && *initial) rl_insert_text(initial);
    layer_push(c, &p->layer);
}

void prompt_refuse(struct console *c, size_t fault, const char *reason) {
    struct layer *l = layer_top(c);
    if (!l || l->type != &prompt_type) return;
    struct prompt *p = (struct prompt *)l;
    free(p->wrong);
    free(p->wrong_line);
    p->wrong = mem_dup(reason);
    p->wrong_line = mem_dup(rl_line_buffer);
    p->fault = fault < (size_t)rl_end ? fault : (size_t)rl_end;
    rl_point = (int)(p->fault + strcspn(rl_line_buffer + p->fault, " "));
}

bool prompt_is_wrong(const struct prompt *p) { return p->wrong && !strcmp(p->wrong_line, rl_line_buffer); }
