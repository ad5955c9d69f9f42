import { hiddenValue } from "../../../../topology/problems";
import { configRules } from "../../../../topology/config-rules";
import { openshiftRules } from "../../../../topology/openshift/rules";
import { ocpInput, okdInput, problemsIn, rehearsalInput, wrongIn } from "../../../support/openshift-config";

describe("OpenShift and OKD", () => {
  it("are accepted on virtual machines, and as a rehearsal on system containers", () => {
    for (const input of [okdInput(), ocpInput(), rehearsalInput(), ocpInput({}, { workers: 0 })])
      expect(wrongIn(input)).toEqual([]);
  });

  it("are one topology", () => {
    expect(wrongIn(okdInput({}, { topology: "external-etcd" }))).toContain(
      "topology: external-etcd is not built yet",
    );
  });

  it("are asked of with all other rules", () => {
    expect(configRules).toEqual(expect.arrayContaining([...openshiftRules]));
  });

  it("say all that is wrong at once", () => {
    const mirror = { source: "quay.io/a", mirrors: ["mirror.example.com/a"] };
    const input = {
      distribution: "ocp",
      platform: "libvirt",
      clusterName: "Dev",
      openshift: { version: "4.17.1", mirrors: [mirror, mirror] },
      machineNetwork: "172.30.5.0/24",
      addressFamily: "dual",
      until: "services",
      pullSecret: '{"auths":{}}',
    };
    expect(wrongIn(input).map((text) => text.replace(/: must be .*/, ""))).toEqual([
      "clusterName",
      "until: topology ha of ocp has no stage services",
      "openshift.version: the version 4.17.1 is not known",
      "openshift.release: the release image is missing",
      "openshift.mirrors[1]: quay.io/a has its mirrors listed twice",
      "libvirt.image: the boot image is missing",
      "libvirt.loadBalancer: a load balancer of ocp is no virtual machine",
      "addressFamily: address family dual is not built yet for ocp",
      "pullSecret: the pull secret has no auths",
      "serviceNetwork: serviceNetwork and machineNetwork overlap",
    ]);
  });

  it.each([
    ["baseDomain", "Example.com"],
    ["baseDomain", "example..com"],
    ["clusterName", "my_cluster"],
    ["clusterName", "a-name-of-21-letters-x"],
  ])("refuse %s: %s, like any cluster", (where, value) => {
    expect(problemsIn(okdInput({}, { [where]: value }))).toMatchObject([{ where, value }]);
  });
});

describe("what is OpenShift's alone", () => {
  it("is refused for another distribution, and nothing secret of it is shown", () => {
    const openshift = {
      version: "4.19.0",
      proxy: { httpProxy: "http://a:hunter2@b", httpsProxy: "http://b" },
    };
    const problems = problemsIn({ openshift, pullSecret: "hunter2" });
    expect(problems).toMatchObject([
      { where: "openshift", remedy: "pulumi config rm openshift, or pulumi config set distribution okd" },
      { where: "pullSecret", value: hiddenValue },
    ]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });
});

describe("what an operator sets itself", () => {
  it.each([
    ["apiServerFlags", { "event-ttl": "2h" }],
    ["kubeletSettings", { maxPods: 200 }],
    ["extraApiSans", ["api.example.org"]],
  ])("is refused, with where it is set instead: %s", (where, value) => {
    const [problem, ...others] = problemsIn(okdInput({}, { [where]: value }));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ where, value, remedy: `pulumi config rm ${where}` });
    expect(problem?.why).toMatch(/tells it/);
  });
});
