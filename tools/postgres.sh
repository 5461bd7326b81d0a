# shellcheck shell=bash
# A private PostgreSQL cluster, reached by its socket only: the socket's folder is closed to other users, so no password is needed.
# A "place" is a folder that the server's user owns, with data/, run/ (the socket) and log in it.

# PostgreSQL refuses to run as root: then it runs as postgres, or as nobody where that user does not exist.
server_user() { if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi; }

as_server() {
    if is_root; then
        local user
        user=$(server_user)
        (cd / && exec setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups env HOME=/ LC_ALL=C "$@")
    else
        (cd / && exec env LC_ALL=C "$@")
    fi
}

# Where the cluster of this clone lives: below .local, or in the system's state folder where the server's user may not enter the project's folder.
portal_place() {
    local inside=$LOCAL/pg outside
    outside=/var/lib/flexportal-$(place_key)
    if [ -d "$outside/data" ]; then echo "$outside"; return; fi
    if ! is_root || [ -d "$inside/data" ]; then echo "$inside"; return; fi
    if as_server test -x "$LOCAL" && as_server test -x "$(server_binaries)"; then echo "$inside"; else echo "$outside"; fi
}

# A folder outside of the clone outlives it. Without the keys in .local nobody can read its data: a new clone at the same path starts anew and keeps the old ones aside.
leave_former_clone() {
    local outside aside
    outside=/var/lib/flexportal-$(place_key)
    if [ "$1" != "$outside" ] || [ ! -d "$outside/data" ] || [ -e "$LOCAL/keys/master.key" ]; then return; fi
    aside=$outside-left-$(date +%Y%m%d-%H%M%S)
    say "a former clone's database is in $outside, its keys are gone: moved to $aside"
    postgres_stop "$outside"
    mv "$outside" "$aside"
}

# As root the npm package's binaries must also be within the server user's reach.
server_binaries() {
    local bin copy
    bin=$(postgres_binaries) || die "no PostgreSQL binaries"
    if is_root && ! as_server test -x "$bin/postgres"; then
        copy=/var/lib/flexportal-$(place_key)-binaries
        [ -d "$copy" ] || cp -rL "$bin/.." "$copy"
        bin=$copy/bin
    fi
    printf '%s\n' "$bin"
}

# A socket's path must stay below 108 bytes.
socket_folder() {
    if [ "${#1}" -le 80 ]; then echo "$1/run"; else echo "/tmp/flexportal-$(printf '%s' "$1" | sha256sum | cut -c1-12)"; fi
}

own_folder() {
    mkdir -p "$1"
    if is_root; then chown "$(server_user)" "$1"; fi
    chmod 700 "$1"
    local owner=root
    if is_root; then owner=$(server_user); else owner=$(id -un); fi
    [ "$(stat -c %U "$1")" = "$owner" ] || die "$1 belongs to another user"
}

# The postmaster of a place: the pid it wrote itself, if that process really works in the place's data folder.
postgres_pid() {
    local pid
    pid=$(as_server head -n 1 "$1/data/postmaster.pid" 2>/dev/null) || return 1
    [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$1/data" ] || return 1
    printf '%s\n' "$pid"
}

# Server processes that outlived a killed postmaster hold its shared memory; they leave by themselves within moments.
orphans_in() {
    local link
    for link in /proc/[0-9]*/cwd; do
        if [ "$(readlink "$link" 2>/dev/null)" = "$1/data" ]; then link=${link%/cwd}; printf '%s\n' "${link#/proc/}"; fi
    done
}

clear_after_kill() {
    local pid
    for pid in $(orphans_in "$1"); do wait_gone "$pid" 10 || kill -KILL "$pid" 2>/dev/null || true; done
    # The number in the stale files may belong to a stranger or a zombie by now; PostgreSQL would then refuse to start.
    as_server rm -f "$1/data/postmaster.pid" "$2/.s.PGSQL.5432" "$2/.s.PGSQL.5432.lock"
}

postgres_start() {
    local place=$1 bin run extra=${2:-}
    bin=$(server_binaries)
    run=$(socket_folder "$place")
    if postgres_pid "$place" >/dev/null; then return; fi
    own_folder "$place"
    own_folder "$run"
    if ! as_server test -e "$place/data/PG_VERSION"; then
        as_server rm -rf "$place/data"
        as_server "$bin/initdb" -D "$place/data" -U flexportal -A trust -E UTF8 --locale=C.UTF-8 --no-instructions >"$LOCAL/initdb.log" 2>&1 ||
            { tail -n 5 "$LOCAL/initdb.log" >&2; die "initdb failed (see .local/initdb.log)"; }
    fi
    clear_after_kill "$place" "$run"
    as_server "$bin/pg_ctl" -D "$place/data" -l "$place/log" -w -t 60 -s \
        -o "-k '$run' -p 5432 -c listen_addresses='' -c max_connections=200 -c log_error_verbosity=terse -c log_parameter_max_length=0 $extra" start </dev/null >"$LOCAL/pg_ctl.log" 2>&1 9>&- || {
        as_server tail -n 10 "$place/log" >&2
        die "PostgreSQL did not start (log: $place/log)"
    }
}

postgres_stop() {
    local pid
    pid=$(postgres_pid "$1") || return 0
    kill -INT "$pid" 2>/dev/null || true
    wait_gone "$pid" 20 && return
    kill -QUIT "$pid" 2>/dev/null || true
    wait_gone "$pid" 10 || kill -KILL "$pid" 2>/dev/null || true
}

# The database named postgres is always there; the host makes its own beside it.
postgres_address() { printf 'Host=%s;Port=5432;Username=flexportal;Database=%s' "$(socket_folder "$1")" "$2"; }
