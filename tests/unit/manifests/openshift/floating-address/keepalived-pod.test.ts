import {
  fillKeepalived,
  keepalivedPod,
} from "../../../../../manifests/openshift/floating-address/keepalived-pod";
import { keepalivedTemplate } from "../../../../../manifests/openshift/floating-address/keepalived-template";
import { floatingPlaces } from "../../../../../manifests/openshift/floating-address/places";
import { floatingPlanOf } from "../../../../support/floating-plan";
import { podOf } from "../../rendered";
import { fakeControlPlane, type FakeControlPlane } from "./control-plane";

const plan = floatingPlanOf();
const { keepalivedConfiguration, keepalivedTemplate: templatePath } = floatingPlaces;
const [first, second, third] = plan.virtualRouter.sharers as readonly [string, string, string];

function machineWithTemplate(): FakeControlPlane {
  const machine = fakeControlPlane();
  machine.write(templatePath, keepalivedTemplate(plan));
  return machine;
}

describe("the static pod of keepalived", () => {
  const { metadata, spec } = podOf(keepalivedPod(plan));

  it("runs in the machine's network, before all else and whatever is wrong with the node", () => {
    expect(spec).toMatchObject({
      hostNetwork: true,
      priorityClassName: "system-node-critical",
      tolerations: [{ operator: "Exists" }],
    });
    expect(metadata?.namespace).toBe("openshift-infra");
  });

  it("has the release's image and the rights to change the machine's addresses", () => {
    expect(spec?.containers).toMatchObject([
      { image: "release-image://keepalived-ipfailover", securityContext: { privileged: true } },
    ]);
  });

  it("stays in the foreground and reads what the container before it has filled in", () => {
    expect(spec?.containers[0]?.args).toEqual(
      expect.arrayContaining(["--dont-fork", "--vrrp", `--use-file=${keepalivedConfiguration}`]),
    );
    const mounted = [spec?.initContainers, spec?.containers].map((containers) =>
      containers?.[0]?.volumeMounts?.find(({ mountPath }) => mountPath === "/etc/keepalived"),
    );
    expect(mounted).toMatchObject([{ name: "filled" }, { name: "filled" }]);
    expect(spec?.initContainers?.[0]?.args).toEqual([fillKeepalived(plan)]);
  });
});

describe("keepalived.conf of a machine", () => {
  it("names the interface and the address that the machine has, and only the others as peers", () => {
    const machine = machineWithTemplate();
    machine.addresses("lo 127.0.0.1/8", `ens3 ${second}/24`);
    expect(machine.run(fillKeepalived(plan))).toEqual({ status: 0, said: "" });
    const text = machine.read(keepalivedConfiguration);
    expect(text).not.toMatch(/@[A-Z]+@/);
    expect(text).toContain("  interface ens3\n");
    expect(text).toContain(`  unicast_src_ip ${second}\n`);
    const peers = /unicast_peer \{\n([^}]*)\}/.exec(text)?.[1]?.trim().split(/\s+/);
    expect(peers).toEqual(plan.virtualRouter.sharers.filter((address) => address !== second));
    expect(peers).toEqual(expect.arrayContaining([first, third]));
  });

  it("trap: follows the address to br-ex when the pod starts again", () => {
    const machine = machineWithTemplate();
    machine.addresses(`ens3 ${first}/24`);
    machine.run(fillKeepalived(plan));
    machine.addresses("ens3 169.254.0.2/17", `br-ex ${first}/24`);
    expect(machine.run(fillKeepalived(plan)).status).toBe(0);
    expect(machine.read(keepalivedConfiguration)).toContain("  interface br-ex\n");
    expect(machine.read(keepalivedConfiguration)).not.toContain("ens3");
  });

  it("is not made where no interface has an address of a control plane, and the pod says so", () => {
    const machine = machineWithTemplate();
    machine.addresses("ens3 10.1.2.3/24");
    const { status, said } = machine.run(fillKeepalived(plan));
    expect(status).toBe(1);
    expect(said).toContain(`no interface has an address of a control plane: ${first}, ${second}`);
    expect(machine.has(keepalivedConfiguration)).toBe(false);
  });
});
