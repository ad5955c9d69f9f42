#!/bin/sh
# Has the repositories enabled that the packages are in ("up"), and disables those that it has enabled ("down").
# Values: PACKAGES (redhat or community), REPOSITORIES, each on a line, with @ARCH@ for the architecture.
set -eu

wanted() { printf '%s\n' "$REPOSITORIES" | sed "s/@ARCH@/$(uname -m)/"; }

enabled_redhat() { subscription-manager repos --list-enabled | sed -n 's/^Repo ID: *//p'; }
enable_redhat() { subscription-manager repos --enable "$1" 2>&1; }
disable_redhat() { subscription-manager repos --disable "$1" 2>&1; }

enabled_community() { dnf --quiet copr list --enabled | sed 's|^[^/]*/||'; }
enable_community() { dnf --quiet --assumeyes copr enable "$1" 2>&1; }
disable_community() { dnf --quiet --assumeyes copr disable "$1" 2>&1; }

# dnf has the word copr from a plugin.
need_plugin() {
  [ "$PACKAGES" = community ] || return 0
  ! rpm --query --quiet --whatprovides "dnf-command(copr)" || return 0
  step "dnf cannot be given its command copr" "$HOST" dnf --assumeyes install "dnf-command(copr)"
  remember plugin "$(rpm --query --queryformat '%{NAME}\n' --whatprovides "dnf-command(copr)")"
}

up() {
  need_plugin
  enabled=$("enabled_$PACKAGES")
  for name in $(wanted); do
    if ! printf '%s\n' "$enabled" | grep --quiet --line-regexp --fixed-strings -e "$name"; then enable_one "$name"; fi
  done
  disable_but "$(wanted)"
}

enable_one() {
  remember repositories "$1"
  if seen=$("enable_$PACKAGES" "$1"); then
    echo "$HOST: has enabled repository $1" >&2
  else
    forget repositories "$1"
    give_up "repository $1 cannot be enabled" "where=$HOST" "seen=$seen" \
      "why=the host's subscription does not have it, or there is none for this version" \
      "remedy=look at what it has (subscription-manager repos --list), set microshift.version or microshift.gitopsChannel, $AGAIN"
  fi
}

# Disables what this program has enabled, but those of a list.
disable_but() {
  for name in $(remembered repositories); do
    case "
$1
" in *"
$name
"*) continue ;; esac
    seen=$("disable_$PACKAGES" "$name") ||
      give_up "repository $name cannot be disabled" "where=$HOST" "seen=$seen" "why=its own words are above" \
        "remedy=disable it by hand, and take it out of $STATE/repositories"
    forget repositories "$name"
    echo "$HOST: has disabled repository $name" >&2
  done
}

down() {
  disable_but ""
  for name in $(remembered plugin); do
    step "$name cannot be removed" "$HOST" dnf --assumeyes remove "$name"
  done
}

case $ORDER in up | down) "$ORDER" ;; esac
