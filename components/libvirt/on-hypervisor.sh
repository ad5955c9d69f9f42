#!/bin/sh
# Runs on the hypervisor, after components/shell/lib.sh and the function "files" (manifests/shell-archive.ts) in the same
# shell: "up" has the load balancer be as the files say, "down" leaves nothing of it. Environment: INSTANCE, BRIDGE.
set -eu

folder=/etc/hardway/${INSTANCE#hardway-}
unit=$INSTANCE-load-balancer.service
socket=/run/$INSTANCE/haproxy.sock
where="$unit on $(uname -n)"
# There until all that was put is taken up: a run that was cut off is finished by the next one.
pending=$folder/.pending
given=

# Puts the file on standard input in its place, in one step, unless it is there as it shall be: MODE, PATH.
put() {
  given="$given $2"
  new=$(dirname "$2")/.$(basename "$2").new
  cat > "$new"
  chmod "$1" "$new"
  if cmp --silent "$new" "$2" && [ "$(stat --format %a "$2")" = "$1" ]; then
    rm "$new"
  else
    : > "$pending"
    mv "$new" "$2"
    echo "$(uname -n): has written $2" >&2
  fi
}

# The process of HAProxy that takes orders.
process() { echo "show info" | socat -t 5 - "UNIX-CONNECT:$socket" 2> /dev/null | sed -n 's/^Pid: //p'; }
another_process() { now=$(process) && [ -n "$now" ] && [ "$now" != "$before" ]; }

# Has systemd do something with the unit, whose own words tell why it cannot: WHAT (it failed to do), ORDER...
order() {
  what=$1
  shift
  timeout 100 systemctl --quiet "$@" "$unit" 2> /dev/null ||
    give_up "$what" "where=$where" "seen=$(journalctl --quiet --no-pager --lines=5 --output=cat --unit "$unit")" \
      "why=the last words of the unit are all that is known: somebody else may have the port of the API" \
      "remedy=see journalctl --unit $unit there, mend that, and run \"pulumi up\" again"
}

reload() {
  before=$(process)
  order "the load balancer cannot take its new files up" reload
  deadline=$(($(date +%s) + 30))
  until another_process; do
    [ "$(date +%s)" -lt "$deadline" ] ||
      give_up "the load balancer does not take its new files up" "where=$where" "seen=the process $before still takes orders" \
        "why=HAProxy could not start a new one; its journal has the reason" \
        "remedy=see journalctl --unit $unit there, then run \"pulumi up\" again"
    sleep 0.1
  done
}

up() {
  umask 077
  mkdir -p "$folder"
  files
  put 600 "$folder/bridge" << END
BRIDGE=$BRIDGE
END
  for path in "$folder"/*; do
    case " $given " in *" $path "*) ;; *) rm "$path" ;; esac
  done
  systemctl daemon-reload
  if ! systemctl is-active --quiet "$unit"; then
    order "the load balancer cannot be started" restart
  elif [ -e "$pending" ]; then
    reload
  fi
  order "the load balancer cannot be started at every boot" enable
  rm -f "$pending"
}

down() {
  if [ -e "/etc/systemd/system/$unit" ]; then
    order "the load balancer cannot be stopped" disable --now
  fi
  rm -rf "$folder" "/etc/systemd/system/$unit" "/etc/systemd/system/.$unit.new"
  systemctl daemon-reload
  if [ -d /etc/hardway ]; then rmdir --ignore-fail-on-non-empty /etc/hardway; fi
}

# The last thing that the shell reads: of a script that was cut off on its way nothing is done.
case $1 in
  up | down) "$1" < /dev/null ;;
esac
