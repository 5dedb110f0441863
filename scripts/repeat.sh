# shellcheck shell=bash
# `test --repeat-failed`: what continuous integration asks for. A test that fails once in thousands of runs must not hold a
# change up, and must not be hidden either: it is run once more, alone, and named with what it said the first time.

# More than this is no accident of timing.
readonly MAX_REPEATED=3

# Runs the failed tests again, each project's together and nothing beside them. 0 where every one of them passes now.
repeat_failed_tests() {
    local results name failed count=0
    local -A failed_of=()
    for results in "$RESULTS"/*.trx; do
        name="$(basename -- "$results" .trx)"
        failed="$(failed_tests "$results")"
        [[ -n "$failed" ]] || continue
        failed_of[$name]="$failed"
        count=$((count + $(wc -l <<<"$failed")))
    done
    # A project that crashed, or a format that is wrong, is told by other means than a test's name.
    ((count > 0 && count == FAILED && count <= MAX_REPEATED)) || return 1

    for name in "${!failed_of[@]}"; do
        say "once more, alone: ${failed_of[$name]//$'\n'/, }"
        repeat_tests "$name" "$(filter_of "${failed_of[$name]}")" || return 1
    done
    for name in "${!failed_of[@]}"; do
        warn "UNSTABLE, failed once and passed alone: ${failed_of[$name]//$'\n'/, }"
    done
    PASSED=$((PASSED + FAILED)) FAILED=0
}

repeat_tests() {
    local name="$1" filter="$2" project database=''
    [[ "$name" != *.Postgres ]] || database=postgres
    project="$(printf '%s\n' "$ROOT"/tests/*/"${name%.Postgres}.csproj")"
    ONELINK_TEST_DATABASE="$database" run dotnet test "$project" -c Release --no-build --filter "$filter" \
        --blame-hang-timeout "$HANG_LIMIT" --blame-hang-dump-type none >"$BUILD_LOGS/repeat-$name.log" 2>&1 || {
        show_failed_tests "$BUILD_LOGS/repeat-$name.log"
        return 1
    }
}

# Names of methods, a line each for every failed case: a case of a theory is repeated with the others of its method.
failed_tests() {
    { grep -o '<UnitTestResult [^>]*outcome="Failed"' "$1" || true; } | sed 's/.* testName="\([^"(]*\).*/\1/'
}

filter_of() { sort -u <<<"$1" | sed 's/^/FullyQualifiedName=/' | paste -sd '|'; }
