# shellcheck shell=bash
# System packages: installed by apt, only what is missing, and never without a word about what and why.

readonly APT_LOCK_SECONDS=120

readonly POLICY=/usr/sbin/policy-rc.d

as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo -n -- "$@"
    fi
}

can_be_root() { ((EUID == 0)) || sudo -n true 2>/dev/null; }

# install_packages WHY PACKAGE...
install_packages() {
    local why="$1" log
    shift
    command -v apt-get >/dev/null || die "needs $* ($why); install them with this system's package manager"
    can_be_root || die "needs $* ($why); run: sudo apt-get install -y $*"
    say "installing $* ($why)"
    mkdir -p "$ARTIFACTS"
    log="$ARTIFACTS/apt.log"
    forbid_services
    # On a fresh machine the package lists may be missing or old: one update, then once more.
    if ! apt_get install -y --no-install-recommends "$@" >"$log" 2>&1; then
        if ! { apt_get update && apt_get install -y --no-install-recommends "$@"; } >>"$log" 2>&1; then
            allow_services
            tail -n 5 "$log" | quote >&2
            die "apt could not install $*; $log has all it said"
        fi
    fi
    allow_services
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout="$APT_LOCK_SECONDS" "$@"; }

# Debian starts a server when its package is installed. Tests start their own on free ports: a policy of "no" keeps the
# distribution's from starting. One that is there already is the machine owner's and stays.
forbid_services() {
    [[ ! -e "$POLICY" ]] || return 0
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$POLICY" >/dev/null
    as_root chmod 755 "$POLICY"
    POLICY_IS_OURS=1
    on_exit allow_services
}

allow_services() {
    [[ -n "${POLICY_IS_OURS:-}" ]] || return 0
    POLICY_IS_OURS=
    as_root rm -f "$POLICY"
}

c_linker() {
    local linker
    for linker in clang gcc; do
        # Links for real: a compiler without zlib's or libc's headers and archives is of no use here.
        if command -v "$linker" >/dev/null &&
            printf '#include <zlib.h>\nint main(void) { return zlibVersion() == 0; }\n' |
            "$linker" -x c - -lz -o /dev/null 2>/dev/null; then
            printf '%s' "$linker"
            return 0
        fi
    done
    return 1
}

require_c_linker() {
    c_linker >/dev/null ||
        install_packages "the native edge is linked with a C compiler and zlib; 'up --jit' does without" gcc libc6-dev zlib1g-dev
    c_linker >/dev/null || die "the C compiler cannot link against zlib although gcc and zlib1g-dev are installed"
}
