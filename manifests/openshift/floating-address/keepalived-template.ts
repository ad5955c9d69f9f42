import { ports } from "../../../topology/ports";
import { keepalivedConfiguration, routerPassword, type VrrpScript } from "../../keepalived";
import type { FloatingPlan } from "./floating-plan";
import { blanks } from "./places";

/**
 * The same on all control planes, as they have one file: the one whose own API server is ready has more. Among equals the
 * holder keeps the address, so that one which comes back takes it from nobody (RFC 5798, section 6.4.2). With what is added
 * it is high, so that a backup waits 3 s and not 4 s for a holder that is gone.
 */
const priority = 200;

/** OVN takes an address that is marked so for no address of the machine's own, and never calls the node by it. */
const label = "vip";

const ready: VrrpScript = {
  name: "readyz",
  why: "The address follows an API server that is ready: a machine that has one goes before all that have none.",
  // It ends before the next one begins. The server's certificate says nothing here: it is this machine's own loopback.
  command: `/usr/bin/curl --silent --insecure --fail --output /dev/null --max-time 0.9 https://localhost:${ports.apiServer}/readyz`,
  timeout: 1,
  fall: 2,
  weight: 50,
};

/** keepalived.conf with blanks; the number of the virtual router is the plan's (facts: sno-plus.md, section 4). */
export function keepalivedTemplate(plan: FloatingPlan): string {
  const { virtualRouter: router, openshift } = plan;
  return keepalivedConfiguration(
    {
      name: blanks.address,
      networkInterface: blanks.networkInterface,
      address: blanks.address,
      peers: router.sharers,
      priority,
      scripts: [ready],
      label,
    },
    // It keeps out a cluster of the same number and domain, and no more: whoever is on the machines' network hears it.
    { router, password: routerPassword(openshift.clusterId, plan) },
  );
}
