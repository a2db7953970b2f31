/* libical, opened at the first calendar: see ical_late.h. */
#include "recur/ical_late.h"

static struct ical_functions functions;
static struct late library = LATE(ICAL_SONAME, ICAL_FUNCTIONS, &functions);

const struct ical_functions *const ical = &functions;

bool ical_open(struct err *err) { return late_open(&library, err); }
