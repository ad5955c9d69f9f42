import { inMachine } from "../changes/machine";
import type { TestStack } from "../e2e/support/stack";

/** What one control plane leads at a time, and by losing it ends MicroShift with it. */
const led = ["kube-controller-manager", "kube-scheduler"] as const;

/**
 * Waits until nobody leads by mistake. Who was frozen goes on as the leader that it was for as long as it may try to renew
 * its lease, which is 10 s (client-go's renewDeadline), and ends MicroShift then, etcd included, though every health check
 * has passed meanwhile.
 */
export async function nobodyLeadsByMistake(
  stack: TestStack,
  controlPlanes: readonly string[],
): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const mistaken = await mistakenLeaders(stack, controlPlanes);
    if (mistaken.length === 0) return;
    if (Date.now() > deadline) throw new Error(`still led by mistake after a minute: ${mistaken.join(", ")}`);
  }
}

async function mistakenLeaders(
  stack: TestStack,
  controlPlanes: readonly string[],
): Promise<readonly string[]> {
  const all = await Promise.all(
    controlPlanes.map(async (node) => {
      const [leases, journal] = await Promise.all([holdersOn(stack, node), journalOfThisStart(stack, node)]);
      return led
        .filter((name) => journal.includes(`successfully acquired lease kube-system/${name}`))
        .filter((name) => !leases.includes(`${name}=${node}_`))
        .map((name) => `${name} on ${node}`);
    }),
  );
  return all.flat();
}

/** "kube-scheduler=node-1_2c9d…", for each lease. */
function holdersOn(stack: TestStack, node: string): Promise<string> {
  const kubeconfig = "/var/lib/microshift/resources/kubeadmin/kubeconfig";
  const line = '{range .items[*]}{.metadata.name}={.spec.holderIdentity}{"\\n"}{end}';
  return inMachine(
    stack,
    node,
    `kubectl --kubeconfig=${kubeconfig} get leases -n kube-system -o jsonpath='${line}'`,
  );
}

function journalOfThisStart(stack: TestStack, node: string): Promise<string> {
  const start = "_SYSTEMD_INVOCATION_ID=$(systemctl show --property=InvocationID --value microshift)";
  return inMachine(
    stack,
    node,
    `journalctl --output=cat --no-pager ${start} | grep "acquired lease" || [ $? = 1 ]`,
  );
}
