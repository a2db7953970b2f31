/* Copying to the clipboard of the person's own terminal, by the sequence OSC 52: it works over SSH, and in tmux. */
#ifndef WS_UI_COPY_H
#define WS_UI_COPY_H

struct console;

/* The ids of the chosen rows, one a line. */
void copy_ids(struct console *c);

#endif
