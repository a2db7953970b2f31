# Next to the platform's own sequelize-cli: `make check-interop` (part of ./quickstart check, not of make check, since npm
# fetches the packages). Ends in "# PASS: N" and "# FAIL: N".
interop_files = tests/interop/migrate.sh tests/interop/cut.cjs tests/interop/config.cjs tests/interop/package.json \
	tests/interop/migrations
EXTRA_DIST += $(interop_files)
check-interop: wsadmin$(EXEEXT)
	$(AM_V_at)$(AM_TESTS_ENVIRONMENT) bash $(top_srcdir)/tests/interop/migrate.sh
clean-local: clean-interop
clean-interop:
	rm -rf tests/interop/node
.PHONY: check-interop clean-interop
