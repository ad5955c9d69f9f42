#!/bin/sh
# Waits until a machine has booted and applied its Ignition config, and then removes the config from the hypervisor.
# Environment: that of the channel, NAME, BOOT_SECONDS.
set -eu
# shellcheck source=/dev/null
. "$(dirname "$0")/../shell/lib.sh"
# shellcheck source=/dev/null
. "$(dirname "$0")/channel.sh"

domain="$INSTANCE-$NAME"
words=$(mktemp)
trap 'rm -f "$words"' EXIT

# SSH answers with the key that the config brings, so whoever gets in knows that it was applied.
has_booted() { in_machine "$NAME" true < /dev/null > /dev/null 2> "$words"; }
seen() { echo "it is $(machine_state "$NAME"); ssh: $(tail --lines=1 "$words")"; }

began=$(date +%s)
shown=$began
until has_booted; do
  now=$(date +%s)
  case $(machine_state "$NAME") in
    running | paused | missing) ;;
    *)
      give_up "$NAME has switched itself off before it had booted" "where=domain $domain at $LIBVIRT_URI" "seen=$(seen)" \
        "why=Ignition could not apply the config, or the image does not boot" \
        "remedy=read its console on the hypervisor, $CONSOLE_LOG; then run \"pulumi up\" again after: pulumi config set --path machineGenerations.$NAME 2"
      ;;
  esac
  [ $((now - began)) -lt "$BOOT_SECONDS" ] ||
    give_up "$NAME has not booted within $BOOT_SECONDS s" "where=domain $domain at $LIBVIRT_URI" "seen=$(seen)" \
      "why=the machine hangs in its boot, or this host does not reach its address" \
      "remedy=read its console on the hypervisor, $CONSOLE_LOG; then run \"pulumi up\" again"
  if [ $((now - shown)) -ge 15 ]; then
    shown=$now
    echo "waiting up to $((BOOT_SECONDS - now + began)) s more for $NAME to boot (last: $(seen))" >&2
  fi
  sleep 0.5
done
echo "$NAME has booted after $(($(date +%s) - began)) s" >&2

# A domain that starts again wants every file that its definition names, and this one shall be gone.
virsh_quiet dumpxml --inactive "$domain" | sed '/<qemu:commandline>/,/<\/qemu:commandline>/d' > "$words"
step "the definition of $NAME cannot be changed" "domain $domain" virsh_quiet define "$words"
"$(dirname "$0")/ignition-down.sh"
echo "$domain"
