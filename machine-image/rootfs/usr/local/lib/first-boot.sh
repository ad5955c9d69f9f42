# What the first boots of all kinds of machine have in common; first-boot reads this.

log=/run/first-boot.log

fail() {
  echo "first-boot: $*" >&2
  exit 1
}

# Ignition quotes a bad source in full, and sources hold keys: data URLs never leave the machine.
reason() {
  grep -E 'CRITICAL|failed|rror' "$log" | grep -v 'failed to log systemd journal entry' |
    sed -E 's/data:[^"[:space:]]*/data:(not shown)/g' >&2
}

# Applies the config that Ignition finds where its platform $1 has it.
ignite() {
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

# Removes Ignition's own copies of the config, and what it said of it.
forget() {
  rm -rf /run/ignition.json /run/ignition "$log"
}
