import { controlPlaneStart } from "../../../../manifests/kubernetes/control-plane-start";
import { etcdMembership } from "../../../../manifests/kubernetes/etcd-membership";
import { startOrder } from "../../../../manifests/kubernetes/start-order";
import { externalPlanOf, planOf } from "../../../support/plan";
import { fileAt, first, unitAt } from "../rendered";

const readiness = "https://127.0.0.1:6443/readyz";
const emulatedPlatform = { platform: "libvirt", libvirt: { domainType: "qemu" } } as const;

describe("the order in which a control plane's programs start", () => {
  it("is none where processors are fast: each of them waits for what it needs", () => {
    const { script, unit, service } = startOrder("usual");
    expect(script).toContain("for program in kube-apiserver kube-controller-manager kube-scheduler; do");
    expect(script).not.toContain(readiness);
    expect({ ...unit, ...service }).toEqual({});
  });

  it("has an emulated API server alone until it is ready", () => {
    const { script } = startOrder("emulated");
    const [alone, wait, others] = [
      "for program in kube-apiserver; do",
      readiness,
      "for program in kube-controller-manager kube-scheduler; do",
    ].map((part) => script.indexOf(part)) as [number, number, number];
    expect(alone).toBeGreaterThanOrEqual(0);
    expect(wait).toBeGreaterThan(alone);
    expect(others).toBeGreaterThan(wait);
  });
});

const stacked = planOf(emulatedPlatform);
const external = externalPlanOf(emulatedPlatform);

describe.each([
  ["with an etcd of its own", "etcd-membership", etcdMembership(stacked, first(stacked.controlPlanes))],
  ["without one", "control-plane-start", controlPlaneStart(external)],
])("an emulated control plane %s", (_, name, part) => {
  it("keeps to the order at its first start", () => {
    expect(fileAt(part, `/usr/local/bin/${name}`).contents).toContain(startOrder("emulated").script);
  });

  it("keeps to it after a reboot, for which all of them lie ready", () => {
    const unit = unitAt(part, `${name}.service`);
    expect(unit).toContain("Before=kubelet.service\n");
    expect(unit).toMatch(/^ExecStartPre=\/bin\/rm -f .*\/kube-apiserver\.yaml .*\/kube-scheduler\.yaml$/m);
  });
});
