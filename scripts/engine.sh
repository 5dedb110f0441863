# shellcheck shell=bash
# The ClickHouse engine: one library of 570 MB, fetched once into a cache that all checkouts and data folders share.

readonly ENGINE_PACKAGE='@chdb/lib-linux-x64-gnu'
readonly ENGINE_PIN="$ROOT/analytics/Embedded/libchdb.pin"
readonly ENGINE_DOWNLOAD_MB=178

pinned() { sed -n "s/^$1=//p" "$ENGINE_PIN"; }

require_engine() {
    local version folder library
    # Whoever names a library answers for it; the host itself still checks the engine's version.
    [[ -z "${ONELINK_CHDB_LIB:-}" ]] || return 0
    [[ "$(uname -sm)" == 'Linux x86_64' ]] ||
        die "the embedded ClickHouse runs on Linux x86_64 only; set ONELINK_CLICKHOUSE to a ClickHouse server's URL"
    version="$(pinned version)"
    folder="$CACHE/chdb-$version"
    library="$folder/libchdb.so"
    if ! is_verified "$library"; then
        mkdir -p "$folder" 2>/dev/null || die "cannot write to the cache $folder (XDG_CACHE_HOME)"
        fetch_once "$folder" "$version"
    fi
    export ONELINK_CHDB_LIB="$library"
}

# Summing 570 MB takes seconds; a mark beside the library says which file was summed and found right.
engine_mark() { printf '%s %s' "$(pinned sha256)" "$(stat -c '%s %Y %i' -- "$1")"; }

is_verified() {
    [[ -f "$1" && -f "$1.verified" ]] && [[ "$(<"$1.verified")" == "$(engine_mark "$1")" ]]
}

# Two at once: the second waits, then finds the first one's file.
fetch_once() {
    local folder="$1" version="$2" library="$1/libchdb.so" lock
    exec {lock}>"$folder/.lock"
    if ! flock -n "$lock"; then
        say "another onelink is fetching the ClickHouse engine; waiting for it"
        flock "$lock"
    fi
    if ! is_verified "$library"; then
        if [[ ! -f "$library" ]] || ! has_pinned_sum "$library"; then
            fetch_engine "$folder" "$version"
        fi
        engine_mark "$library" >"$library.verified"
    fi
    exec {lock}>&-
}

has_pinned_sum() { [[ "$(sha256sum -- "$1" | cut -d ' ' -f 1)" == "$(pinned sha256)" ]]; }

fetch_engine() {
    local folder="$1" version="$2" npm
    require_commands npm tar
    require_free_disk "$folder" "$ENGINE_NEED_MIB" "the ClickHouse engine"
    ENGINE_TEMP="$(mktemp -d "$folder/.fetch.XXXXXX")"
    on_exit drop_engine_temp
    say "fetching the ClickHouse engine $version ($ENGINE_DOWNLOAD_MB MB, once; kept in $folder)"
    # A cache of its own, because the package would otherwise stay in npm's cache a second time.
    (cd "$ENGINE_TEMP" && exec npm pack "$ENGINE_PACKAGE@$version" --cache "$ENGINE_TEMP/npm" --loglevel error) \
        >"$ENGINE_TEMP/npm.log" 2>&1 </dev/null &
    npm=$!
    ENGINE_FETCH="$npm"
    show_progress "$npm"
    if ! wait "$npm"; then
        tail -n 5 "$ENGINE_TEMP/npm.log" | quote >&2
        die "npm could not fetch $ENGINE_PACKAGE@$version"
    fi
    say "unpacking and checking it"
    tar -xzf "$ENGINE_TEMP"/*.tgz -C "$ENGINE_TEMP" package/libchdb.so
    has_pinned_sum "$ENGINE_TEMP/package/libchdb.so" ||
        die "the fetched libchdb.so does not have the SHA-256 of $ENGINE_PIN; nothing was kept"
    # Within one file system: whoever looks sees the whole library or none.
    mv -f -- "$ENGINE_TEMP/package/libchdb.so" "$folder/libchdb.so"
    drop_engine_temp
}

# The only public sign of npm's progress is how much it has written to its cache.
show_progress() {
    local pid="$1" done_mb last=-1
    while kill -0 "$pid" 2>/dev/null; do
        done_mb="$(du -sm "$ENGINE_TEMP/npm" 2>/dev/null | cut -f 1 || true)"
        done_mb="${done_mb:-0}"
        ((done_mb <= ENGINE_DOWNLOAD_MB)) || done_mb="$ENGINE_DOWNLOAD_MB"
        if [[ -t 1 ]]; then
            printf '\r  %3d of %d MB' "$done_mb" "$ENGINE_DOWNLOAD_MB"
        elif ((done_mb / 50 != last)); then
            printf '  %d of %d MB\n' "$done_mb" "$ENGINE_DOWNLOAD_MB"
            last=$((done_mb / 50))
        fi
        sleep 1
    done
    [[ ! -t 1 ]] || printf '\r  %d of %d MB\n' "$ENGINE_DOWNLOAD_MB" "$ENGINE_DOWNLOAD_MB"
}

drop_engine_temp() {
    # Bash starts background commands deaf to Ctrl-C.
    [[ -z "${ENGINE_FETCH:-}" ]] || kill "$ENGINE_FETCH" 2>/dev/null || true
    ENGINE_FETCH=
    [[ -z "${ENGINE_TEMP:-}" ]] || rm -rf -- "$ENGINE_TEMP"
    ENGINE_TEMP=
}
