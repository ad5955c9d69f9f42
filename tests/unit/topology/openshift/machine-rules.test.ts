import {
  coreosLibvirt,
  ocpInput,
  okdInput,
  problemsIn,
  rehearsalInput,
  wrongIn,
} from "../../../support/openshift-config";

describe("the boot image of virtual machines", () => {
  const { loadBalancer } = coreosLibvirt;

  it("is asked for, with the file that names it and the command that reads it", () => {
    const [problem, ...others] = problemsIn(okdInput({}, { libvirt: { loadBalancer } }));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ what: "the boot image is missing", where: "libvirt.image" });
    expect(problem?.why).toContain("machines of OKD boot CoreOS");
    expect(problem?.remedy).toContain("scos.json");
    expect(problem?.remedy).toContain(
      "run what make boot-image STACK=… STREAM=stream.json prints: it sets libvirt.image to the disk for QEMU with both its checksums",
    );
    expect(problemsIn(ocpInput({}, { libvirt: { loadBalancer } }))[0]?.remedy).toContain("rhcos.json");
  });

  it("is not for machines that are system containers", () => {
    expect(wrongIn(rehearsalInput())).toEqual([]);
  });
});

describe("the load balancer", () => {
  it("is the hypervisor, as CoreOS has no HAProxy", () => {
    const { image } = coreosLibvirt;
    expect(problemsIn(okdInput({}, { libvirt: { image } }))).toMatchObject([
      { where: "libvirt.loadBalancer", remedy: "pulumi config set --path libvirt.loadBalancer host" },
    ]);
  });

  it("is a machine where machines are system containers", () => {
    expect(wrongIn(rehearsalInput({}, { loadBalancers: 1 }))).toEqual([]);
  });
});

describe("control planes", () => {
  it.each([1, 3, 5])("may be %d", (controlPlanes) => {
    expect(wrongIn(okdInput({}, { controlPlanes }))).toEqual([]);
  });

  it.each([
    [2, "the number of control planes must be odd"],
    [4, "the number of control planes must be odd"],
    [7, "okd has at most five control planes"],
  ])("may not be %d", (controlPlanes, what) => {
    expect(wrongIn(okdInput({}, { controlPlanes }))).toEqual([`controlPlanes: ${what}`]);
  });
});

describe("networks", () => {
  it.each(["ipv6", "dual"])("of address family %s are refused, and why", (addressFamily) => {
    const [problem, ...others] = problemsIn(okdInput({}, { addressFamily }));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ where: "addressFamily", value: addressFamily });
    expect(problem?.why).toContain("written for IPv4 alone");
  });

  it("of pods have a part for each node, or are refused", () => {
    const machines = {
      machineNetwork: "10.90.0.0/28",
      hostNumbers: { loadBalancer: 2, bootstrap: 3, controlPlane: 4, worker: 7 },
    };
    expect(wrongIn(okdInput({}, { ...machines, podNetwork: "10.128.0.0/20", workers: 5 }))).toEqual([]);
    expect(problemsIn(okdInput({}, { ...machines, podNetwork: "10.128.0.0/20", workers: 6 }))).toMatchObject([
      { what: "the pod network has no room for 9 nodes", where: "podNetwork" },
    ]);
  });

  it("may not overlap those inside the nodes", () => {
    expect(wrongIn(okdInput({}, { machineNetwork: "100.64.5.0/24" }))).toEqual([
      "machineNetwork: machineNetwork and a network inside every node overlap",
    ]);
    expect(wrongIn(okdInput({}, { serviceNetwork: "100.88.0.0/16" }))).toEqual([
      "serviceNetwork: serviceNetwork and a network inside every node overlap",
    ]);
  });

  it("may not overlap each other, the defaults included", () => {
    expect(wrongIn(okdInput({}, { machineNetwork: "10.130.0.0/24" }))).toEqual([
      "podNetwork: podNetwork and machineNetwork overlap",
    ]);
  });
});
