# shellcheck shell=bash
# The running processes: who they are (record files in DATA/run), whether they live, whether they are ready.
#
# A record is one line: "pid start port build". `start` is the kernel's start time of the process, so that another
# process which later gets the same number is not taken for ours.

readonly START_SECONDS=90
readonly STOP_SECONDS=45
readonly PROBE_SECONDS=3
readonly LOG_LIMIT_BYTES=$((64 * 1024 * 1024))
# Taps go before queries: the engine yields the processor to the edge (its inserts wait in the edge's spool).
readonly ENGINE_NICENESS=15

record_of() { printf '%s/%s' "$RUN" "$1"; }
log_of() { printf '%s/%s.log' "$LOGS" "$1"; }

# read_record NAME: sets PID, START, PORT and BUILD.
read_record() {
    PID='' START='' PORT='' BUILD=''
    [[ -f "$(record_of "$1")" ]] && read -r PID START PORT BUILD <"$(record_of "$1")" && [[ -n "$PID" ]]
}

# "state start" of a process; nothing when there is none.
process_state() {
    local stat
    { stat="$(<"/proc/$1/stat")"; } 2>/dev/null || return 0
    # The command's name comes second, in parentheses, and may hold anything.
    stat="${stat##*) }"
    # shellcheck disable=SC2086 # the fields are wanted as words
    set -- $stat
    printf '%s %s' "$1" "${20}"
}

# A zombie is dead: where nothing reaps orphans it keeps its number for ever.
is_alive() {
    local state
    read_record "$1" || return 1
    state="$(process_state "$PID")"
    [[ "$state" == *" $START" && "$state" != [ZX]* ]]
}

launch() {
    local name="$1" binary="$2" build="$3" log runner=() state
    log="$(log_of "$name")"
    if [[ -f "$log" ]] && (($(stat -c %s "$log") > LOG_LIMIT_BYTES)); then
        mv -f -- "$log" "$log.1"
    fi
    [[ "$name" != clickhouse ]] || runner=(nice -n "$ENGINE_NICENESS")
    # A session of its own, so that a Ctrl-C in the terminal reaches the script alone, which stops them in order.
    # The locks stay here: a server that held one would lock out the next `up`.
    (
        close_locks
        ONELINK_LISTEN="$(listen_of "$name")" exec setsid "${runner[@]}" "$binary" >>"$log" 2>&1 </dev/null
    ) &
    PID=$!
    # Watched through its record, like one that an earlier call started; bash need not speak of it.
    disown "$PID"
    state="$(process_state "$PID")"
    printf '%s %s %s %s\n' "$PID" "${state#* }" "$(port_of "$name")" "$build" >"$(record_of "$name")"
}

# http_get HOST PORT PATH, over bash's own sockets: curl is not on every machine. Prints the status code, then the body.
http_get() {
    local host="$1" port="$2" path="$3" socket status line body=''
    # Refused is an answer too; bash's own words about it are not wanted.
    { exec {socket}<>"/dev/tcp/$host/$port"; } 2>/dev/null || return 1
    printf 'GET %s HTTP/1.0\r\nHost: %s:%s\r\nConnection: close\r\n\r\n' "$path" "$host" "$port" >&"$socket"
    # Nor are they where it ends meanwhile.
    if ! IFS=' ' read -r -t "$PROBE_SECONDS" -u "$socket" _ status line 2>/dev/null; then
        exec {socket}>&-
        return 1
    fi
    while IFS= read -r -t "$PROBE_SECONDS" -u "$socket" line && [[ "${line%$'\r'}" != '' ]]; do :; done
    while IFS= read -r -t "$PROBE_SECONDS" -u "$socket" line || [[ -n "$line" ]]; do
        body+="$line "
    done
    exec {socket}>&-
    printf '%s %s' "$status" "$body"
}

# readiness NAME: "ready", or why not.
readiness() {
    local answer
    if ! answer="$(http_get "$(reach "$1")" "$PORT" /readyz)"; then
        printf 'does not answer yet'
    elif [[ "$answer" == 200\ * ]]; then
        printf 'ready'
    else
        printf 'not ready: %s' "$answer"
    fi
}

# wait_until_ready NAME LOG-OFFSET: fails when it ends, or is not ready in time, showing what it logged since then.
# Schema steps over many rows take minutes: the time begins anew as long as they get on.
wait_until_ready() {
    local name="$1" offset="$2" deadline=$((SECONDS + START_SECONDS)) state seen="$2" size steps step told=''
    while is_alive "$name"; do
        state="$(readiness "$name")"
        [[ "$state" != ready ]] || return 0
        size="$(log_size "$name")"
        if ((size > seen)) && steps="$(schema_steps "$name" "$seen")"; then
            deadline=$((SECONDS + START_SECONDS))
            step="$(sed -n 's/.* Applying schema step \([^ ]*\) for .*/\1/p' <<<"$steps" | tail -n 1)"
            if [[ -n "$step" && "$step" != "$told" ]]; then
                say "the $(title_of "$name") brings its database to this build's schema: $step"
                told="$step"
            fi
        fi
        seen="$size"
        if ((SECONDS >= deadline)); then
            show_log "$name" "$offset"
            warn "the $(title_of "$name") was not ready after $START_SECONDS s ($state)"
            return 1
        fi
        sleep 0.1
    done
    show_log "$name" "$offset"
    warn "the $(title_of "$name") ended while starting; its last lines are above, the rest is in $(log_of "$name")"
    return 1
}

# schema_steps NAME LOG-OFFSET: what it logged of them since then (admin/Database/SqliteMigrator.cs, PostgresMigrator.cs); fails where that is nothing.
schema_steps() {
    { tail -c "+$(($2 + 1))" -- "$(log_of "$1")" 2>/dev/null || true; } | grep -E '\.(Sqlite|Postgres)Migrator\['
}

log_size() { stat -c %s -- "$(log_of "$1")" 2>/dev/null || printf 0; }

show_log() {
    { tail -c "+$(($2 + 1))" -- "$(log_of "$1")" 2>/dev/null || true; } | tail -n 12 | quote >&2
}

# Ends a process: asked first, and killed when it does not go. Says nothing of one that is not there.
stop() {
    local name="$1" deadline
    if is_alive "$name"; then
        kill -TERM "$PID" 2>/dev/null || true
        deadline=$((SECONDS + STOP_SECONDS))
        while is_alive "$name" && ((SECONDS < deadline)); do
            sleep 0.05
        done
        if is_alive "$name"; then
            warn "the $(title_of "$name") did not end within $STOP_SECONDS s and was killed"
            kill -KILL -- "-$PID" 2>/dev/null || true
        fi
        say "stopped the $(title_of "$name")"
        STOPPED_ANY=1
    fi
    rm -f -- "$(record_of "$name")"
}

# The edge first, so that it ships its last clicks; the engine last.
stop_all() {
    local index
    for ((index = ${#ALL_PROCESSES[@]} - 1; index >= 0; index--)); do
        stop "${ALL_PROCESSES[index]}"
    done
}
