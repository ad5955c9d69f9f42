#!/bin/sh
# Refuses to change the files of a running machine. Environment: NAME.
set -eu

echo "the files of $NAME changed, and a running machine cannot be changed in place yet" >&2
echo "remedy: set the configuration back, or make the cluster anew: make destroy up" >&2
exit 1
