#!/bin/sh
# Waits for a virtual machine; it is sourced, after channel.sh and the library of components/shell. Environment: that of the
# channel, NAME.

# Waits until a program in the machine ends well, by SSH, which answers with the key that the machine's config brings: GOAL
# (a participle: what the machine has done then), SECONDS, PROGRAM... In WHY_OFF and WHY_LATE stands why a machine may
# switch itself off before, or take longer, and in LOOK how a user sees what it does.
wait_for_machine() {
  goal=$1 seconds=$2
  shift 2
  domain="$INSTANCE-$NAME"
  words=$(mktemp)
  trap 'rm -f "$words"' EXIT
  began=$(date +%s)
  shown=$began
  until in_machine "$NAME" "$@" < /dev/null > /dev/null 2> "$words"; do
    now=$(date +%s)
    last=$(tail --lines=1 "$words")
    seen="it is $(machine_state "$NAME"); ssh: ${last:-it answers}"
    case $seen in
      "it is running;"* | "it is paused;"* | "it is missing;"*) ;;
      *)
        give_up "$NAME has switched itself off before it had $goal" "where=domain $domain at $LIBVIRT_URI" "seen=$seen" \
          "why=$WHY_OFF" \
          "remedy=$LOOK; then run \"pulumi up\" again after: pulumi config set --path machineGenerations.$NAME 2"
        ;;
    esac
    [ $((now - began)) -lt "$seconds" ] ||
      give_up "$NAME has not $goal within $seconds s" "where=domain $domain at $LIBVIRT_URI" "seen=$seen" \
        "why=$WHY_LATE" "remedy=$LOOK; then run \"pulumi up\" again"
    if [ $((now - shown)) -ge 15 ]; then
      shown=$now
      echo "waiting up to $((seconds - now + began)) s more until $NAME has $goal (last: $seen)" >&2
    fi
    sleep 0.5
  done
  rm "$words"
  echo "$NAME has $goal after $(($(date +%s) - began)) s" >&2
}

# Takes lines out of the machine's definition, which the domain has from its next start on: a domain that starts again wants
# every file that its definition names. SED PROGRAM.
redefine_without() {
  virsh_quiet dumpxml --inactive "$INSTANCE-$NAME" | sed "$1" |
    step "the definition of $NAME cannot be changed" "domain $INSTANCE-$NAME" virsh_quiet define /dev/stdin
}
