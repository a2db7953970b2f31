# Next to the platform's own packages, sequelize-cli and agora-token: `make check-interop` (part of ./quickstart check,
# not of make check, since npm fetches the packages). Ends in "# PASS: N" and "# FAIL: N".
interop_tests = tests/interop/migrate.sh tests/interop/agora.sh tests/interop/rrule.sh
interop_files = $(interop_tests) tests/interop/npm.sh tests/interop/agora.cjs tests/interop/rrule.cjs tests/interop/ics.cjs tests/interop/cut.cjs \
	tests/interop/config.cjs tests/interop/package.json tests/interop/migrations
EXTRA_DIST += $(interop_files)
check-interop: wsadmin$(EXEEXT)
	$(AM_V_at)$(AM_TESTS_ENVIRONMENT) failed=0; \
	for t in $(interop_tests); do bash "$(top_srcdir)/$$t" || failed=1; done; exit $$failed
clean-local: clean-interop
clean-interop:
	rm -rf tests/interop/node
.PHONY: check-interop clean-interop
