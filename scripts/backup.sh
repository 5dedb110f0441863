# shellcheck shell=bash
# `backup` and `restore` (docs/operations/backup.md).

run_backup() {
    require_sdk
    build admin
    exec "$(binary_of admin)" backup "$@"
}

# Into a data folder that has no database. The engine runs for as long as it takes the clicks.
run_restore() {
    (($# == 1)) || die "'restore' takes a backup's folder"
    local folder name
    folder="$(absolute_path "$1")"
    require_commands flock setsid
    require_data_folder
    require_sdk
    for name in "${ALL_PROCESSES[@]}"; do
        ! is_alive "$name" || die "the $(title_of "$name") runs: stop everything first (./onelink down)"
    done
    [[ -n "${ONELINK_CLICKHOUSE:-}" ]] || require_engine
    build clickhouse admin
    "$(binary_of admin)" restore "$folder" || exit 1
    if [[ -z "${ONELINK_CLICKHOUSE:-}" ]]; then
        require_free_ports clickhouse
        take_start_lock
        make_secret clickhouse-password ONELINK_CLICKHOUSE_PASSWORD
        mkdir -p "$RUN" "$LOGS"
        launch clickhouse "$(binary_of clickhouse)" "$(build_of clickhouse)"
        on_exit stop_engine
        wait_until_ready clickhouse "$(log_size clickhouse)" || exit 1
        "$(binary_of admin)" restore-clicks "$folder" || exit 1
        stop clickhouse
        release_start_lock
    fi
    say "restored; ./onelink up starts it, and every edge takes a snapshot of the links"
}

stop_engine() { stop clickhouse; }
