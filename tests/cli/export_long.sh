# tests/cli/export.sh with a million rows. Not part of make check.
export WSTEST_ROWS=1000000
. "$top_srcdir/tests/cli/export.sh"
