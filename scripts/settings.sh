# shellcheck shell=bash
# Where things are and which variables change that: docs/operations/running.md.

readonly ARTIFACTS="$ROOT/artifacts"

absolute_path() {
    case "$1" in
        /*) printf '%s' "$1" ;;
        *) printf '%s/%s' "$PWD" "$1" ;;
    esac
}

export ONELINK_DATA="${ONELINK_DATA:-$ROOT/.onelink}"
ONELINK_DATA="$(absolute_path "$ONELINK_DATA")"
export ONELINK_LISTEN="${ONELINK_LISTEN:-127.0.0.1}"
export ONELINK_ADMIN_PORT="${ONELINK_ADMIN_PORT:-8080}"
export ONELINK_EDGE_PORT="${ONELINK_EDGE_PORT:-8081}"
export ONELINK_CLICKHOUSE_PORT="${ONELINK_CLICKHOUSE_PORT:-8123}"

readonly CACHE="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/onelink"
readonly RUN="$ONELINK_DATA/run"
readonly LOGS="$ONELINK_DATA/logs"

# The order of starting; stopping goes the other way, so that the edge ships its clicks while there is someone to take them.
readonly ALL_PROCESSES=(clickhouse admin edge)

# With ONELINK_CLICKHOUSE the clicks go to that server and none is embedded.
processes() {
    if [[ -n "${ONELINK_CLICKHOUSE:-}" ]]; then
        printf '%s\n' admin edge
    else
        printf '%s\n' "${ALL_PROCESSES[@]}"
    fi
}

# As people call it: "the edge", "the embedded ClickHouse".
title_of() {
    case "$1" in
        clickhouse) printf 'embedded ClickHouse' ;;
        edge-jit) printf 'edge (JIT)' ;;
        *) printf '%s' "$1" ;;
    esac
}

port_variable() { printf 'ONELINK_%s_PORT' "${1^^}"; }

port_of() {
    local variable
    variable="$(port_variable "$1")"
    printf '%s' "${!variable}"
}

# Whoever reaches the engine's port and knows its password can read this machine's files through it: it stays on loopback
# whatever the others listen on.
listen_of() {
    if [[ "$1" == clickhouse ]]; then
        printf '127.0.0.1'
    else
        printf '%s' "$ONELINK_LISTEN"
    fi
}

# The address at which this machine reaches a process.
reach() {
    local listen
    listen="$(listen_of "$1")"
    case "$listen" in
        0.0.0.0 | '*' | '') printf '127.0.0.1' ;;
        '::') printf '::1' ;;
        *) printf '%s' "$listen" ;;
    esac
}

address_of() {
    local host
    host="$(reach "$1")"
    [[ "$host" != *:* ]] || host="[$host]"
    printf 'http://%s:%s' "$host" "$2"
}
