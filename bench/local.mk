# Comparisons, each with something else in the same run: `make bench`, or one of them, `make bench BENCHES=lists`.
# Needs python3, node and npm, htop and mc; not part of make check.
BENCHES = migrate cancel lists recurrence console
EXTRA_PROGRAMS += bench/lists bench/occurrences
bench_lists_SOURCES = bench/lists.c
bench_lists_LDADD = $(core_libs)
bench_occurrences_SOURCES = bench/occurrences.c
bench_occurrences_LDADD = $(core_libs) $(ICAL_LIBS)
CLEANFILES += bench/lists bench/occurrences
bench_files = bench/common.py bench/migrate.py bench/cancel.py bench/cancel.cjs bench/lists.py bench/recurrence.py \
	bench/occurrences.cjs bench/console.py
EXTRA_DIST += $(bench_files)
bench: wsadmin$(EXEEXT) bench/lists bench/occurrences
	export top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' PYTHONDONTWRITEBYTECODE=1; failed=0; \
	for b in $(BENCHES); do echo "== $$b"; python3 "$(top_srcdir)/bench/$$b.py" || failed=1; done; exit $$failed
.PHONY: bench
