#!/bin/sh
# Für den Finder von macOS, der nur Dateien mit dieser Endung auf Doppelklick ausführt.
exec sh "$(dirname "$0")/start.sh" "$@"
