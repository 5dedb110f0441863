# shellcheck shell=bash
# `status` and `logs`.

readonly LOG_LINES=50

# Exits 0 when everything is ready.
status() {
    local name state code=0
    for name in $(processes); do
        if is_alive "$name"; then
            state="$(readiness "$name")"
            printf '%-11s %-28s pid %-8s %s\n' "$name" "$(address_of "$name" "$PORT")" "$PID" "$state"
            [[ "$state" == ready ]] || code=1
        else
            printf '%-11s %-28s not running\n' "$name" "$(address_of "$name" "$(port_of "$name")")"
            code=1
        fi
    done
    [[ -z "${ONELINK_CLICKHOUSE:-}" ]] || printf '%-11s %s\n' clickhouse "$(without_password "$ONELINK_CLICKHOUSE")"
    return "$code"
}

logs() {
    local follow=() name files=()
    while (($# > 0)); do
        case "$1" in
            -f) follow=(-F) ;;
            --request)
                logs_of_request "${2:-}"
                return
                ;;
            edge | admin | clickhouse) files+=("$(log_of "$1")") ;;
            *) die "'logs' knows -f, --request ID, edge, admin and clickhouse, but got '$1'" ;;
        esac
        shift
    done
    if ((${#files[@]} == 0)); then
        for name in "${ALL_PROCESSES[@]}"; do
            [[ ! -f "$(log_of "$name")" ]] || files+=("$(log_of "$name")")
        done
    fi
    ((${#files[@]} > 0)) && [[ -f "${files[0]}" ]] || die "there are no logs in $LOGS yet"
    tail -n "$LOG_LINES" "${follow[@]}" -- "${files[@]}"
}

# What every process logged for one request, in order of time. Lines begin with their time, so that sorting them is enough.
logs_of_request() {
    local id="$1" name log found
    [[ "$id" =~ ^req_[0-9a-f]{24}$ ]] || die "'logs --request' takes the X-Request-Id of an answer, such as req_4b1f0c2a9d3e5f6071829304, but got '$id'"
    found="$(
        for name in "${ALL_PROCESSES[@]}"; do
            for log in "$(log_of "$name").1" "$(log_of "$name")"; do
                [[ ! -f "$log" ]] || sed -n "/$id/s/ / $(printf '%-10s' "$name") /p" "$log"
            done
        done | LC_ALL=C sort
    )"
    [[ -n "$found" ]] || die "no line of the logs in $LOGS is of $id: a request that went well is mostly not logged ('GET /audit' tells what it changed)"
    printf '%s\n' "$found"
}
