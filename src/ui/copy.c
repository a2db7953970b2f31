/* See copy.h. tmux takes the sequence itself when set-clipboard is on, else it hands the wrapped one on to the terminal
 * (allow-passthrough): both are sent. */
#include "ui/copy.h"

#include <inttypes.h>
#include <stdlib.h>

#include <openssl/evp.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/state.h"
#include "ui/term.h"

enum { COPY_MOST = 48 * 1024 }; /* terminals take some 74,000 bytes of base64 at most */

static void send(const char *text, size_t len) {
    struct buf out = {0};
    char *base64 = mem_alloc((len + 2) / 3 * 4 + 1);
    EVP_EncodeBlock((unsigned char *)base64, (const unsigned char *)text, (int)len);
    buf_addf(&out, "\033]52;c;%s\a", base64);
    if (getenv("TMUX")) buf_addf(&out, "\033Ptmux;\033\033]52;c;%s\a\033\\", base64);
    term_send(buf_str(&out));
    buf_free(&out);
    free(base64);
}

void copy_ids(struct console *c) {
    size_t count;
    struct buf ids = {0};
    const struct row **rows = pane_chosen(console_focus(c), &count);
    for (size_t i = 0; i < count; i++)
        if (rows[i]->id > 0) buf_addf(&ids, "%s%" PRId64, ids.len ? "\n" : "", rows[i]->id);
    free(rows);
    if (ids.len == 0) {
        console_say(c, ROLE_PLAIN, "%s", pane_why_no_row(console_focus(c)));
    } else if (ids.len > COPY_MOST) {
        console_say(c, ROLE_ERROR, "%s", _("too many rows: the terminal would not take them"));
    } else {
        send(buf_str(&ids), ids.len);
        if (count == 1) /* TRANSLATORS: the id of a row is now in the clipboard */
            console_say(c, ROLE_PLAIN, _("copied: %s"), buf_str(&ids));
        else
            console_say(c, ROLE_PLAIN, P_("%zu id copied", "%zu ids copied", count), count);
    }
    buf_free(&ids);
}
