# shellcheck shell=bash
# `test`: builds with warnings as errors, checks the format, runs every test project, and closes with one line of sums.

# A test that hangs fails after this long, by name, instead of holding everything up.
readonly HANG_LIMIT=10m

readonly RESULTS="$ARTIFACTS/test-results"

# Waits more than it computes, so that it runs beside the first of the others.
readonly WAITING_PROJECT="$ROOT/tests/Edge.Tests/OneLink.Edge.Tests.csproj"

# The admin's tests, which run on SQLite; a few dense ones run on PostgreSQL as well, and all of them with --postgres, or with --two-admins: two on one PostgreSQL, called in turns.
readonly ADMIN_PROJECT="$ROOT/tests/Admin.Tests/OneLink.Admin.Tests.csproj"
readonly ON_POSTGRES='FullyQualifiedName~Admin.Tests.Events|FullyQualifiedName~Admin.Tests.Feed|FullyQualifiedName~KeptCountTests|FullyQualifiedName~ContactFilterTests'

run_tests() {
    local filter='' on_postgres='' admins=1 thorough='' word project native_edge waiting failures=0 repeats='' server="${ONELINK_CLICKHOUSE:-}"
    PASSED=0 FAILED=0 SKIPPED=0
    while [[ "${1:-}" == --* ]]; do
        case "$1" in
            --repeat-failed) repeats=1 ;;
            --postgres) on_postgres=all ;;
            --two-admins) on_postgres=all admins=2 ;;
            --thorough) thorough=1 ;;
            *) die "'test' knows --repeat-failed, --thorough, --postgres and --two-admins, but got '$1'" ;;
        esac
        shift
    done
    for word in "$@"; do
        [[ "$word" != -* ]] || die "'test' takes --postgres and parts of test names, but got '$word'"
        filter+="${filter:+|}FullyQualifiedName~$word"
    done
    require_sdk
    forget_settings
    # As often as properties say, and not a quarter of that (tests/Draws.cs).
    [[ -z "$thorough" ]] || export ONELINK_TEST_THOROUGH=1
    # Questions about clicks are tested against that server as well as the embedded engine (tests/Analytics.Tests/Queries).
    [[ -z "$server" ]] || export ONELINK_TEST_CLICKHOUSE="$server"
    install_test_packages
    require_engine

    say "building everything"
    keep_compiler
    # They have folders of their own, and no build keeps all cores busy.
    in_background build dashboard edge
    native_edge=$!
    run_dotnet build build "$ROOT/OneLink.sln" -c Release -warnaserror ||
        die "the build failed; $BUILD_LOGS/build.log has the whole log"
    SOLUTION_IS_BUILT=1
    if [[ -z "$filter" ]]; then
        check_format || failures=1
    fi
    # It has said why, where it failed.
    wait "$native_edge" || exit 1
    build clickhouse admin edge-jit
    end_compiler
    export ONELINK_TEST_ARTIFACTS="$ARTIFACTS"
    ONELINK_EDGE_BINARY="$(binary_of edge)"
    export ONELINK_EDGE_BINARY

    rm -rf -- "$RESULTS"
    if [[ -n "$on_postgres" ]]; then
        run_on_postgres "$filter" "$admins" || failures=1
        printf '%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
        return "$failures"
    fi
    in_background run_test_project "$WAITING_PROJECT" "$filter"
    waiting=$!
    for project in "$ROOT"/tests/*/*.csproj; do
        [[ "$project" != "$WAITING_PROJECT" ]] || continue
        run_test_project "$project" "$filter"
        count_tests "$project" "$filter" || failures=1
    done
    if [[ -z "$filter" ]]; then
        run_on_postgres "$ON_POSTGRES" || failures=1
    fi
    wait "$waiting"
    count_tests "$WAITING_PROJECT" "$filter" || failures=1
    if ((PASSED + FAILED + SKIPPED == 0)); then
        warn "no test's full name contains: $*"
        failures=1
    fi
    if ((failures > 0)) && [[ -n "$repeats" ]] && repeat_failed_tests; then
        failures=0
    fi
    printf '%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
    return "$failures"
}

# One compiler for all projects, with its analyzers warm from the second on: of its own, so that it can be ended.
keep_compiler() {
    export UseSharedCompilation=true SharedCompilationId="onelink-$$"
    on_exit end_compiler
}

end_compiler() {
    local arguments
    for arguments in /proc/[0-9]*/cmdline; do
        if { tr '\0' '\n' <"$arguments"; } 2>/dev/null | grep -qxF -- "-pipename:$SharedCompilationId"; then
            kill "$(basename -- "$(dirname -- "$arguments")")" 2>/dev/null || true
        fi
    done
}

# Tests choose their own ports, folders and servers: what the caller's shell has set for `up` must not reach them.
forget_settings() {
    local name
    for name in "${!ONELINK_@}"; do
        [[ "$name" == ONELINK_CHDB_LIB || "$name" == ONELINK_TEST_PICTURES ]] || unset "$name"
    done
}

# A test project names the system packages that it needs in a file `system-packages`, a line each: package, a command
# that shows it is there, and why.
install_test_packages() {
    local list package command why
    for list in "$ROOT"/tests/*/system-packages; do
        [[ -f "$list" ]] || continue
        while read -r package command why; do
            [[ -z "$package" || "$package" == '#'* ]] && continue
            is_installed "$package" "$command" || install_packages "$why" "$package"
        done <"$list"
    done
}

# Servers such as PostgreSQL's keep their commands off the PATH; then Debian's own record tells.
is_installed() {
    command -v "$2" >/dev/null || dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

check_format() {
    say "checking the format"
    # What the build does not look at already (EnforceCodeStyleInBuild, warnings as errors); the order of usings is a test.
    # All of 'dotnet format' loads and analyses every project once more, which takes two minutes on two cores.
    if ! run_dotnet format format whitespace "$ROOT" --folder --verify-no-changes --exclude "$ARTIFACTS" "$ROOT/.onelink"; then
        warn "the format is not the repository's: run 'dotnet format'"
        FAILED=$((FAILED + 1))
        return 1
    fi
}

run_on_postgres() {
    ONELINK_TEST_DATABASE=postgres ONELINK_TEST_ADMINS="${2:-1}" run_test_project "$ADMIN_PROJECT" "$1" .Postgres
    count_tests "$ADMIN_PROJECT" "$1" .Postgres
}

# Leaves the log, the exit code and the result file.
run_test_project() {
    local project="$1" filter="$2" name code=0 selection=()
    name="$(basename -- "$project" .csproj)${3:-}"
    [[ -z "$filter" ]] || selection=(--filter "$filter")
    run dotnet test "$project" -c Release --no-build "${selection[@]}" --results-directory "$RESULTS" \
        --logger "trx;LogFileName=$name.trx" --blame-hang-timeout "$HANG_LIMIT" --blame-hang-dump-type none \
        >"$BUILD_LOGS/test-$name.log" 2>&1 || code=$?
    printf '%s' "$code" >"$BUILD_LOGS/test-$name.code"
}

# dotnet test tells no sums, so they come from the result file; a test host that crashes writes none, so its exit code
# counts as well.
count_tests() {
    local project="$1" filter="$2" name log code counters total=0 executed=0 passed=0 failed=0
    name="$(basename -- "$project" .csproj)${3:-}"
    log="$BUILD_LOGS/test-$name.log"
    code="$(<"$BUILD_LOGS/test-$name.code")"
    counters="$(grep -o '<Counters [^>]*>' "$RESULTS/$name.trx" 2>/dev/null | head -n 1 || true)"
    if [[ -n "$counters" ]]; then
        total="$(counter total)"
        executed="$(counter executed)"
        passed="$(counter passed)"
        failed=$((executed - passed))
    fi
    if ((code != 0 && failed == 0)); then
        failed=1
        warn "$name ended with code $code without naming a failed test"
    elif ((total == 0)) && [[ -z "$filter" ]]; then
        failed=1
        warn "$name ran no test"
    fi
    ((code == 0)) || show_failed_tests "$log"
    PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + total - executed))
    ((total == 0 && failed == 0)) ||
        printf '  %-28s %4d passed %4d failed %4d skipped\n' "$name" "$passed" "$failed" $((total - executed))
    ((failed == 0))
}

counter() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }

show_failed_tests() {
    { grep -vE '^\s*(Passed|Skipped) |^Test run for|^VSTest|^Starting test|^A total of' "$1" || true; } |
        sed "s#$ROOT/##g; 200q" | quote >&2
}
