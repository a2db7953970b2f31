/* What wants attention: see attention.h. */
#include "ui/attention.h"

#include <string.h>

#include "base/i18n.h"

unsigned attention_of_host(const struct row *user) {
    unsigned bits = 0;
    const char *status = row_text(user, USER_STATUS);
    if (row_int(user, USER_CAN_HOST) == 0) bits |= ATTENTION_HOST_REVOKED;
    if ((status && strcmp(status, "active") != 0) || row_text(user, USER_DELETED_AT)) bits |= ATTENTION_HOST_INACTIVE;
    return bits;
}

unsigned attention_of_category(const struct row *category) {
    return row_int(category, CATEGORY_IS_ACTIVE) ? 0 : ATTENTION_CATEGORY_OFF;
}

static bool has_status(const struct row *row, const char *status) {
    const char *own = row_text(row, WORKSHOP_STATUS);
    return own && !strcmp(own, status);
}

static unsigned of_workshop(const struct row *row, int64_t now) {
    unsigned bits = row->attention;
    int64_t at, most = row_int(row, WORKSHOP_MAX_CAPACITY);
    bool over = has_status(row, "ended") || has_status(row, "cancelled");
    if (over) return 0;
    if (has_status(row, "scheduled") && row_time(row, WORKSHOP_SCHEDULED_AT, &at) &&
        now - at >= ATTENTION_OVERDUE_AFTER)
        bits |= ATTENTION_OVERDUE;
    if (most > 0 && row_int(row, WORKSHOP_ATTENDEE_COUNT) >= most) bits |= ATTENTION_FULL;
    return bits;
}

unsigned attention_of(enum entity_kind kind, const struct row *row, int64_t now, int64_t upcoming) {
    if (row->id <= 0) return 0;
    switch (kind) {
    case ENTITY_WORKSHOP: return of_workshop(row, now);
    case ENTITY_SERIES: return row_int(row, SERIES_IS_ACTIVE) ? row->attention : 0;
    case ENTITY_USER: return attention_of_host(row);
    case ENTITY_CATEGORY: return attention_of_category(row) && upcoming > 0 ? ATTENTION_OFF_BUT_USED : 0;
    default: return 0;
    }
}

/* The comma before all but the first. */
static struct buf *next_part(struct buf *out) {
    if (out->len) buf_add(out, ", ");
    return out;
}

void attention_add_words(struct buf *out, enum entity_kind kind, const struct row *row, unsigned bits) {
    bool user = kind == ENTITY_USER, series = kind == ENTITY_SERIES;
    const char *host = row_text(row, user ? USER_USERNAME : series ? SERIES_HOST : WORKSHOP_HOST);
    const char *category = row_text(row, series ? SERIES_CATEGORY : WORKSHOP_CATEGORY);
    if (!host) host = "?";
    if (bits & ATTENTION_OVERDUE) buf_add(next_part(out), _("it should have begun"));
    if (bits & ATTENTION_HOST_REVOKED) /* TRANSLATORS: %s is a username; can_host is a column's name */
        buf_addf(next_part(out), user ? _("@%s may not host (can_host)") : _("its host @%s may not host (can_host)"),
                 host);
    if (bits & ATTENTION_HOST_INACTIVE) /* TRANSLATORS: %s is a username */
        buf_addf(next_part(out),
                 user ? _("the account of @%s is not active") : _("the account of its host @%s is not active"), host);
    if (bits & ATTENTION_CATEGORY_OFF) buf_addf(next_part(out), _("its category %s is off"), category ? category : "?");
    if (bits & ATTENTION_FULL) buf_add(next_part(out), _("no seat is left"));
    if (bits & ATTENTION_OFF_BUT_USED) buf_add(next_part(out), _("it is off, but workshops are coming up in it"));
}
