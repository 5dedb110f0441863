# shellcheck shell=bash
# The foreground `up`: stays, starts again what dies, and stops everything when it is told to end.
#
# A process that dies is reported and started again after 1 s, 2 s, 4 s, ... 30 s; one that stayed up for a minute begins
# at 1 s again. Detached processes are not watched: there the next `up` starts what is missing (docs/operations/running.md).

readonly FIRST_DELAY_SECONDS=1
readonly LONGEST_DELAY_SECONDS=30
readonly SETTLED_SECONDS=60

supervise() {
    local edge="$1" name
    local -A delay=() due=() since=()
    exec {SUPERVISOR_LOCK}>>"$RUN/supervisor"
    if ! flock -n "$SUPERVISOR_LOCK"; then
        say "another ./onelink up (pid $(<"$RUN/supervisor")) watches these processes; Ctrl-C there or ./onelink down stops them"
        return
    fi
    printf '%s\n' "$$" >"$RUN/supervisor"
    on_exit stop_watched
    trap 'exit 0' INT TERM HUP
    say "Ctrl-C stops everything"
    for name in $(processes); do
        since[$name]="$SECONDS"
    done
    while true; do
        # In the background, because a trap waits for the command in the foreground to end.
        sleep 1 &
        wait $! || true
        for name in $(processes); do
            watch_over "$name" "$edge"
        done
    done
}

# Works on `delay`, `due` and `since` of supervise.
watch_over() {
    local name="$1" artifact
    if is_alive "$name"; then
        if [[ -n "${due[$name]:-}" ]]; then
            unset "due[$name]"
            since[$name]="$SECONDS"
        elif ((SECONDS - ${since[$name]} >= SETTLED_SECONDS)); then
            unset "delay[$name]"
        fi
    elif [[ -z "${due[$name]:-}" ]]; then
        delay[$name]="$(next_delay "${delay[$name]:-}")"
        due[$name]=$((SECONDS + ${delay[$name]}))
        show_log "$name" "$(last_kilobytes "$name")"
        warn "the $(title_of "$name") ended (pid $PID); starting it again in ${delay[$name]} s"
    elif ((SECONDS >= ${due[$name]})); then
        take_start_lock
        # Another `up` may have been quicker.
        if ! is_alive "$name"; then
            artifact="$(artifact_of "$name" "$edge")"
            launch "$name" "$(binary_of "$artifact")" "$(build_of "$artifact")"
            say "started the $(title_of "$name") again"
        fi
        release_start_lock
        unset "due[$name]"
        since[$name]="$SECONDS"
    fi
}

next_delay() {
    local next=$((${1:-0} * 2))
    ((next > 0)) || next="$FIRST_DELAY_SECONDS"
    printf '%s' $((next < LONGEST_DELAY_SECONDS ? next : LONGEST_DELAY_SECONDS))
}

last_kilobytes() {
    local size
    size="$(log_size "$1")"
    printf '%s' $((size > 2048 ? size - 2048 : 0))
}

stop_watched() {
    say ''
    stop_all
    : >"$RUN/supervisor"
}

# Asks a foreground `up` on this data folder to end and waits until it has stopped its processes.
stop_supervisor() {
    local lock pid
    [[ -s "$RUN/supervisor" ]] || return 0
    exec {lock}>>"$RUN/supervisor"
    if ! flock -n "$lock"; then
        pid="$(<"$RUN/supervisor")"
        say "stopping the ./onelink up with pid $pid"
        kill -TERM "$pid" 2>/dev/null || true
        flock -w $((STOP_SECONDS * ${#ALL_PROCESSES[@]})) "$lock" || die "the ./onelink up with pid $pid does not end"
        STOPPED_ANY=1
    fi
    exec {lock}>&-
}
