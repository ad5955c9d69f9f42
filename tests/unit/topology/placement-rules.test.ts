import { parseConfig } from "../../../topology/config";
import { ConfigError, type Problem } from "../../../topology/problems";

const uriOf = (host: string): string => `qemu+ssh://root@${host}/system`;
const two = { kvm1: uriOf("kvm1"), kvm2: uriOf("kvm2") };
const three = { ...two, kvm3: uriOf("kvm3") };

/** The problems of a configuration of virtual machines. */
function problemsOf(libvirt: object, more: object = {}): readonly Problem[] {
  try {
    parseConfig("dev", { platform: "libvirt", libvirt, ...more });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

/** The same as places and remedies. */
function remedies(libvirt: object, more: object = {}): readonly string[] {
  return problemsOf(libvirt, more).map(({ where, remedy }) => `${where}: ${remedy}`);
}

describe("hypervisors", () => {
  it("of several names are accepted with a bridge, and so is one", () => {
    expect(problemsOf({ hypervisors: two, bridge: "br0" })).toEqual([]);
    expect(problemsOf({ hypervisors: { kvm1: uriOf("kvm1") }, bridge: "br0" })).toEqual([]);
  });

  it("without a bridge are refused, and so are two ways to say which there are, all at once", () => {
    expect(remedies({ hypervisors: two, uri: "qemu:///system" })).toEqual([
      "libvirt.uri: pulumi config rm --path libvirt.uri, or give it a name in libvirt.hypervisors",
      "libvirt.bridge: pulumi config set --path libvirt.bridge br0",
    ]);
  });

  it("of two names that are one are refused", () => {
    const [problem] = problemsOf({ hypervisors: { ...two, other: two.kvm1 }, bridge: "br0" });
    expect(problem).toMatchObject({
      what: "other and kvm1 are the same hypervisor",
      where: "libvirt.hypervisors.other",
    });
  });
});

describe("a placement", () => {
  const on = (placement: object, hypervisors: object = three, more: object = {}) =>
    remedies({ hypervisors, bridge: "br0", placement }, more);

  it("of some machines is accepted", () => {
    expect(on({ "master-0": "kvm3", "worker-1": "kvm1", bootstrap: "kvm2" })).toEqual([]);
  });

  it("of a machine or on a hypervisor that there is not is refused with the one that was meant", () => {
    expect(on({ "mastr-0": "kvm1", "worker-0": "kmv1", "worker-9": "elsewhere" })).toEqual([
      "libvirt.placement.mastr-0: did you mean master-0? else pulumi config rm --path libvirt.placement.mastr-0",
      expect.stringMatching(/^libvirt\.placement\.worker-9: did you mean worker-/) as string,
      "libvirt.placement.worker-0: pulumi config rm --path libvirt.placement.worker-0",
      "libvirt.placement.worker-9: pulumi config rm --path libvirt.placement.worker-9",
    ]);
  });

  it("without hypervisors is refused", () => {
    const [problem] = problemsOf({ placement: { "master-0": "kvm1" } });
    expect(problem).toMatchObject({
      what: "there is no hypervisor kvm1",
      why: "libvirt.hypervisors names none",
    });
  });

  it("by which one hypervisor's loss would be etcd's is refused where another would not", () => {
    expect(
      problemsOf({
        hypervisors: three,
        bridge: "br0",
        placement: { "master-1": "kvm2", "master-2": "kvm2" },
      }),
    ).toEqual([
      {
        what: "etcd would be lost with the hypervisor kvm2",
        where: "libvirt.placement",
        value: { "master-1": "kvm2", "master-2": "kvm2" },
        why: "2 of its 3 members would be there, and the others are no majority",
        remedy:
          "place one elsewhere, or leave it to the program: pulumi config rm --path libvirt.placement.master-2",
      },
    ]);
  });

  it("of the same kind is accepted on two hypervisors, where any placement is", () => {
    expect(on({ "master-1": "kvm2", "master-2": "kvm2" }, two)).toEqual([]);
  });

  it("concerns etcd's own machines where it has some, and control planes no more", () => {
    const external = { topology: "external-etcd" };
    expect(on({ "master-1": "kvm2", "master-2": "kvm2" }, three, external)).toEqual([]);
    expect(on({ "etcd-0": "kvm2", "etcd-1": "kvm2" }, three, external)).toHaveLength(1);
  });
});
