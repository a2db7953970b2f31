/* Why words that change something cannot be carried out by the acting user. */
#ifndef WS_UI_WHY_NOT_H
#define WS_UI_WHY_NOT_H

#include "ui/keys.h"

/* Translated, or of the acting user's own reason raw; NULL: nothing is in the way. `console` is one; `context` says
 * whose rows words are about that name none: a list's own, else those of the list with the focus. */
const char *why_not(void *console, enum keys_context context, const char *words);

#endif
