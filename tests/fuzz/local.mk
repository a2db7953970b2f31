# Fuzz targets: NAME.replay runs the corpus in make check; NAME.fuzz is built and run by `make fuzz TIME=SECONDS`.
fuzz_programs =
TIME = 60
fuzz_programs += rule.fuzz
EXTRA_PROGRAMS = tests/fuzz/rule.fuzz
tests_fuzz_rule_fuzz_SOURCES = tests/fuzz/target_rule.c tests/fuzz/fuzz.h
tests_fuzz_rule_fuzz_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_rule_fuzz_LDADD = $(core_libs)
check_PROGRAMS += tests/fuzz/rule.replay
tests_fuzz_rule_replay_SOURCES = tests/fuzz/target_rule.c tests/fuzz/replay.c
tests_fuzz_rule_replay_LDADD = $(core_libs)

fuzz_programs += zone.fuzz
EXTRA_PROGRAMS += tests/fuzz/zone.fuzz
tests_fuzz_zone_fuzz_SOURCES = tests/fuzz/target_zone.c
tests_fuzz_zone_fuzz_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_zone_fuzz_LDADD = $(core_libs)
check_PROGRAMS += tests/fuzz/zone.replay
tests_fuzz_zone_replay_SOURCES = tests/fuzz/target_zone.c tests/fuzz/replay.c
tests_fuzz_zone_replay_LDADD = $(core_libs)

fuzz_programs += ical.fuzz
EXTRA_PROGRAMS += tests/fuzz/ical.fuzz
tests_fuzz_ical_fuzz_SOURCES = tests/fuzz/target_ical.c
tests_fuzz_ical_fuzz_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_ical_fuzz_LDADD = $(core_libs)
check_PROGRAMS += tests/fuzz/ical.replay
tests_fuzz_ical_replay_SOURCES = tests/fuzz/target_ical.c tests/fuzz/replay.c
tests_fuzz_ical_replay_LDADD = $(core_libs)

TESTS += tests/fuzz/replay.sh
EXTRA_DIST += tests/fuzz/replay.sh tests/fuzz/run.sh tests/fuzz/corpus
fuzz:
	bash $(top_srcdir)/tests/fuzz/run.sh "$(abs_top_srcdir)" "$(abs_top_builddir)/fuzz" "$(TIME)" $(fuzz_programs)
clean-local: clean-fuzz
clean-fuzz:
	rm -rf fuzz
.PHONY: fuzz clean-fuzz
