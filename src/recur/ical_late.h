/* What ical_read.c and ical_write.c use of libical, which is opened at the first calendar: see base/late.h. */
#ifndef WS_RECUR_ICAL_LATE_H
#define WS_RECUR_ICAL_LATE_H

#include <libical/ical.h>

#include "base/late.h"

#define ICAL_FUNCTIONS(X)                                                                                              \
    X(ical, component_add_component)                                                                                   \
    X(ical, component_add_property)                                                                                    \
    X(ical, component_as_ical_string_r)                                                                                \
    X(ical, component_free)                                                                                            \
    X(ical, component_get_first_component)                                                                             \
    X(ical, component_get_first_property)                                                                              \
    X(ical, component_get_next_component)                                                                              \
    X(ical, component_get_next_property)                                                                               \
    X(ical, component_get_status)                                                                                      \
    X(ical, component_isa)                                                                                             \
    X(ical, component_kind_to_string)                                                                                  \
    X(ical, component_new)                                                                                             \
    X(ical, durationtype_from_int)                                                                                     \
    X(ical, error_set_errors_are_fatal)                                                                                \
    X(ical, memory_free_buffer)                                                                                        \
    X(ical, parameter_get_tzid)                                                                                        \
    X(ical, parameter_get_xlicerrortype)                                                                               \
    X(ical, parameter_new_tzid)                                                                                        \
    X(ical, parser_parse_string)                                                                                       \
    X(ical, periodtype_null_period)                                                                                    \
    X(ical, property_add_parameter)                                                                                    \
    X(ical, property_get_dtend)                                                                                        \
    X(ical, property_get_dtstart)                                                                                      \
    X(ical, property_get_duration)                                                                                     \
    X(ical, property_get_exdate)                                                                                       \
    X(ical, property_get_first_parameter)                                                                              \
    X(ical, property_get_property_name)                                                                                \
    X(ical, property_get_recurrenceid)                                                                                 \
    X(ical, property_get_tzname)                                                                                       \
    X(ical, property_get_tzoffsetfrom)                                                                                 \
    X(ical, property_get_tzoffsetto)                                                                                   \
    X(ical, property_get_value)                                                                                        \
    X(ical, property_get_value_as_string)                                                                              \
    X(ical, property_get_value_as_string_r)                                                                            \
    X(ical, property_isa)                                                                                              \
    X(ical, property_new_categories)                                                                                   \
    X(ical, property_new_contact)                                                                                      \
    X(ical, property_new_created)                                                                                      \
    X(ical, property_new_description)                                                                                  \
    X(ical, property_new_dtstamp)                                                                                      \
    X(ical, property_new_dtstart)                                                                                      \
    X(ical, property_new_duration)                                                                                     \
    X(ical, property_new_exdate)                                                                                       \
    X(ical, property_new_from_string)                                                                                  \
    X(ical, property_new_lastmodified)                                                                                 \
    X(ical, property_new_method)                                                                                       \
    X(ical, property_new_prodid)                                                                                       \
    X(ical, property_new_rdate)                                                                                        \
    X(ical, property_new_recurrenceid)                                                                                 \
    X(ical, property_new_sequence)                                                                                     \
    X(ical, property_new_status)                                                                                       \
    X(ical, property_new_summary)                                                                                      \
    X(ical, property_new_tzid)                                                                                         \
    X(ical, property_new_tzname)                                                                                       \
    X(ical, property_new_tzoffsetfrom)                                                                                 \
    X(ical, property_new_tzoffsetto)                                                                                   \
    X(ical, property_new_uid)                                                                                          \
    X(ical, property_new_version)                                                                                      \
    X(ical, time_is_null_time)                                                                                         \
    X(ical, time_is_utc)                                                                                               \
    X(ical, time_null_time)                                                                                            \
    X(ical, timezone_get_utc_timezone)                                                                                 \
    X(ical, value_get_text)

struct ical_functions {
    LATE_SLOTS(ICAL_FUNCTIONS)
};

extern const struct ical_functions *const ical;

/* Before any of them. WS_CONFIG. */
bool ical_open(struct err *err);

#endif
