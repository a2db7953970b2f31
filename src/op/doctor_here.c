/* doctor: this machine: its zone data, the terminal, Agora's variables. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/gate.h"
#include "base/i18n.h"
#include "op/agora.h"
#include "op/doctor_private.h"
#include "recur/zone.h"

void doctor_check_zones(struct doctor *d) {
    char version[ZONE_NAME_SIZE];
    const char *todo = _("install or upgrade the package tzdata");
    if (!zone_get("America/New_York", NULL)) {
        doctor_say(d, N_("time zones"), DOCTOR_WRONG, todo, "%s", _("this machine has no time zones"));
    } else if (!zone_data_version(version)) {
        doctor_say(d, N_("time zones"), DOCTOR_WARNING, todo, "%s", _("there, but of unknown version"));
    } else {
        bool old = strtol(version, NULL, 10) < civil_from_seconds(clock_now()).year - 1;
        doctor_say(d, N_("time zones"), old ? DOCTOR_WARNING : DOCTOR_OK, old ? todo : NULL,
                   old ? _("version %s is old: rules have changed since") : _("version %s"), version);
    }
}

void doctor_check_terminal(struct doctor *d) {
    const char *term = getenv("TERM");
    if (!gate_is_utf8())
        doctor_say(d, N_("terminal"), DOCTOR_WARNING, _("choose a locale with UTF-8, such as LC_ALL=C.UTF-8"), "%s",
                   _("the locale has no UTF-8: letters outside ASCII are shown as ?"));
    else if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        doctor_say(d, N_("terminal"), DOCTOR_OK, NULL, "%s", _("UTF-8; there is no terminal here"));
    else if (!term || !*term || !strcmp(term, "dumb"))
        doctor_say(d, N_("terminal"), DOCTOR_WARNING, _("set TERM to what the terminal is, such as xterm-256color"),
                   "%s", _("TERM says nothing: the console cannot open"));
    else
        doctor_say(d, N_("terminal"), DOCTOR_OK, NULL, "%s, UTF-8", term);
}

static bool check_variables(struct doctor *d, const struct agora *a) {
    bool all = true;
    for (size_t i = 0; i < AGORA_VARIABLES; i++) {
        const char *value = a->values[i];
        if (value && agora_is_well_formed(value)) continue;
        all = false;
        doctor_say(d, "Agora", value ? DOCTOR_WRONG : DOCTOR_WARNING,
                   _("Agora's console shows it; put it into the platform's env file"),
                   value ? _("%s is not 32 hexadecimal digits") : _("%s is not set"), agora_names[i]);
    }
    return all;
}

void doctor_check_agora(struct doctor *d) {
    const struct agora *a = d->session->agora;
    bool any = false;
    for (size_t i = 0; a && i < AGORA_VARIABLES; i++) any = any || a->values[i];
    if (!any) {
        doctor_say(d, "Agora", DOCTOR_WARNING, _("name the platform's env file by --env-file"), "%s",
                   _("none of its variables is set: there are no tokens, and rooms cannot be closed"));
        return;
    }
    bool all = check_variables(d, a);
    const char *own = a->values[AGORA_APP_ID], *public_one = a->values[AGORA_PUBLIC_APP_ID];
    if (own && public_one && strcasecmp(own, public_one) != 0)
        doctor_say(d, "Agora", DOCTOR_WRONG, _("give both the App ID of the same project"),
                   _("%s and %s differ: browsers and server are in two projects"), agora_names[AGORA_APP_ID],
                   agora_names[AGORA_PUBLIC_APP_ID]);
    else if (all)
        doctor_say(d, "Agora", DOCTOR_OK, NULL, "%s", _("its variables are set, well formed and in agreement"));
}
