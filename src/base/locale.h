/* The locale of the program: LC_CTYPE, LC_MESSAGES, LC_COLLATE, LC_TIME from the environment, LC_NUMERIC never (it
 * would write 1,5 into JSON). */
#ifndef WS_BASE_LOCALE_H
#define WS_BASE_LOCALE_H

/* Sets it, binds the messages, and tells the gate. When the wanted locale is not installed and asks for UTF-8 (SSH
 * sends es_ES.UTF-8 to machines that have only C.UTF-8), characters are C.UTF-8's and LANGUAGE is the wanted one's. */
void locale_init(void);

/* "es" when messages are wanted in Spanish, else "en": the language of texts that do not come from gettext. Static. */
const char *locale_language(void);

#endif
