/* Instants and calendar dates, without any time zone: an instant is seconds since 1970-01-01T00:00:00Z (int64_t); a
 * civil date is proleptic Gregorian. Zones are recur/zone's. */
#ifndef WS_BASE_CLOCK_H
#define WS_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct civil {
    int year, month, day;     /* month 1-12, day 1-31 */
    int hour, minute, second; /* 0-23, 0-59, 0-59 */
    int weekday;              /* 0 = Sunday; an output only */
};

int64_t civil_days(int year, int month, int day); /* days since 1970-01-01; month and day must be in range */
int civil_month_days(int year, int month);
bool civil_is_leap(int year);
struct civil civil_from_seconds(int64_t seconds); /* seconds of any scale: UTC or local */
int64_t civil_to_seconds(const struct civil *c);

/* "2026-11-30 19:00:00", as the server writes and takes DATETIME. */
enum { CLOCK_DB_SIZE = 20, CLOCK_ISO_SIZE = 21 };
bool clock_parse_db(const char *text, int64_t *seconds) __attribute__((nonnull));
void clock_format_db(int64_t seconds, char out[CLOCK_DB_SIZE]);
/* "2026-11-30T19:00:00Z". Years 0 to 9999. */
void clock_format_iso(int64_t seconds, char out[CLOCK_ISO_SIZE]);

int64_t clock_monotonic_ms(void);
int64_t clock_now(void); /* this machine's clock; the database's clock is what rules are reckoned by */
void clock_sleep_ms(int64_t ms);

#endif
