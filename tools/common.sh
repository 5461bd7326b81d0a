# shellcheck shell=bash
# Words to the user, and processes that are known by pid and start time (a pid alone may have been given to another process).

say() { printf '==> %s\n' "$*"; }
die() { printf 'flexportal: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" -eq 0 ]; }

prepare_local() {
    mkdir -p "$LOCAL" 2>/dev/null || die "cannot write in $LOCAL: run as the user who owns this folder"
    chmod 711 "$LOCAL" 2>/dev/null || true
    [ -w "$LOCAL" ] || die "$LOCAL belongs to another user: run as $(stat -c %U "$LOCAL"), or work in a clone of your own"
}

# Distinguishes clones on one machine: names of state folders and sockets carry it.
place_key() { printf '%s' "$ROOT" | sha256sum | cut -c1-12; }

# Field 22 of /proc/PID/stat, counted after the command's closing bracket because the name may hold spaces.
started_at() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    printf '%s\n' "${20}"
}

remember_pid() { printf '%s %s\n' "$2" "$(started_at "$2")" >"$1"; }

# Prints the pid in a file made by remember_pid if that very process still lives.
living_pid() {
    local pid start
    [ -r "$1" ] || return 1
    read -r pid start <"$1" || return 1
    [ -n "$start" ] && [ "$(started_at "$pid")" = "$start" ] || return 1
    case $(sed 's/.*) \(.\).*/\1/' "/proc/$pid/stat" 2>/dev/null) in Z | '') return 1 ;; esac
    printf '%s\n' "$pid"
}

# Waits until a process is gone; the second argument is the number of seconds.
wait_gone() {
    local i
    for ((i = 0; i < $2 * 10; i++)); do
        [ -d "/proc/$1" ] || return 0
        case $(sed 's/.*) \(.\).*/\1/' "/proc/$1/stat" 2>/dev/null) in Z | '') return 0 ;; esac
        sleep 0.1
    done
    return 1
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# One up or down at a time in a clone. Some patience, as a step of a killed script may still be ending.
lock_place() {
    exec 9>"$LOCAL/lock"
    flock -w 10 9 || die "another ./flexportal is at work in this folder: stop that one with Ctrl-C, or wait until it is ready"
}
