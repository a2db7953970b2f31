# tests/cli/export.sh with a million rows, and a tenth of that to compare with. Not part of make check.
export WSTEST_ROWS=1000000
. "$top_srcdir/tests/cli/export.sh"
