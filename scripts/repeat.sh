# shellcheck shell=bash
# `test --repeat-failed`: what continuous integration asks for. A test that fails once in thousands of runs must not hold a
# change up, and must not be hidden either: it is run once more, alone, and named with what it said the first time.

# More than this is no accident of timing.
readonly MAX_REPEATED=3

# Runs the failed tests again, each project's together and nothing beside them. 0 where every one of them passes now.
repeat_failed_tests() {
    local project name failed count=0
    local -A failed_of=()
    for project in "$ROOT"/tests/*/*.csproj; do
        name="$(basename -- "$project" .csproj)"
        failed="$(failed_tests "$name")"
        [[ -n "$failed" ]] || continue
        failed_of[$project]="$failed"
        count=$((count + $(wc -l <<<"$failed")))
    done
    # A project that crashed, or a format that is wrong, is told by other means than a test's name.
    ((count > 0 && count == FAILED && count <= MAX_REPEATED)) || return 1

    for project in "${!failed_of[@]}"; do
        say "once more, alone: ${failed_of[$project]//$'\n'/, }"
        name="$(basename -- "$project" .csproj)"
        run dotnet test "$project" -c Release --no-build --filter "$(filter_of "${failed_of[$project]}")" \
            --blame-hang-timeout "$HANG_LIMIT" --blame-hang-dump-type none >"$BUILD_LOGS/repeat-$name.log" 2>&1 || {
            show_failed_tests "$BUILD_LOGS/repeat-$name.log"
            return 1
        }
    done
    for project in "${!failed_of[@]}"; do
        warn "UNSTABLE, failed once and passed alone: ${failed_of[$project]//$'\n'/, }"
    done
    PASSED=$((PASSED + FAILED)) FAILED=0
}

# Names of methods, a line each for every failed case: a case of a theory is repeated with the others of its method.
failed_tests() {
    [[ ! -f "$RESULTS/$1.trx" ]] ||
        { grep -o '<UnitTestResult [^>]*outcome="Failed"' "$RESULTS/$1.trx" || true; } | sed 's/.* testName="\([^"(]*\).*/\1/'
}

filter_of() { sort -u <<<"$1" | sed 's/^/FullyQualifiedName=/' | paste -sd '|'; }
