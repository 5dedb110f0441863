# shellcheck shell=bash
# What must hold before anything is built or started; each lack is one line that says what to do.

readonly KIB_PER_MIB=1024
# The embedded engine merges parts and the edge preallocates 64 MiB spool segments: less than this ends in failed writes.
readonly DATA_NEED_MIB=1024
# Package caches, three published processes and the native compiler's intermediate files.
readonly BUILD_NEED_MIB=2048
# The engine's package (180 MB) in the npm cache and as a file, beside the library unpacked from it (570 MB).
readonly ENGINE_NEED_MIB=1100

require_commands() {
    local command
    for command in "$@"; do
        command -v "$command" >/dev/null || die "needs '$command', which is not installed"
    done
}

require_sdk() {
    local version
    command -v dotnet >/dev/null || die "needs the .NET SDK 10 or newer; 'dotnet' is not on the PATH"
    # Asked inside the repository, so that global.json has its say.
    version="$(cd "$ROOT" && dotnet --version 2>/dev/null)" ||
        die "needs the .NET SDK that global.json names (10.0.100 or newer); installed: $(installed_sdks)"
    ((${version%%.*} >= 10)) || die "needs the .NET SDK 10 or newer; found $version"
    SDK_VERSION="$version"
    # An apphost looks in the usual places only; an SDK in a home folder needs this.
    export DOTNET_ROOT="${DOTNET_ROOT:-$(dirname -- "$(readlink -f -- "$(command -v dotnet)")")}"
}

installed_sdks() {
    local sdks
    sdks="$(cd / && dotnet --list-sdks 2>/dev/null | awk '{ printf "%s%s", sep, $1; sep = ", " }')"
    printf '%s' "${sdks:-none}"
}

require_free_disk() {
    local folder="$1" need_mib="$2" purpose="$3" free_kib
    while [[ ! -d "$folder" ]]; do
        folder="$(dirname -- "$folder")"
    done
    free_kib="$(df -Pk -- "$folder" | awk 'NR == 2 { print $4 }')"
    ((free_kib >= need_mib * KIB_PER_MIB)) ||
        die "not enough disk for $purpose: need $need_mib MiB free in $folder, have $((free_kib / KIB_PER_MIB)) MiB"
}

require_data_folder() {
    local probe problem
    if ! problem="$( (umask 077 && mkdir -p -- "$ONELINK_DATA" "$RUN" "$LOGS") 2>&1)" ||
        ! problem="$( (probe="$(mktemp "$RUN/writable.XXXXXX")" && rm -f -- "$probe") 2>&1)"; then
        die "cannot write to the data folder $ONELINK_DATA (ONELINK_DATA): ${problem##*: }"
    fi
}

require_valid_ports() {
    local name port other
    local -A taken=()
    for name in $(processes); do
        port="$(port_of "$name")"
        [[ "$port" =~ ^[1-9][0-9]{0,4}$ ]] && ((port <= 65535)) ||
            die "$(port_variable "$name") is '$port'; it must be a port from 1 to 65535"
        other="${taken[$port]:-}"
        [[ -z "$other" ]] || die "$(port_variable "$name") and $(port_variable "$other") are both $port; change one"
        taken[$port]="$name"
    done
}

# Reads the kernel's tables, because neither ss nor lsof is on every machine.
listening_socket() {
    local wanted
    printf -v wanted '%04X' "$1"
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
        awk -v port=":$wanted" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10; exit }'
}

socket_holder() {
    local link pid name
    # Only sockets of processes that this user may look at are seen.
    link="$(find /proc/[0-9]*/fd -lname "socket:\[$1\]" -print -quit 2>/dev/null || true)"
    [[ -n "$link" ]] || return 0
    pid="${link#/proc/}"
    pid="${pid%%/*}"
    name="$(cat "/proc/$pid/comm" 2>/dev/null || true)"
    printf ' by %s (pid %s)' "${name:-a process}" "$pid"
}

# The ports of the processes that are not running yet.
require_free_ports() {
    local name port socket
    for name in "$@"; do
        port="$(port_of "$name")"
        socket="$(listening_socket "$port")"
        # Looked at again: another `up` on this data folder may have started it in between.
        if [[ -n "$socket" ]] && ! is_alive "$name"; then
            die "port $port for the $(title_of "$name") is taken$(socket_holder "$socket"); free it or set $(port_variable "$name") to another"
        fi
    done
}
