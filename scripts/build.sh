# shellcheck shell=bash
# Publishes each process to artifacts/NAME, and only when something that goes into it has changed.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
# Neither MSBuild nor the compiler stays behind when the script ends.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

# Where the solution has been built: what is published is taken from there and not compiled once more.
SOLUTION_IS_BUILT=''

readonly BUILD_LOGS="$ARTIFACTS/logs"

# Who runs OneLink does not wait for the analyzers, which take longer than the compiler: the solution's build has them, and
# what is built here lies apart from it, so that nothing there passes for analysed.
readonly UNANALYSED=(-p:RunAnalyzers=false)

declare -rA PROJECT_OF=(
    [clickhouse]=analytics/Embedded/OneLink.Analytics.Embedded.csproj
    [admin]=admin/OneLink.Admin.csproj
    [dashboard]=admin/Dashboard/web/package.json
    [edge]=edge/OneLink.Edge.csproj
    [edge-jit]=edge/OneLink.Edge.csproj
)

binary_of() {
    printf '%s/%s/onelink-%s' "$ARTIFACTS" "$1" "${1%-jit}"
}

# build NAME...: afterwards artifacts/NAME holds what the sources say now.
build() {
    local name stamp lock stale=()
    for name in "$@"; do
        [[ "$(build_of "$name")" == "$(fingerprint "$name")" ]] || stale+=("$name")
    done
    ((${#stale[@]} > 0)) || return 0
    require_free_disk "$ARTIFACTS" "$BUILD_NEED_MIB" "building"
    mkdir -p "$BUILD_LOGS"
    exec {lock}>"$ARTIFACTS/.lock"
    if ! flock -n "$lock"; then
        say "another onelink is building here; waiting for it"
        flock "$lock"
    fi
    for name in "${stale[@]}"; do
        # Taken before building: a source that changes meanwhile makes the result stale, not the stamp wrong.
        stamp="$(fingerprint "$name")"
        [[ "$(build_of "$name")" == "$stamp" ]] || publish "$name" "$stamp"
    done
    exec {lock}>&-
}

# The stamp of what was published last; nothing when nothing was.
build_of() { cat "$ARTIFACTS/$1/.build" 2>/dev/null || true; }

# One hash over everything that goes into a process: the sources of its project and of those it references, what
# is set for all projects, how it is published here, and the SDK. The dashboard lies in the admin's folder and is built
# apart from it, by Node, with a client of the API as it is described.
fingerprint() {
    local -A folders=()
    local apart="$ROOT/${PROJECT_OF[dashboard]%/*}"
    collect_folders "$ROOT/${PROJECT_OF[$1]}"
    {
        cd "$ROOT"
        if [[ "$1" == dashboard ]]; then
            printf '%s %s\n' "$1" "$(node --version 2>/dev/null || true)"
            sha256sum scripts/build.sh docs/api/openapi.json
            apart=''
        else
            printf '%s %s\n' "$1" "$SDK_VERSION"
            sha256sum Directory.Build.props Directory.Packages.props global.json .editorconfig BannedSymbols.txt scripts/build.sh
        fi
        find "${!folders[@]}" -type d \( -name bin -o -name obj -o -name node_modules -o -path "$apart" \) -prune -o -type f -print0 |
            LC_ALL=C sort -z | xargs -0 sha256sum
    } | sha256sum | cut -d ' ' -f 1
}

# Fills `folders` of the caller with the project's folder and those of the projects that it references.
collect_folders() {
    local folder reference
    folder="$(dirname -- "$1")"
    [[ -z "${folders[$folder]:-}" ]] || return 0
    folders[$folder]=1
    while IFS= read -r reference; do
        collect_folders "$(realpath -m -- "$folder/$reference")"
    done < <(sed -n 's/.*<ProjectReference Include="\([^"]*\)".*/\1/p' "$1")
}

publish() {
    local name="$1" stamp="$2" staging="$ARTIFACTS/.staging/$1"
    rm -rf -- "$staging"
    if [[ "$name" == edge ]]; then
        publish_native "$staging"
    elif [[ "$name" == dashboard ]]; then
        publish_dashboard "$staging"
    else
        say "building the $(title_of "$name")"
        publish_managed "$name" "$staging"
    fi
    printf '%s' "$stamp" >"$staging/.build"
    # Replaced whole: a file that the new build no longer has must not stay.
    rm -rf -- "${ARTIFACTS:?}/$name"
    mv -- "$staging" "$ARTIFACTS/$name"
}

publish_managed() {
    local name="$1" staging="$2" how=("${UNANALYSED[@]}" --artifacts-path "$ARTIFACTS/build/managed")
    [[ -z "$SOLUTION_IS_BUILT" ]] || how=(--no-build)
    run_dotnet "publish-$name" publish "$ROOT/${PROJECT_OF[$name]}" -c Release -o "$staging" "${how[@]}" \
        -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false ||
        die "the $(title_of "$name") did not build; $BUILD_LOGS/publish-$name.log has the whole log"
}

# Packages are installed again only when the lock file says others.
publish_dashboard() {
    local staging="$1" folder="$ROOT/${PROJECT_OF[dashboard]%/*}" log="$BUILD_LOGS/publish-dashboard.log" installed wanted
    command -v npm >/dev/null || die "needs Node 20.19 or newer with npm, to build the dashboard"
    say "building the dashboard"
    installed="$folder/node_modules/.onelink-installed"
    wanted="$(sha256sum "$folder/package-lock.json" | cut -d ' ' -f 1)"
    if [[ "$(cat "$installed" 2>/dev/null || true)" != "$wanted" ]]; then
        (cd "$folder" && run npm ci --no-audit --no-fund) >"$log" 2>&1 ||
            die "the dashboard's packages could not be installed; $log has the whole log"
        printf '%s' "$wanted" >"$installed"
    fi
    mkdir -p -- "$staging"
    if ! (cd "$folder" && run npm run build -- --outDir "$staging" --emptyOutDir) >>"$log" 2>&1; then
        tail -n 20 "$log" | quote >&2
        die "the dashboard did not build; $log has the whole log"
    fi
}

publish_native() {
    local staging="$1" intermediate="$ARTIFACTS/build/edge" log="$BUILD_LOGS/publish-edge.log"
    require_c_linker
    say "building the edge as a native binary (this takes a minute or two)"
    # A folder of its own: restoring for native code must not disturb the ordinary build's state.
    if ! run_dotnet publish-edge publish "$ROOT/${PROJECT_OF[edge]}" -c Release -r "$(runtime_identifier)" -p:OneLinkAot=true "${UNANALYSED[@]}" \
        --artifacts-path "$intermediate" -o "$staging" \
        -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false \
        -p:CppCompilerAndLinker="$(c_linker)"; then
        die "the native edge did not build; $log has the whole log"
    fi
    # What the native compiler warns of may fail at run time only, in the one path that no test takes.
    if grep -E 'warning (IL|AOT)[0-9]+' "$log" | sort -u >"$BUILD_LOGS/native-warnings.log"; then
        quote <"$BUILD_LOGS/native-warnings.log" >&2
        # Else the next build would find its object file up to date and say nothing.
        rm -rf -- "$intermediate"
        die "the native compiler warned about our code; see the lines above"
    fi
}

runtime_identifier() {
    case "$(uname -m)" in
        x86_64) printf 'linux-x64' ;;
        aarch64) printf 'linux-arm64' ;;
        *) die "there is no .NET runtime pack for a $(uname -m) machine" ;;
    esac
}

# run_dotnet LOG-NAME ARGUMENT...: quiet when it goes well, its errors when it does not.
run_dotnet() {
    local log="$BUILD_LOGS/$1.log"
    shift
    mkdir -p "$BUILD_LOGS"
    run dotnet "$@" >"$log" 2>&1 && return 0
    show_errors "$log"
    return 1
}

show_errors() {
    local errors
    errors="$(grep -E '(error|warning) [A-Z]+[0-9]+|^error|: error' "$1" | sed "s#$ROOT/##g" | sort -u | head -n 20 || true)"
    [[ -n "$errors" ]] || errors="$(tail -n 20 "$1")"
    quote <<<"$errors" >&2
}

publish_edge() {
    require_sdk
    build edge
    say "$(binary_of edge) ($(du -h "$(binary_of edge)" | cut -f 1))"
}
