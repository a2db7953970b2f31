/* See progress.h. */
#include "op/progress.h"

#include "base/clock.h"
#include "base/i18n.h"

bool progress_step(const struct session *s, int64_t done, int64_t total, struct err *err) {
    if (!s->watch || s->watch->part(s->watch->arg, done, total)) return true;
    return err_set(err, WS_CANCELLED, "%s", _("stopped"));
}

int64_t progress_ms(struct progress_clock *clock, int64_t done, int64_t total) {
    int64_t now = clock_monotonic_ms();
    if (!clock->begun || total != clock->total || done < clock->done) clock->begun = now;
    clock->done = done;
    clock->total = total;
    return now - clock->begun;
}

void progress_add(struct buf *out, int64_t done, int64_t total, int64_t ms) {
    /* TRANSLATORS: how far it is: rows done, of how many */
    buf_addf(out, _("%lld of %lld"), (long long)done, (long long)total);
    if (done == 0 || ms <= 0) return;
    long long left = (total - done) * ms / done / 1000;
    /* TRANSLATORS: after "1200 of 10000": rows a second; minutes and seconds that are left */
    buf_addf(out, _(", %lld a second, %lldm %02llds left"), (long long)(done * 1000 / ms), left / 60, left % 60);
}
