import { corednsPod, fillCorefile } from "../../../../../manifests/openshift/floating-address/coredns-pod";
import { corefileTemplate } from "../../../../../manifests/openshift/floating-address/corefile-template";
import { floatingPlaces } from "../../../../../manifests/openshift/floating-address/places";
import { floatingPlanOf } from "../../../../support/floating-plan";
import { podOf } from "../../rendered";
import { fakeControlPlane } from "./control-plane";

const plan = floatingPlanOf();
const [own, other] = plan.virtualRouter.sharers as readonly [string, string];

/** What becomes of the Corefile on a machine with such a resolv.conf. */
function filled(resolvConf: string) {
  const machine = fakeControlPlane();
  machine.write(floatingPlaces.corefileTemplate, corefileTemplate(plan));
  machine.write("/etc/resolv.conf", resolvConf);
  const run = machine.run(fillCorefile(plan));
  return { run, corefile: machine.has("/etc/coredns/Corefile") ? machine.read("/etc/coredns/Corefile") : "" };
}

describe("the static pod of CoreDNS", () => {
  const { spec } = podOf(corednsPod(plan));

  it("answers in the machine's network, with the release's image and no right that it does not need", () => {
    expect(spec).toMatchObject({ hostNetwork: true, priorityClassName: "system-node-critical" });
    expect(spec?.containers).toMatchObject([
      { image: "release-image://coredns", args: ["--conf=/etc/coredns/Corefile"] },
    ]);
    expect(JSON.stringify(spec)).not.toContain("privileged");
  });

  it("is asked for its health on this machine's own loopback", () => {
    const httpGet = { host: "127.0.0.1", port: 18080, path: "/health" };
    expect(spec?.containers[0]).toMatchObject({ readinessProbe: { httpGet }, livenessProbe: { httpGet } });
  });
});

describe("the Corefile of a machine", () => {
  it("forwards to the last name server, as the first is the machine itself", () => {
    const { run, corefile } = filled(`search x\nnameserver ${own}\nnameserver 1.1.1.1\nnameserver 8.8.8.8`);
    expect(run).toEqual({ status: 0, said: "" });
    expect(corefile).toContain("    forward . 8.8.8.8\n");
    expect(corefile).not.toMatch(/@[A-Z]+@/);
  });

  it.each([
    ["this machine, which would ask itself for ever", own],
    ["another control plane, which would ask back", other],
    ["the shared address, which is one of them", plan.api.address],
    ["loopback", "127.0.0.53"],
    ["an address of one link alone", "fe80::1%ens3"],
  ])("does not forward to %s", (_, address) => {
    const { run, corefile } = filled(`nameserver 192.0.2.1\nnameserver ${address}\n`);
    expect(run.status).toBe(0);
    expect(corefile).toContain("    forward . 192.0.2.1\n");
  });

  it("is not made where there is nobody to forward to, and the pod says so", () => {
    const { run, corefile } = filled(`search x\nnameserver ${own}\nnameserver fe80::1\n`);
    expect(run.status).toBe(1);
    expect(run.said).toContain("/resolv.conf names no server beside the control planes themselves");
    expect(corefile).toBe("");
  });
});
