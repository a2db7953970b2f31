# The full measure of op_mixed: four people, 500 actions each. Not part of make check.
export WSTEST_ACTIONS=500
bash "$top_srcdir/tests/lib/with-server" "$top_builddir/tests/db/op_mixed.dbtest"
