import type { FloatingPlan } from "./floating-plan";
import { ownAddressFunction } from "./own-address";

/** What NetworkManager tells its dispatcher when /etc/resolv.conf may have been written anew (NetworkManager-dispatcher(8)). */
const actions = ["up", "dhcp4-change", "dhcp6-change", "connectivity-change", "dns-change"] as const;

/**
 * The script by which a control plane asks its own CoreDNS first (facts: sno-plus.md, section 4). What it has written it does
 * not write again. The file keeps its place, as programs watch it and SELinux knows it by a label.
 */
export function forceDns({ domain, virtualRouter }: FloatingPlan): string {
  return `#!/bin/bash
# Makes this machine the first of its own name servers, and the cluster's domain the first to look in.
set -euo pipefail

# Who has no container runtime is no node of OpenShift, and has no CoreDNS of its own.
if ! command -v crictl >/dev/null; then exit 0; fi
case \${2:-} in
  ${actions.join(" | ")}) ;;
  *) exit 0 ;;
esac

${ownAddressFunction(virtualRouter)}
# NetworkManager may tell of a change before it has written the file, and nothing tells when it has.
sleep 2
read -r _ address <<<"$(own_address)"
if [ -z "$address" ]; then exit 0; fi

wanted=$(awk -v own="$address" -v domain='${domain}' '
  $1 == "search" || $1 == "domain" { for (i = 2; i <= NF; i++) if ($i != domain) search = search " " $i; next }
  $1 == "nameserver" { if ($2 != own) servers = servers "\\n" $0; next }
  { print }
  END { printf "search %s%s\\nnameserver %s%s\\n", domain, search, own, servers }
' /etc/resolv.conf)
if [ "$wanted" != "$(</etc/resolv.conf)" ]; then printf '%s\\n' "$wanted" >/etc/resolv.conf; fi
`;
}
