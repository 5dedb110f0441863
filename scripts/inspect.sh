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
            edge | admin | clickhouse) files+=("$(log_of "$1")") ;;
            *) die "'logs' knows -f, edge, admin and clickhouse, but got '$1'" ;;
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
