# shellcheck shell=bash
# `admin` and `openapi`: what the admin's program does beside serving.

run_admin() {
    (($# > 0)) || die "'admin' takes a command: platform-app, account, rate-limit or bi-user"
    case "$1" in
        platform-app | account | rate-limit | bi-user) ;;
        *) die "there is no admin command '$1'; there are: platform-app, account, rate-limit, bi-user" ;;
    esac
    require_sdk
    build admin
    exec "$(binary_of admin)" "$@"
}

# `openapi`: docs/api/openapi.json as this build serves it.
write_api_description() {
    require_sdk
    build admin
    "$(binary_of admin)" openapi >"$ARTIFACTS/openapi.json" || die "the API could not be described"
    mv -f -- "$ARTIFACTS/openapi.json" "$ROOT/docs/api/openapi.json"
    say "docs/api/openapi.json is what this build serves"
}
