# shellcheck shell=bash
# `bench` and `load`.

run_benchmarks() {
    (($# <= 1)) || die "'bench' takes one filter, such as Routing or '*Store*'"
    local filter="${1:-*}"
    # store:N is no filter: a look at a store of N links.
    [[ "$filter" == *'*'* || "$filter" == store:* ]] || filter="*$filter*"
    require_sdk
    exec dotnet run --project "$ROOT/bench" -c Release -- --filter "$filter" --artifacts "$ARTIFACTS/bench"
}

# The load tests are a program: `--list` prints its scenarios, one a line, and a scenario's name runs it.
run_load() {
    (($# <= 1)) || die "'load' takes one scenario"
    local project="$ROOT/loadtests" scenarios log="$BUILD_LOGS/load.log"
    compgen -G "$project/*.csproj" >/dev/null || die "there are no load tests in loadtests/ yet"
    require_sdk
    run_dotnet load build "$project" -c Release || die "the load tests did not build; $log has the whole log"
    scenarios="$(dotnet run --project "$project" -c Release --no-build -- --list)"
    if (($# == 0)); then
        say "$scenarios"
    elif grep -qxF -- "$1" <<<"$scenarios"; then
        exec dotnet run --project "$project" -c Release --no-build -- "$1"
    else
        die "there is no load scenario '$1'; there are: $(paste -sd ' ' <<<"$scenarios")"
    fi
}
