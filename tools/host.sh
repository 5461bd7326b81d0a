# shellcheck shell=bash
# Building and running the executable.

# A copy of the build's output: tests and tools may build again while the portal runs.
HOST_APP=$LOCAL/app
HOST_DLL=$HOST_APP/flexportal.dll
HOST_PID=$LOCAL/host.pid
HOST_LOG=$LOCAL/host.log
# Names the folder of our own cluster while the portal uses it.
PG_PLACE=$LOCAL/pg.place

require_sdk() {
    local dir
    # Where the SDK's own installer puts it: often not on the path, and never on sudo's.
    for dir in "${DOTNET_ROOT:-}" "${HOME:-/root}/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
        if ! have dotnet && [ -x "$dir/dotnet" ]; then PATH=$dir:$PATH; fi
    done
    have dotnet || die "the .NET 10 SDK is missing (https://dotnet.microsoft.com/download)"
    # Without ICU the dotnet command itself does not start.
    has_icu || require_for_up
    (cd "$ROOT" && dotnet --version) >/dev/null 2>&1 || die "the .NET 10 SDK is missing: global.json asks for 10.0.100 or a later 10.0"
}

# build PROJECT CONFIGURATION. The compiler server gets this clone's name, so that exactly this build's server can be stopped afterwards and others keep theirs.
# A compiler that lives for a minute is better off without profiles and with few collections: a fifth of its time.
build() {
    local log=$LOCAL/build.log status=0
    COMPILER=flexportal-$(place_key)-
    exec 8>"$LOCAL/build.lock"
    flock -n 8 || { say "waiting for another build in this folder"; flock 8; }
    # One that outlived its killed script would write into the same files.
    stop_build
    trap stop_build EXIT
    trap 'exit 130' INT TERM HUP
    (cd "$ROOT" && DOTNET_TieredPGO=0 DOTNET_gcConcurrent=0 DOTNET_GCgen0size=0x8000000 \
        dotnet build "$1" -c "$2" -nologo -v minimal -p:SharedCompilationId="$COMPILER$$" -p:RestoreLockedMode=true) >"$log" 2>&1 8>&- 9>&- || status=$?
    stop_build
    trap - EXIT INT TERM HUP
    exec 8>&-
    [ $status -ne 0 ] || return 0
    grep -E 'error' "$log" | sort -u | head -n 20 >&2
    if grep -q NU1301 "$log"; then die "no package source answers: the first build needs the network once, or warm package caches (log: .local/build.log)"; fi
    die "the build failed (log: .local/build.log)"
}

stop_build() {
    local pid
    for pid in /proc/[0-9]*; do
        pid=${pid#/proc/}
        if grep -qsF -e "$COMPILER" "/proc/$pid/cmdline"; then kill "$pid" 2>/dev/null || true; fi
    done
}

# Names, sizes and times of what the executable is made of.
source_state() {
    (cd "$ROOT" && find src Directory.Build.props Directory.Packages.props global.json \( -name bin -o -name obj \) -prune -o -type f -printf '%p %s %T@\n') |
        sort | sha256sum
}

build_host() {
    local stamp=$LOCAL/build.stamp sources
    sources=$(source_state)
    if [ -e "$HOST_DLL" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$sources" ]; then return; fi
    # What runs keeps its files; the next up takes the new ones.
    if [ -e "$HOST_DLL" ] && living_pid "$HOST_PID" >/dev/null; then return; fi
    say "building (the first time restores packages and takes a minute or more)"
    build src/Silo Local
    rm -rf "$HOST_APP.new" && cp -r "$ROOT/src/Silo/bin/Local/net10.0" "$HOST_APP.new"
    rm -rf "$HOST_APP" && mv "$HOST_APP.new" "$HOST_APP"
    printf '%s\n' "$sources" >"$stamp"
}

# The database the host uses: the one given, or our own cluster's.
database() {
    if [ -n "${FLEXPORTAL_DATABASE:-}" ]; then echo "$FLEXPORTAL_DATABASE"; else postgres_address "$(portal_place)" flexportal; fi
}

host_environment() {
    export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development} DOTNET_gcServer=0
    Flexportal__Database=$(database)
    export Flexportal__Database Flexportal__StateFolder=$LOCAL Flexportal__DemoFolder=$ROOT/demo
}

where_to_go() {
    local port=$1
    cat <<TEXT

  Portals         http://taldemo.localhost:$port    http://werkstad.localhost:$port
  Mails           http://localhost:$port/dev/mail   (files in .local/mail)
  Agency API      http://taldemo.localhost:$port/api/graphql   (keys in .local/demo.json)

  Sign in as (portal, e-mail address, password):
TEXT
    if [ -r "$LOCAL/demo-accounts.txt" ]; then sed 's/^/    /' "$LOCAL/demo-accounts.txt"; fi
    printf '\n  Open a portal, sign in, sign the first document: its code arrives under Mails.\n\n'
}

up() {
    local detach='' port=${FLEXPORTAL_PORT:-8080} pid
    case ${1:-} in --detach | -d) detach=1 ;; '') ;; *) die "up knows --detach only" ;; esac
    if ! [[ $port =~ ^[0-9]{1,5}$ ]] || ((10#$port < 1 || 10#$port > 65535)); then die "FLEXPORTAL_PORT must be a number from 1 to 65535, it is \"$port\""; fi
    prepare_local
    lock_place
    if already_up; then return; fi
    if port_taken "$port"; then
        die "port $port is taken by another program: stop it, or choose a free one: FLEXPORTAL_PORT=8090 ./flexportal up"
    fi
    require_for_up
    require_sdk
    build_host
    # From here on processes of their own sessions are started: whoever interrupts is not left with half of them.
    trap 'printf "\n"; stop_all; exit 130' INT TERM HUP
    if [ -z "${FLEXPORTAL_DATABASE:-}" ]; then
        say "starting PostgreSQL"
        leave_former_clone "$(portal_place)"
        portal_place >"$PG_PLACE"
        postgres_start "$(portal_place)"
    else
        stop_own_postgres
        rm -f "$PG_PLACE"
    fi
    say "starting the portal"
    host_start "$port"
    where_to_go "$port"
    exec 9>&-
    if [ -n "$detach" ]; then
        trap - INT TERM HUP
        say "runs in the background; ./flexportal down stops it"
    else
        say "Ctrl-C stops it"
        attend
    fi
}

# What runs and answers stays; what is dying, or has lost its database, is started anew.
already_up() {
    local pid port i
    pid=$(living_pid "$HOST_PID") || return 1
    port=$(cat "$LOCAL/host.port")
    if [ -r "$PG_PLACE" ]; then postgres_start "$(cat "$PG_PLACE")"; fi
    for ((i = 0; i < 20; i++)); do
        if ready "$port" && living_pid "$HOST_PID" >/dev/null; then
            say "Flexportal already runs (process $pid)"
            where_to_go "$port"
            return
        fi
        sleep 0.5
        living_pid "$HOST_PID" >/dev/null || return 1
    done
    say "Flexportal runs (process $pid) but does not answer: starting it anew"
    stop_all
    return 1
}

host_start() {
    local port=$1 i
    host_environment
    rm -f "$LOCAL/demo-accounts.txt"
    printf '%s\n' "$port" >"$LOCAL/host.port"
    # A session of its own: Ctrl-C reaches this script alone, which then stops the host and PostgreSQL in that order.
    # Mails, keys and logs are nobody else's business.
    (umask 077 && cd "$ROOT" && Flexportal__Port=$port exec setsid dotnet "$HOST_DLL" serve --demo </dev/null >"$HOST_LOG" 2>&1 9>&-) &
    disown $!
    remember_pid "$HOST_PID" $!
    for ((i = 0; i < 900; i++)); do
        if [ -r "$LOCAL/demo-accounts.txt" ] && ready "$port"; then return; fi
        if ! living_pid "$HOST_PID" >/dev/null; then
            tail -n 20 "$HOST_LOG" >&2
            stop_all
            die "the portal did not start (log: .local/host.log)"
        fi
        sleep 0.1
    done
    stop_all
    die "the portal was not ready within 90 seconds (log: .local/host.log)"
}

ready() { [ "$(curl -s -o /dev/null -w '%{http_code}' --max-time 5 "http://127.0.0.1:$1/health/ready")" = 200 ]; }

attend() {
    trap 'printf "\n"; stop_all; exit 0' INT TERM HUP
    while living_pid "$HOST_PID" >/dev/null; do sleep 1; done
    [ -e "$HOST_PID" ] || exit 0
    tail -n 20 "$HOST_LOG" >&2
    stop_all
    die "the portal ended by itself (log: .local/host.log)"
}

stop_all() {
    local pid
    if pid=$(living_pid "$HOST_PID"); then
        say "stopping the portal"
        kill -TERM "$pid" 2>/dev/null || true
        wait_gone "$pid" 25 || { kill -KILL "$pid" 2>/dev/null || true; wait_gone "$pid" 5 || true; }
    fi
    rm -f "$HOST_PID"
    stop_own_postgres
}

stop_own_postgres() {
    [ -r "$PG_PLACE" ] && postgres_pid "$(cat "$PG_PLACE")" >/dev/null || return 0
    say "stopping PostgreSQL"
    postgres_stop "$(cat "$PG_PLACE")"
}

down() {
    [ -d "$LOCAL" ] || { say "nothing runs"; return; }
    prepare_local
    lock_place
    stop_all
    say "stopped; the data stay (./flexportal up starts again)"
}

# Commands that need no server: arguments and exit code pass through untouched.
tool() {
    prepare_local
    require_sdk >&2
    build_host >&2
    export Flexportal__StateFolder=$LOCAL
    exec dotnet "$HOST_DLL" "$@"
}

agency() {
    if [ "${1:-}" != add ] || [ -z "${2:-}" ]; then die "usage: ./flexportal agency add SLUG"; fi
    living_pid "$HOST_PID" >/dev/null || die "the portal does not run: ./flexportal up --detach"
    host_environment
    Flexportal__Port=$(cat "$LOCAL/host.port")
    export Flexportal__Port
    exec dotnet "$HOST_DLL" agency "$@"
}

# Foreign files by the product's own way; the documents stay in the demo agency.
intake() {
    local work status=0
    prepare_local
    have python3 || die "python3 is missing: apt-get install python3"
    living_pid "$HOST_PID" >/dev/null || die "the portal does not run: ./flexportal up --detach"
    work=$(mktemp -d /tmp/flexportal-intake.XXXXXX)
    python3 "$ROOT/tools/intake.py" "$@" --work "$work" || status=$?
    rm -rf "$work"
    return $status
}

bench() {
    prepare_local
    require_for_test
    require_sdk
    say "building"
    build bench Release
    with_test_postgres
    dotnet "$ROOT/bench/bin/Release/net10.0/Flexportal.Bench.dll" "$@"
}
