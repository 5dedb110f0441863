# shellcheck shell=bash
# What the script says. Progress goes to stdout, complaints to stderr: one line each.

say() { printf '%s\n' "$*"; }

warn() { printf 'onelink: %s\n' "$*" >&2; }

die() {
    warn "$*"
    exit 1
}

no_arguments() {
    local command="$1"
    shift
    (($# == 0)) || die "'$command' takes no arguments, but got '$1'"
}

# Indents what another program said, so that it is told apart from our own words.
quote() { sed 's/^/    /'; }

# Whatever a command leaves behind (temporary folders, processes of a start that failed) is ended by functions
# named here; they run once, last named first, however the script ends.
EXIT_ACTIONS=(end_command)

on_exit() { EXIT_ACTIONS=("$1" "${EXIT_ACTIONS[@]}"); }

run_exit_actions() {
    local code=$? action
    trap - EXIT
    # A second Ctrl-C must not leave half of this undone.
    trap '' INT TERM HUP
    for action in "${EXIT_ACTIONS[@]}"; do
        "$action" || true
    done
    exit "$code"
}

# Runs a long command so that Ctrl-C and SIGTERM are answered at once: bash lets a trap wait for the command in the
# foreground, and starts one in the background deaf to Ctrl-C.
run() {
    local code=0
    "$@" </dev/null &
    COMMAND=$!
    wait "$COMMAND" || code=$?
    COMMAND=
    return "$code"
}

end_command() {
    [[ -z "${COMMAND:-}" ]] || kill -TERM "$COMMAND" 2>/dev/null || true
}

# A function of this script beside what it does meanwhile; `wait $!` gives its code. It ends with the script.
in_background() {
    ((${#BACKGROUND[@]} > 0)) || on_exit end_background
    (
        EXIT_ACTIONS=(end_command)
        trap run_exit_actions EXIT
        trap 'exit 143' TERM
        "$@"
    ) &
    BACKGROUND+=("$!")
}

end_background() {
    local process
    for process in "${BACKGROUND[@]}"; do
        kill -TERM "$process" 2>/dev/null || true
    done
}

BACKGROUND=()

trap run_exit_actions EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP
