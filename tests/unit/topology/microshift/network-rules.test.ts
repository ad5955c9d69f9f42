import {
  microshiftHaInput,
  microshiftInput,
  microshiftSshInput,
  sshHost,
} from "../../../support/microshift-plan";
import { coreosLibvirt, problemsIn } from "../../../support/openshift-config";

describe("the machines' network", () => {
  it.each(["10.90.0.0/23", "10.90.0.0/25", "10.90.0.0/28"])(
    "is refused in containers as %s",
    (machineNetwork) => {
      const [problem, ...others] = problemsIn(microshiftHaInput({}, { machineNetwork }));
      expect(others).toEqual([]);
      expect(problem?.what).toBe("the machine network must be a /24");
    },
  );

  it("may be smaller for one virtual machine", () => {
    const { image } = coreosLibvirt;
    const more = { platform: "libvirt", libvirt: { image }, machineNetwork: "10.90.0.0/28" };
    expect(problemsIn(microshiftInput({}, more))).toEqual([]);
  });
});

describe("the pods' network", () => {
  it.each([
    ["10.42.0.0/24", 1, 0],
    ["10.42.0.0/25", 1, 1],
    ["10.42.0.0/22", 5, 1],
    ["10.42.0.0/21", 5, 0],
  ])("%s has room for a /24 of each of %d nodes: %d problems", (podNetwork, count, problems) => {
    const input = count === 1 ? microshiftInput({}, { podNetwork }) : microshiftHaInput({}, { podNetwork });
    expect(problemsIn(input)).toHaveLength(problems);
  });
});

describe("the address of a host that is there already", () => {
  it("is told where pods would have it, too", () => {
    const [problem] = problemsIn(microshiftSshInput({}, { podNetwork: "192.0.0.0/16" }));
    expect(problem).toMatchObject({ where: "podNetwork", value: "192.0.0.0/16" });
    expect(problem?.why).toContain("microshift.host.address is 192.0.2.10");
  });

  it("is not looked up where it is a name", () => {
    const host = { ...sshHost, address: "edge.example.com" };
    expect(problemsIn(microshiftSshInput({ host }, { podNetwork: "192.0.0.0/16" }))).toEqual([]);
  });
});

describe("a further name of the API", () => {
  it.each(["localhost", "127.0.0.1", "kubernetes", "openshift.default.svc.cluster.local", "10.43.0.1"])(
    "is refused where MicroShift would: %s",
    (name) => {
      const [problem] = problemsIn(microshiftInput({}, { extraApiSans: ["api.example.com", name] }));
      expect(problem).toMatchObject({ where: "extraApiSans[1]", value: name });
    },
  );

  it("is refused by the Services' own network", () => {
    const more = { serviceNetwork: "10.44.0.0/16", extraApiSans: ["10.44.0.1", "10.43.0.1"] };
    expect(problemsIn(microshiftInput({}, more)).map(({ value }) => value)).toEqual(["10.44.0.1"]);
  });
});
