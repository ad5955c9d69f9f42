#!/bin/sh
# Refuses a host on which MicroShift could not be stood up, before anything is changed ("up"); "down" forgets the host.
# Values: PACKAGES (redhat, community, installed), VERSION, STACK, ROOM_MIB, WILDCARD_DNS (yes or no).
set -eu

unfit() {
  what=$1 seen=$2 why=$3 remedy=$4
  give_up "$what" "where=$HOST, of which nothing was changed" "seen=$seen" "why=$why" "remedy=$remedy"
}

# shellcheck source=/dev/null
release() (. /etc/os-release && echo "$ID ${VERSION_ID:-}")

check_system() {
  [ -d /run/systemd/system ] || unfit "$HOST does not run systemd" "$(ps --format comm= 1) is its first process" \
    "MicroShift is a service of systemd" "take another host"
  case $(uname -m) in
    x86_64 | aarch64) ;;
    *) unfit "MicroShift does not run on $HOST" "$(uname -m)" "there are packages for x86_64 and aarch64 alone" \
      "take another host" ;;
  esac
}

check_packages() {
  if [ "$PACKAGES" = installed ]; then
    [ ! -s "$STATE/packages" ] || unfit "the packages on $HOST cannot become somebody else's" "$STATE/packages: $(tr '\n' ' ' < "$STATE/packages")" \
      "this stack has installed them, and would remove them from under a MicroShift that runs" \
      "set microshift.packages to what it was, or run \"pulumi destroy\" first"
    [ -x "$(command -v microshift)" ] || unfit "MicroShift is not in the operating system of $HOST" "no program microshift" \
      "microshift.packages is installed, so this program brings none" "pulumi config set --path microshift.packages redhat"
    return
  fi
  [ ! -e /run/ostree-booted ] || unfit "packages cannot be installed on $HOST" "/run/ostree-booted" \
    "its operating system is an image" \
    "have MicroShift in the image, and pulumi config set --path microshift.packages installed"
  case "$PACKAGES $(release)" in
    "redhat rhel 9."*) check_subscription ;;
    "redhat "*) unfit "Red Hat's packages cannot be installed on $HOST" "$(release)" \
      "they are for RHEL 9, and microshift.packages is redhat" \
      "take a host with RHEL 9, or pulumi config set --path microshift.packages community" ;;
    "community rhel "* | "community centos "* | "community fedora "*) ;;
    *) unfit "the community's packages cannot be installed on $HOST" "$(release)" \
      "they are for RHEL, CentOS Stream and Fedora" "take a host with one of these" ;;
  esac
}

check_subscription() {
  seen=$(subscription-manager identity 2>&1) || unfit "$HOST has no subscription" "$seen" \
    "Red Hat's repositories are open to registered hosts alone" \
    'register it (subscription-manager register), then run "pulumi up" again'
}

# Packages of another version are a matter of a backup and of its order, and no by-product of an "up".
check_version() {
  [ "$PACKAGES" = redhat ] || return 0
  rpm --query --quiet microshift || return 0
  there=$(rpm --query --queryformat '%{VERSION}' microshift)
  case $there in
    "$VERSION."*) ;;
    *) unfit "MicroShift on $HOST is of another version" "microshift $there; microshift.version is $VERSION" \
      "this program updates no packages: what MicroShift reads and runs would be another version's" \
      "back its data up, enable the repositories of $VERSION and update it there (dnf update), or set microshift.version to what it is, $AGAIN" ;;
  esac
}

check_owner() {
  if [ -e "$STATE/stack" ]; then
    owner=$(cat "$STATE/stack")
    [ "$owner" = "$STACK" ] || unfit "$HOST is another stack's" "$STATE/stack: $owner" \
      "one host runs one MicroShift" "run \"pulumi destroy\" of stack $owner first, or take another host"
  elif [ "$PACKAGES" != installed ] && [ -e /var/lib/microshift/resources ]; then
    unfit "$HOST has a MicroShift that is not this stack's" "/var/lib/microshift/resources" \
      "it would be configured anew, and its data deleted by destroy" \
      "take another host; or where it is not needed any more: microshift-cleanup-data --all"
  fi
}

check_room() {
  [ -e "$STATE/stack" ] || need_room "MicroShift and its images have no room on $HOST" /var/lib "$ROOM_MIB"
}

check_dns() {
  [ "$WILDCARD_DNS" = yes ] || return 0
  is_active NetworkManager.service || unfit "*.apps cannot be answered for on $HOST" "NetworkManager does not run" \
    "it is the one that starts dnsmasq for this" "have the host's network in NetworkManager's hands, or pulumi config rm --path microshift.wildcardDns"
  ! is_active dnsmasq.service || unfit "*.apps cannot be answered for on $HOST" "dnsmasq.service runs" \
    "it has port 53, and the dnsmasq that NetworkManager starts needs that" \
    'systemctl disable --now dnsmasq.service, then run "pulumi up" again'
}

up() {
  check_system
  check_owner
  check_packages
  check_version
  check_room
  check_dns
  (umask 077 && mkdir -p "$STATE")
  echo "$STACK" > "$STATE/stack"
  echo "$HOST: $(release)"
  # As MicroShift calls its node where nothing else is said: by the host's name, in lower case.
  echo "node $(uname -n | tr '[:upper:]' '[:lower:]')"
}

down() {
  rm -rf "$STATE"
  rmdir --ignore-fail-on-non-empty "$(dirname "$STATE")"
}

case $ORDER in up | down) "$ORDER" ;; esac
