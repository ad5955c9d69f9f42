import { configRules } from "../../../topology/config-rules";
import { configSchema } from "../../../topology/config-schema";

/** The problems that the rules find in a configuration of which each value is valid by itself. */
function problemsOf(input: object) {
  const values = configSchema.parse({ clusterName: "dev", ...input });
  return configRules.flatMap((rule) => rule.problems(values));
}

describe("how virtual machines are made", () => {
  it("is refused where the platform has none", () => {
    const [problem] = problemsOf({ platform: "podman", libvirt: { domainType: "qemu" } });
    expect(problem).toMatchObject({ what: "platform podman has no virtual machines", where: "libvirt" });
    expect(problem?.remedy).toContain("pulumi config rm libvirt");
  });
});

describe("the number of control planes", () => {
  it.each([2, 4, 6, 8])(
    "%d is refused, because it tolerates no more lost members than one fewer",
    (controlPlanes) => {
      const [problem] = problemsOf({ controlPlanes });
      expect(problem).toMatchObject({ where: "controlPlanes", value: controlPlanes });
      expect(problem?.why).toContain(`no more lost members than ${controlPlanes - 1} do`);
      expect(problem?.remedy).toBe(`pulumi config set controlPlanes ${controlPlanes + 1}`);
    },
  );

  it.each([1, 3, 5, 7, 9])("%d is accepted", (controlPlanes) => {
    expect(problemsOf({ controlPlanes })).toEqual([]);
  });
});

describe("labels of a node", () => {
  it("that the cluster does not have are refused with the names of those that it has", () => {
    expect(problemsOf({ controlPlanes: 1, workers: 1, nodeLabels: { "infra-7": { zone: "a" } } })).toEqual([
      {
        what: "there is no node infra-7",
        where: "nodeLabels.infra-7",
        value: { zone: "a" },
        why: "the nodes of this cluster are master-0, worker-0",
        remedy: "use one of these names, or raise controlPlanes or workers",
      },
    ]);
  });

  it("whose name is nearly right are refused with the name that was meant", () => {
    const [problem] = problemsOf({ nodeLabels: { "wroker-1": {} } });
    expect(problem?.remedy).toMatch(/^did you mean worker-1\? /);
  });

  it("that it has are accepted", () => {
    expect(
      problemsOf({ nodeLabels: { "master-2": { zone: "a" }, "worker-1": { "example.com/disk": "" } } }),
    ).toEqual([]);
  });
});

describe("a machine's generation", () => {
  it("is refused for a machine that the cluster does not have, and for the bootstrap machine, which is made once", () => {
    const problems = problemsOf({ machineGenerations: { bootstrap: 2, "master-9": 2, "lb-0": 2 } });
    expect(problems.map(({ what }) => what)).toEqual([
      "there is no machine bootstrap",
      "there is no machine master-9",
    ]);
  });

  it("is one of every machine of topology external-etcd", () => {
    const topology = "external-etcd";
    const machineGenerations = { "etcd-2": 2, "lb-1": 2, "master-0": 2, "worker-1": 2 };
    expect(problemsOf({ topology, machineGenerations })).toEqual([]);
    expect(problemsOf({ topology, machineGenerations: { "etcd-3": 2 } })[0]?.remedy).toContain(
      "did you mean etcd-",
    );
  });
});

describe("a setting that the program makes itself", () => {
  it.each([
    ["apiServerFlags", "etcd-servers", "https://10.0.0.1:2379"],
    ["kubeletSettings", "staticPodPath", "/srv"],
  ])("of %s is refused: %s", (key, name, value) => {
    expect(problemsOf({ [key]: { [name]: value } })).toEqual([
      {
        what: `${name} is set by the program itself`,
        where: `${key}.${name}`,
        value,
        why: "it belongs together with files, ports or checks that the program writes beside it",
        remedy: `pulumi config rm --path '${key}.${name}'`,
      },
    ]);
  });

  it("is accepted where the program leaves it to its default", () => {
    expect(problemsOf({ apiServerFlags: { "event-ttl": "2h" }, kubeletSettings: { maxPods: 200 } })).toEqual(
      [],
    );
  });
});

describe("the days of certificates", () => {
  it.each(["leaf", "admin"])("are refused where %s certificates would outlast their authority", (kind) => {
    expect(problemsOf({ certificateDays: { authority: 1000, leaf: 30, admin: 30, [kind]: 334 } })).toEqual([
      {
        what: "the certificates would outlast their authority",
        where: `certificateDays.${kind}`,
        value: 334,
        why: "an authority of 1000 days is renewed when a third of them is left, and until then it signs",
        remedy: "choose at most 333 days, or raise certificateDays.authority",
      },
    ]);
  });

  it("are accepted up to a third of the authority's", () => {
    expect(problemsOf({ certificateDays: { authority: 999, leaf: 333, admin: 333 } })).toEqual([]);
  });
});

describe("a rule", () => {
  it("says which keys it needs, so that it can be asked where others are wrong", () => {
    expect(configRules.filter((rule) => rule.needs.length === 0)).toEqual([]);
  });
});
