/* The program: options, then the console or the command line. */
#include <locale.h>
#include <stdio.h>

#include "base/gate.h"
#include "base/i18n.h"

int main(void) {
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
    bindtextdomain(PACKAGE, LOCALEDIR);
    textdomain(PACKAGE);
    gate_init();
    puts(PACKAGE_STRING);
    return 0;
}
