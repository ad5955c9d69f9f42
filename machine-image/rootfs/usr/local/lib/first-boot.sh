#!/bin/sh
# What the first boots of all kinds of machine have in common; first-boot reads this.

log=/run/first-boot.log
# The accounts as the image has them, until the config is applied.
kept=/etc/ignition/accounts

fail() {
  echo "first-boot: $*" >&2
  exit 1
}

# Ignition quotes a bad source in full, and sources hold keys: data URLs never leave the machine.
reason() {
  grep -E 'CRITICAL|failed|rror' "$log" | grep -v 'failed to log systemd journal entry' |
    sed -E 's/data:[^"[:space:]]*/data:(not shown)/g' >&2
}

# Ignition makes a group once and fails where it is there already: after an interruption, the accounts are the image's
# again. The rename comes when the copy is on the disk.
begin_with_own_accounts() {
  accounts="passwd group shadow gshadow subuid subgid"
  for name in $accounts; do rm -f "/etc/$name.lock"; done
  if [ -d "$kept" ]; then
    cp -a "$kept"/* /etc/
    return
  fi
  rm -rf "$kept.new"
  mkdir -p "$kept.new"
  for name in $accounts; do
    if [ -e "/etc/$name" ]; then cp -a "/etc/$name" "$kept.new/"; fi
  done
  sync
  mv "$kept.new" "$kept"
}

# Applies the config that Ignition finds where its platform $1 has it.
ignite() {
  begin_with_own_accounts
  for stage in fetch disks files; do
    # To a file: by default Ignition writes to /dev/kmsg, the kernel log of the host.
    if ! ignition --root / --platform "$1" --stage "$stage" --log-to-stdout > "$log" 2>&1; then
      reason
      fail "Ignition failed in its stage '$stage' for the reason above; the machine does not start"
    fi
  done
  # systemd itself presets units only at what it takes for a first boot, which this is not (facts, 10).
  preset=/etc/systemd/system-preset/20-ignition.preset
  if [ -e "$preset" ]; then
    awk '$1 == "enable" || $1 == "disable" { print $2 }' "$preset" |
      xargs -r systemctl --root=/ --quiet preset
  fi
}

# Removes Ignition's own copies of the config, what it said of it, and the accounts as they were.
forget() {
  rm -rf /run/ignition.json /run/ignition "$log" "$kept"
}
