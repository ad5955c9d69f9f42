import type { SmokePlan } from "../../../../../checks/openshift/smoke/check";
import {
  routeHost,
  smokeDeployment,
  smokeKey,
  smokeNamespaceObject,
  smokeRoute,
  smokeService,
} from "../../../../../checks/openshift/smoke/objects";
import { releasePlan, rehearsedPlan } from "../../../../support/smoke-cluster";

const podsOf = (plan: SmokePlan) => smokeDeployment(plan, "registry.example.com/image:1").spec.template.spec;
const withNodes = (controlPlanes: number, workers: number): SmokePlan => ({
  ...releasePlan,
  nodes: { controlPlanes, workers },
});

describe("the Deployment of a smoke test", () => {
  it.each([
    ["two workers of five", withNodes(3, 5), { replicas: 2, role: "worker" }],
    ["the only worker", withNodes(3, 1), { replicas: 1, role: "worker" }],
    ["two control planes of a compact cluster", withNodes(3, 0), { replicas: 2, role: "master" }],
    ["the only machine", withNodes(1, 0), { replicas: 1, role: "master" }],
  ])("has a pod on each of %s", (_, plan, { replicas, role }) => {
    const { spec } = smokeDeployment(plan, "image");
    expect(spec.replicas).toBe(replicas);
    expect(spec.template.spec.nodeSelector).toEqual({ [`node-role.kubernetes.io/${role}`]: "" });
  });

  it("never puts two pods on one node", () => {
    const { podAntiAffinity } = podsOf(releasePlan).affinity;
    const [rule] = podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(rule).toEqual({
      topologyKey: "kubernetes.io/hostname",
      labelSelector: smokeDeployment(releasePlan, "image").spec.selector,
    });
  });

  it("asks for nothing that restricted-v2 refuses, and for that constraint alone", () => {
    const { spec, metadata } = smokeDeployment(releasePlan, "image").spec.template;
    expect(metadata.annotations).toEqual({ "openshift.io/required-scc": "restricted-v2" });
    expect(spec.securityContext).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(spec.containers[0]?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
    });
    expect(spec).not.toHaveProperty("volumes");
  });

  it("names a user in a rehearsal alone, where no constraint gives it one", () => {
    expect(podsOf(rehearsedPlan).securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65534 });
  });

  it("listens on the families that pods have", () => {
    const listensOn = (plan: SmokePlan) =>
      podsOf(plan).containers[0]?.env.find(({ name }) => name === "LISTEN_ON");
    expect(listensOn(releasePlan)).toMatchObject({ value: "0.0.0.0" });
    expect(listensOn({ ...releasePlan, families: ["ipv4", "ipv6"] })).toMatchObject({ value: "::" });
  });
});

describe("what leads to the pods", () => {
  it("is a Service that selects them, and a Route to its port", () => {
    const { template } = smokeDeployment(releasePlan, "image").spec;
    const { selector, ports } = smokeService().spec;
    expect(template.metadata.labels).toEqual(selector);
    expect(ports[0]?.targetPort).toBe(template.spec.containers[0]?.ports[0]?.name);
    expect(smokeRoute().spec).toMatchObject({
      to: { kind: "Service", name: smokeService().metadata.name },
      port: { targetPort: ports[0]?.name },
      tls: { termination: "edge" },
    });
  });

  it("has the name below the plan's domain that the API gives it", () => {
    expect(routeHost(releasePlan, smokeKey)).toBe("smoke-hardway-smoke.apps.okd.example.com");
  });
});

describe("the namespace", () => {
  it("has upstream's admission hold pods to the same, where OpenShift's is not there", () => {
    expect(smokeNamespaceObject().metadata.labels).toMatchObject({
      "pod-security.kubernetes.io/enforce": "restricted",
    });
  });
});
