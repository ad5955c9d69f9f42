import type { VirtualRouter } from "../../../topology/plan";

/**
 * A function for scripts that are the same on every control plane. The address tells the interface, and not the other way
 * round: OVN moves the address from the network card to a bridge of its own, br-ex, and the default route with it.
 */
export function ownAddressFunction({ sharers }: VirtualRouter): string {
  return `# own_address: the interface of this machine that has a control plane's address, and the address; nothing where none has.
own_address() {
  local name found
  while read -r _ name _ found _; do
    case $found in
      ${sharers.map((address) => `${address}/*`).join(" | ")})
        echo "$name \${found%/*}"
        return
        ;;
    esac
  done <<<"$(ip -oneline address show)"
}
`;
}
