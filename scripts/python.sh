# Helpers of the scripts that run Python; to be sourced.

# install FOLDER REQUIREMENTS: Python packages, unless they are there already.
install() {
    cmp -s "$2" "$1/requirements.txt" && return
    rm -rf "$1"
    python3 -m venv "$1" || { echo "error: install python3-venv, then try again" >&2; exit 69; }
    "$1/bin/pip" install --quiet --disable-pip-version-check --requirement "$2"
    cp "$2" "$1/requirements.txt"
}
