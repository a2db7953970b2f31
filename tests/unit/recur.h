/* What the tests of src/recur share: instants and rules from text, which must be good. */
#ifndef WS_TESTS_UNIT_RECUR_H
#define WS_TESTS_UNIT_RECUR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "recur/rule.h"

static inline int64_t at(const char *text) { /* "2026-11-30 19:00:00" */
    int64_t t;
    assert_true(clock_parse_db(text, &t));
    return t;
}

static inline struct rule parsed(const char *text) {
    struct rule rule;
    struct err e = {0};
    if (!rule_parse(text, &rule, NULL, &e)) fail_msg("%s: %s", text, e.text);
    return rule;
}

#endif
