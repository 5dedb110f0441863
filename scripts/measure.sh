# shellcheck shell=bash
# `bench` and `load`.

run_benchmarks() {
    (($# <= 1)) || die "'bench' takes one filter, such as Routing or '*Store*'"
    local filter="${1:-*}"
    # Those with a number are no filters: a look at a store, at edges and at changes of so many links (bench/Program.cs).
    [[ "$filter" == *'*'* || "$filter" =~ ^(store|edge|changes):[0-9]+$ ]] || filter="*$filter*"
    require_sdk
    exec dotnet run --project "$ROOT/bench" -c Release -- --filter "$filter" --artifacts "$ARTIFACTS/bench"
}

# Scenarios that start what they measure. The others need a running installation.
readonly OWN_SCENARIOS=(faults cluster-faults drain sustained recovery edges idle feed simulation)

# The load tests are a program: `--list` prints its scenarios, one a line, and a scenario's name runs it.
run_load() {
    (($# <= 1)) || die "'load' takes one scenario"
    case "${1:-}" in
        faults) run_faults FaultRounds 200 seed 8 && return ;;
        cluster-faults) run_faults ClusterFaults 100 cluster-seed 8 && return ;;
        simulation) run_simulation ;;
        drain | sustained | recovery) measure_shipping "$1" && return ;;
        edges | idle | feed) measure_edges "$1" && return ;;
    esac
    local project="$ROOT/loadtests" scenarios log="$BUILD_LOGS/load.log"
    compgen -G "$project/*.csproj" >/dev/null || die "there are no load tests in loadtests/ yet"
    require_sdk
    run_dotnet load build "$project" -c Release || die "the load tests did not build; $log has the whole log"
    scenarios="$(dotnet run --project "$project" -c Release --no-build -- --list)"
    if (($# == 0)); then
        say "$scenarios"
        printf '%s\n' "${OWN_SCENARIOS[@]}"
    elif grep -qxF -- "$1" <<<"$scenarios"; then
        # For edges beside the installation's own.
        export ONELINK_EDGE_BINARY="${ONELINK_EDGE_BINARY:-$(binary_of edge)}"
        exec dotnet run --project "$project" -c Release --no-build -- "$1"
    else
        die "there is no load scenario '$1'; there are: $(paste -sd ' ' <<<"$scenarios") ${OWN_SCENARIOS[*]}"
    fi
}

# The spool, and clicks from it into the embedded ClickHouse, without HTTP before it (bench/Spool).
measure_shipping() {
    require_sdk
    require_engine
    build clickhouse
    ONELINK_CLICKHOUSE_BINARY="$(binary_of clickhouse)"
    export ONELINK_CLICKHOUSE_BINARY
    run_dotnet bench build "$ROOT/bench" -c Release || die "the benchmarks did not build; $BUILD_LOGS/bench.log has the whole log"
    exec dotnet run --project "$ROOT/bench" -c Release --no-build -- "$1"
}

# Published edges as processes of their own, which follow a feed made up for them (bench/Processes).
measure_edges() {
    require_sdk
    build edge edge-jit
    ONELINK_EDGE_BINARY="$(binary_of edge)"
    ONELINK_EDGE_JIT_BINARY="$(binary_of edge-jit)"
    export ONELINK_EDGE_BINARY ONELINK_EDGE_JIT_BINARY
    run_dotnet bench build "$ROOT/bench" -c Release || die "the benchmarks did not build; $BUILD_LOGS/bench.log has the whole log"
    exec dotnet run --project "$ROOT/bench" -c Release --no-build -- "$1"
}

# Nothing is measured: a model of an installation of many machines (docs/scaling.md).
run_simulation() {
    require_sdk
    run_dotnet simulation build "$ROOT/loadtests/Simulation" -c Release || die "the simulation did not build; $BUILD_LOGS/simulation.log has the whole log"
    exec dotnet run --project "$ROOT/loadtests/Simulation" -c Release --no-build
}

# run_faults TEST ROUNDS TABLE SECONDS: the rounds of faults of the end-to-end tests, many times (docs/reliability.md).
# ONELINK_FAULT_ROUNDS and ONELINK_FAULT_SEED say how many and which; a round takes so many seconds.
run_faults() {
    local rounds="${ONELINK_FAULT_ROUNDS:-$2}" seed="${ONELINK_FAULT_SEED:-$((RANDOM))}"
    require_sdk
    forget_settings
    [[ "$1" == FaultRounds ]] || install_test_packages
    require_engine
    build clickhouse admin edge
    run_dotnet faults build "$ROOT/tests/EndToEnd" -c Release || die "the tests did not build; $BUILD_LOGS/faults.log has the whole log"
    say "$rounds rounds, seed $seed; about $((rounds * $4 / 60)) minutes"
    export ONELINK_TEST_ARTIFACTS="$ARTIFACTS" ONELINK_FAULT_ROUNDS="$rounds" ONELINK_FAULT_SEED="$seed"
    run dotnet test "$ROOT/tests/EndToEnd" -c Release --no-build --filter "FullyQualifiedName~$1" --logger 'console;verbosity=detailed'
    say "the table is in $ARTIFACTS/faults/$3-$seed.md"
}
