/* gettext marks. Tables hold N_(), `_()` is called at use; P_() takes the plural. Comments for translators start with
 * TRANSLATORS: on the line before. */
#ifndef WS_BASE_I18N_H
#define WS_BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text
#define P_(one, many, n) ngettext(one, many, (unsigned long)(n))

#endif
