#!/bin/sh
# Makes .venv with the first Python that is recent enough and installs what is named in it: sh tools/venv.sh '.[dev]'
set -eu

fin() {
    printf '\n' >&2
    printf '%s\n' "$@" >&2
    exit 1
}

trouver_python() {
    for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(trouver_python)
    [ -n "$python" ] || fin "Il faut Python 3.11 ou plus récent." \
        "Installez-le (Debian, Ubuntu : sudo apt install python3 python3-venv ; macOS : brew install python)," \
        "ou indiquez où il se trouve : make PYTHON=/chemin/vers/python3 …"
    "$python" -m venv --clear .venv >/dev/null 2>&1 || {
        rm -rf .venv
        fin "$("$python" --version) est là, mais pas son module « venv »." \
            "Debian, Ubuntu : sudo apt install python3-venv, puis recommencez."
    }
fi

echo "Installation dans .venv (une à deux minutes la première fois)…" >&2
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable "$1" || fin \
    "L'installation n'a pas abouti (le détail est ci-dessus)." \
    "Vérifiez l'accès au réseau, puis recommencez la même commande."
