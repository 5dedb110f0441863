# shellcheck shell=bash
# `up` and `down`.

readonly SECRET_BYTES=32

up() {
    local detach='' edge=edge name running=() missing=() builds=()
    while (($# > 0)); do
        case "$1" in
            --detach) detach=1 ;;
            --jit) edge=edge-jit ;;
            *) die "'up' knows --detach and --jit, but got '$1'" ;;
        esac
        shift
    done

    # Everything that can be refused is refused before anything is fetched, built or started.
    require_commands flock setsid awk find sha256sum
    require_valid_ports
    require_data_folder
    require_free_disk "$ONELINK_DATA" "$DATA_NEED_MIB" "the data folder"
    require_sdk
    for name in $(processes); do
        if is_alive "$name"; then
            running+=("$name")
            require_same_port "$name"
        else
            missing+=("$name")
            builds+=("$(artifact_of "$name" "$edge")")
        fi
    done
    require_free_ports "${missing[@]}"
    if [[ " ${missing[*]} " == *' clickhouse '* ]]; then
        require_engine
    fi
    if [[ " ${missing[*]} " == *' admin '* ]]; then
        builds+=(dashboard)
    fi
    find_places
    build "${builds[@]}"

    take_start_lock
    make_secret edge-token ONELINK_EDGE_TOKEN
    make_secret clickhouse-password ONELINK_CLICKHOUSE_PASSWORD
    start_missing "$edge"
    release_start_lock

    ((${#missing[@]} > 0)) || say "everything was running already"
    for name in "${running[@]}"; do
        note_older_build "$name" "$edge"
    done
    print_welcome
    if [[ -n "$detach" ]]; then
        say "running in the background; ./onelink down stops it"
    else
        supervise "$edge"
    fi
}

down() {
    [[ -d "$RUN" ]] || {
        say "nothing is running"
        return
    }
    stop_supervisor
    take_start_lock
    stop_all
    release_start_lock
    [[ -n "${STOPPED_ANY:-}" ]] || say "nothing is running"
}

artifact_of() {
    if [[ "$1" == edge ]]; then
        printf '%s' "$2"
    else
        printf '%s' "$1"
    fi
}

# Starts what is missing all at once (each waits for what it needs) and waits until all are ready. What this call started
# is ended again when one of them fails; what ran before is left alone.
start_missing() {
    local edge="$1" name artifact failed=''
    local -A offsets=()
    STARTED=()
    on_exit end_started
    # Looked at again under the lock: another `up` may have started some, or a stranger may have taken a port.
    for name in $(processes); do
        if is_alive "$name"; then
            offsets[$name]="$(log_size "$name")"
            continue
        fi
        require_free_ports "$name"
        artifact="$(artifact_of "$name" "$edge")"
        offsets[$name]="$(log_size "$name")"
        say "starting the $(title_of "$name")"
        STARTED+=("$name")
        launch "$name" "$(binary_of "$artifact")" "$(build_of "$artifact")"
    done
    for name in $(processes); do
        wait_until_ready "$name" "${offsets[$name]}" || failed="$name"
        [[ -z "$failed" ]] || break
    done
    [[ -z "$failed" ]] || exit 1
    STARTED=()
}

end_started() {
    local index
    for ((index = ${#STARTED[@]} - 1; index >= 0; index--)); do
        stop "${STARTED[index]}"
    done
}

require_same_port() {
    [[ "$PORT" == "$(port_of "$1")" ]] ||
        die "the $(title_of "$1") already runs from $ONELINK_DATA on port $PORT, not $(port_of "$1"); run ./onelink down first"
}

renewal_of() {
    if [[ "$1" == edge ]]; then
        printf './onelink restart edge renews it, and no request fails'
    else
        printf './onelink down and up renew it'
    fi
}

note_older_build() {
    local artifact
    artifact="$(artifact_of "$1" "$2")"
    is_alive "$1" || return 0
    [[ "$BUILD" == "$(fingerprint "$artifact")" ]] ||
        say "note: the $(title_of "$1") runs another build than the sources are now; $(renewal_of "$1")"
}

# One line of 256 random bits that only the owner reads, made once. The environment's value, when set, wins.
make_secret() {
    local file="$ONELINK_DATA/secrets/$1" variable="$2"
    [[ -z "${!variable:-}" && ! -s "$file" ]] || return 0
    (
        umask 077
        mkdir -p -- "$ONELINK_DATA/secrets"
        head -c "$SECRET_BYTES" /dev/urandom | base64 -w 0 | tr '+/' '-_' | tr -d '=' >"$file.new"
        printf '\n' >>"$file.new"
        mv -f -- "$file.new" "$file"
    )
}

# At most one `up` at a time starts processes on a data folder.
take_start_lock() {
    exec {START_LOCK}>"$RUN/start.lock"
    if ! flock -n "$START_LOCK"; then
        say "another onelink is at work on $ONELINK_DATA; waiting for it"
        flock "$START_LOCK"
    fi
}

release_start_lock() {
    exec {START_LOCK}>&-
    START_LOCK=
}

close_locks() {
    [[ -z "${START_LOCK:-}" ]] || exec {START_LOCK}>&-
    [[ -z "${SUPERVISOR_LOCK:-}" ]] || exec {SUPERVISOR_LOCK}>&-
}

credential() {
    sed -n "s/.*\"$1\"[[:space:]]*:[[:space:]]*\"\([^\"]*\)\".*/\1/p" "$ONELINK_DATA/credentials.json"
}

print_welcome() {
    local name
    say ''
    for name in $(processes); do
        printf '  %-11s %s\n' "$name" "$(address_of "$name" "$(port_of "$name")")"
    done
    [[ -z "${ONELINK_CLICKHOUSE:-}" ]] || printf '  %-11s %s\n' clickhouse "$(without_password "$ONELINK_CLICKHOUSE")"
    printf '  %-11s %s\n' data "$ONELINK_DATA"
    say ''
    if [[ -r "$ONELINK_DATA/credentials.json" ]]; then
        print_examples
    fi
}

without_password() { sed 's#//[^/@]*@#//#g' <<<"$1"; }

print_examples() {
    local admin edge slug user
    printf 'Dashboard: %s/app/ (sign in as %s, password %s)\n\n' "$(credential adminUrl)" "$(credential email)" "$(credential password)"
    admin="$(credential adminUrl)"
    edge="$(credential edgeUrl)"
    user="$(credential apiKey):$(credential apiSecret)"
    slug="hello-$(od -An -N 3 -tx1 /dev/urandom | tr -d ' \n')"
    # The tap says it is a phone: as curl it would be counted among the bots.
    cat <<TEXT
Make a link, tap it, and read its stats (all credentials: $ONELINK_DATA/credentials.json):

  curl -u '$user' '$admin/links' -H 'Content-Type: application/json' -d '{"slug":"$slug","url":"https://example.com/welcome"}'
  curl -i '$edge/$slug' -A 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
  curl -u '$user' '$admin/links/$slug/stats?groupBy=platform'

TEXT
}
