# shellcheck shell=bash
# `admin`: commands of the admin's program beside the one that serves.

run_admin() {
    (($# > 0)) || die "'admin' takes a command: bi-user ACCOUNT"
    [[ "$1" == bi-user ]] || die "there is no admin command '$1'; there is: bi-user ACCOUNT"
    require_sdk
    build admin
    exec "$(binary_of admin)" "$@"
}
