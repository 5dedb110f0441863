# shellcheck shell=bash
# `restart edge`: another edge takes over from the one that runs, and no request fails (docs/decisions/0016-edge-handover.md).

restart() {
    local edge
    [[ "$*" == edge ]] || die "'restart' takes edge, but got '$*'; the admin and ClickHouse are renewed by ./onelink down and up"
    require_commands flock setsid find sha256sum
    require_valid_ports
    require_data_folder
    require_sdk
    is_alive edge || die "the edge does not run; ./onelink up starts it"
    require_same_port edge
    edge="$(running_edge)"
    find_places
    build "$edge"

    take_start_lock
    # Looked at again under the lock.
    is_alive edge || die "the edge has ended; ./onelink up starts it"
    succeed_edge "$edge"
    release_start_lock
}

# Under which compiler the edge with number PID runs.
running_edge() {
    case "$(readlink -- "/proc/$PID/exe" || true)" in
        */edge-jit/*) printf edge-jit ;;
        *) printf edge ;;
    esac
}

# Starts an edge beside the one on record and waits until that has ended. Where the new one does not come to serve, the one
# before goes on as if nothing had been, and is on record again.
succeed_edge() {
    local artifact="$1" former pid start offset deadline=$((SECONDS + START_SECONDS))
    former="$(<"$(record_of edge)")"
    pid="$PID" start="$START"
    offset="$(log_size edge)"
    launch edge "$(binary_of "$artifact")" "$(build_of "$artifact")"
    while [[ "$(process_state "$pid")" == [!ZX]*" $start" ]]; do
        if ! is_alive edge || ((SECONDS >= deadline)); then
            kill -KILL "$PID" 2>/dev/null || true
            printf '%s\n' "$former" >"$(record_of edge)"
            show_log edge "$offset"
            die "the new edge did not take over; the one before goes on (pid $pid)"
        fi
        sleep 0.05
    done
    wait_until_ready edge "$offset" || exit 1
    say "the edge is another process now (pid $PID); the one before has ended (pid $pid)"
}
