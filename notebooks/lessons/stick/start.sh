#!/bin/sh
# Sucht ein Python, zu dem die Pakete dieses Ordners passen, und startet die Lektionen.
cd "$(dirname "$0")" || exit 1
for python in python3.14 python3.13 python3.12 python3.11; do
  # Manche gibt es nur dem Namen nach: Erst der Versuch zeigt, ob dahinter ein Python steht.
  if "$python" -c "" 2>/dev/null; then
    exec "$python" start.py "$@"
  fi
done
echo "Auf diesem Rechner fehlt Python 3.11 bis 3.14: siehe LIESMICH.txt." >&2
exit 1
