# shellcheck shell=bash
# `admin`, `migrate-database`, `openapi` and `coverage`: what the admin's program and its tests do beside serving and testing.

run_admin() {
    (($# > 0)) || die "'admin' takes a command: platform-app, account, onsync-key, totp, rate-limit, edge, super-admin or bi-user"
    case "$1" in
        platform-app | account | onsync-key | totp | rate-limit | edge | super-admin | bi-user) ;;
        *) die "there is no admin command '$1'; there are: platform-app, account, onsync-key, totp, rate-limit, edge, super-admin, bi-user" ;;
    esac
    require_sdk
    build admin
    exec "$(binary_of admin)" "$@"
}

# An installation from SQLite to PostgreSQL (docs/operations/postgresql.md). The admin's lock on the file tells whether it runs.
run_migrate_database() {
    (($# == 2)) || die "'migrate-database' takes the SQLite file and the database that it moves to, like postgres://user:password@host:5432/onelink"
    require_sdk
    build admin
    exec "$(binary_of admin)" migrate-database "$@"
}

# `openapi`: docs/api/openapi.json as this build serves it.
write_api_description() {
    require_sdk
    build admin
    "$(binary_of admin)" openapi >"$ARTIFACTS/openapi.json" || die "the API could not be described"
    mv -f -- "$ARTIFACTS/openapi.json" "$ROOT/docs/api/openapi.json"
    say "docs/api/openapi.json is what this build serves"
}

# `coverage`: docs/api/coverage.md and clients/postman as all tests of the admin make them.
write_coverage() {
    require_sdk
    forget_settings
    require_engine
    WRITE_COVERAGE=1 run dotnet test "$ROOT/tests/Admin.Tests/OneLink.Admin.Tests.csproj" -c Release ||
        die "the tests failed"
    say "docs/api/coverage.md and clients/postman are what the tests make"
}
