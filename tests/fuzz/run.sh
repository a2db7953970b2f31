#!/usr/bin/env bash
# make fuzz TIME=SECONDS: builds the targets with clang, libFuzzer and sanitizers in a folder of their own, and runs each
# for so long. What it finds is left in FOLDER/NAME; a file that found something belongs into the corpus.
#   run.sh SOURCE FOLDER SECONDS NAME…
source=$1 folder=$2 seconds=$3
shift 3
command -v clang >/dev/null || { echo "clang is missing: apt-get install clang" >&2; exit 1; }
mkdir -p "$folder/build" && cd "$folder/build" || exit 1
if [ ! -f Makefile ]; then
    CC=clang CFLAGS='-g -O1' "$source/configure" --enable-sanitizers=address,undefined,fuzzer-no-link >configure.log 2>&1 ||
        { tail -5 configure.log >&2; exit 1; }
fi
make -s "${@/#/tests/fuzz/}" >make.log 2>&1 || { tail -20 make.log >&2; exit 1; }
failed=0
for program in "$@"; do
    name=${program%.fuzz}
    mkdir -p "$folder/$name"
    if "tests/fuzz/$program" -max_total_time="$seconds" -max_len=16384 -timeout=10 -print_final_stats=1 \
        -artifact_prefix="$folder/$name-" "$folder/$name" "$source/tests/fuzz/corpus/$name" >"$folder/$name.log" 2>&1; then
        echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/$name.log") runs, nothing found"
    else
        echo "$name: see $folder/$name.log"
        failed=1
    fi
done
exit $failed
