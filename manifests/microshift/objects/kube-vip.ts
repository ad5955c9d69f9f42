import { type ClusterObject, clusterRoleBinding } from "../../kubernetes/objects/object";
import { onlyControlPlanes, tolerations } from "./control-planes";
import { kubeVipCapabilities, kubeVipConstraints } from "./kube-vip-constraints";
import { kubeVip } from "./kube-vip-names";
import { kubeVipRights } from "./kube-vip-rights";
import { kubeVipEnvironment } from "./kube-vip-variables";
import { namespace } from "./namespace";
import type { MicroshiftObject } from "./object";
import { clusterRole } from "./rights";
import type { VirtualAddressPlan } from "./virtual-address-plan";

const { name, labels } = kubeVip;
const metadata = { name, namespace: kubeVip.namespace };

/** kube-vip on every control plane: one of them holds the API's address, and those of Services. */
export function kubeVipObjects(plan: VirtualAddressPlan): readonly MicroshiftObject[] {
  return [
    // The machine's network and those capabilities are beyond the level baseline.
    namespace(kubeVip.namespace, "privileged"),
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    clusterRole(name, kubeVipRights),
    clusterRoleBinding(name, name, { kind: "ServiceAccount", ...metadata }),
    kubeVipConstraints,
    daemonSet(plan),
  ];
}

function daemonSet(plan: VirtualAddressPlan): ClusterObject {
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { ...metadata, labels },
    spec: {
      selector: { matchLabels: labels },
      // One after the other, so that the address always has somewhere to go.
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          hostNetwork: true,
          dnsPolicy: "ClusterFirstWithHostNet",
          priorityClassName: "system-node-critical",
          affinity: onlyControlPlanes,
          tolerations: tolerations("NoSchedule", "NoExecute"),
          containers: [
            {
              name: kubeVip.container,
              image: kubeVip.image,
              // A node that has the image starts without a registry, and the address may be the way to it.
              imagePullPolicy: "IfNotPresent",
              args: ["manager"],
              env: kubeVipEnvironment(plan),
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ["ALL"], add: [...kubeVipCapabilities] },
              },
            },
          ],
        },
      },
    },
  };
}
