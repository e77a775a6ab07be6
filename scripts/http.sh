# Helpers of the scripts that drive a running server; to be sourced.

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# A free port of the loopback interface.
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Waits until the server at $1 answers at all, for at most ten seconds; fails when process $2 has ended.
wait_for() {
    local deadline=$((SECONDS + 10))
    until curl -s -o /dev/null --max-time 2 "$1"; do
        kill -0 "$2" 2>/dev/null || fail "the server has ended before it answered"
        [ $SECONDS -lt $deadline ] || fail "the server does not answer at $1"
    done
}

# expect STATUS TEXT CURL-ARGUMENTS…: one request; its status must be STATUS, and TEXT must stand in head or body.
expect() {
    local status=$1 text=$2 answer
    shift 2
    answer=$(curl -s -i --max-time 20 "$@" | tr -d '\r') || fail "no answer: curl $*"
    [ "$(printf '%s' "$answer" | awk 'NR == 1 { print $2 }')" = "$status" ] \
        || fail "wanted $status, got: $(printf '%s' "$answer" | head -n 1)"
    case $answer in *"$text"*) ;; *) fail "wanted '$text' in: $answer" ;; esac
    checks=$((${checks:-0} + 1))
}

# member NAME: the text member NAME of the JSON object on standard input.
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
