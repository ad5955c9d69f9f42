import { kubeVipObjects } from "../../../../../manifests/microshift/objects/kube-vip";
import { objectsPlan, only } from "../../../../support/microshift-objects";

const objects = kubeVipObjects(objectsPlan());
const daemonSet = only(objects, "DaemonSet");
const pod = daemonSet.spec.template.spec;

describe("kube-vip", () => {
  it("is called as MicroShift calls its own, down to selector and container, so that there is one", () => {
    expect(daemonSet.metadata).toMatchObject({ name: "kube-vip", namespace: "kube-vip" });
    expect(daemonSet.spec.selector).toEqual({ matchLabels: { app: "kube-vip" } });
    expect(daemonSet.spec.template.metadata?.labels).toEqual({ app: "kube-vip" });
    expect(pod?.containers.map(({ name }) => name)).toEqual(["kube-vip"]);
  });

  it("runs on nodes with either label of a control plane, and on no other", () => {
    const affinity = pod?.affinity?.nodeAffinity;
    const terms = affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
    expect(terms?.map(({ matchExpressions }) => matchExpressions)).toEqual([
      [{ key: "node-role.kubernetes.io/master", operator: "Exists" }],
      [{ key: "node-role.kubernetes.io/control-plane", operator: "Exists" }],
    ]);
  });

  it("stays on control planes that are tainted, and goes last", () => {
    const tolerated = pod?.tolerations?.map(({ key, effect }) => [key, effect]);
    expect(tolerated).toHaveLength(4);
    expect(tolerated).toContainEqual(["node-role.kubernetes.io/control-plane", "NoExecute"]);
    expect(pod?.priorityClassName).toBe("system-node-critical");
  });

  it("is updated on one node after the other, so that the address has somewhere to go", () => {
    expect(daemonSet.spec.updateStrategy).toEqual({
      type: "RollingUpdate",
      rollingUpdate: { maxUnavailable: 1 },
    });
  });

  it("asks for nothing that its constraints do not allow", () => {
    const constraints = only(objects, "SecurityContextConstraints");
    const [container] = pod?.containers ?? [];
    expect(container?.securityContext?.capabilities?.add).toEqual(constraints.allowedCapabilities);
    expect(container?.securityContext?.allowPrivilegeEscalation).toBe(constraints.allowPrivilegeEscalation);
    expect(pod?.hostNetwork).toBe(constraints.allowHostNetwork);
    // In the machine's network, a port that a container declares is one of the machine.
    expect(container?.ports).toBeUndefined();
    expect(pod?.volumes).toBeUndefined();
  });

  it("has a namespace that lets its pods in", () => {
    expect(only(objects, "Namespace").metadata.labels).toMatchObject({
      "pod-security.kubernetes.io/enforce": "privileged",
      "security.openshift.io/scc.podSecurityLabelSync": "false",
    });
  });
});
