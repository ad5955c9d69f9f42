import { hiddenValue } from "../../../../topology/problems";
import {
  microshiftHaInput,
  microshiftInput,
  microshiftSshInput,
  unusedPrivateKey,
} from "../../../support/microshift-plan";
import { problemsIn } from "../../../support/openshift-config";

describe("what a platform has no use for", () => {
  it("is refused with the platforms that have", () => {
    expect(problemsIn(microshiftInput({ wildcardDns: {} }))).toEqual([
      {
        what: "platform podman has no use for it",
        where: "microshift.wildcardDns",
        value: { target: "node", externalNameservers: [] },
        why: "the host's own dnsmasq answers, and a container's names are looked up by podman: nobody outside would ask it",
        remedy:
          "pulumi config rm --path microshift.wildcardDns, or pulumi config set platform ssh or libvirt",
      },
    ]);
  });

  it("is refused by its name alone where it is a secret", () => {
    const [problem] = problemsIn(microshiftInput({}, { hostPrivateKey: unusedPrivateKey }));
    expect(problem?.value).toBe(hiddenValue);
  });

  it("is no problem where it is what the program takes anyway", () => {
    const usual = { image: "localhost/microshift-okd:latest", nodes: [{ id: 1, role: "controlPlane" }] };
    expect(problemsIn(microshiftSshInput(usual, { machineNetwork: "10.90.0.0/24" }))).toEqual([]);
  });

  it("is no firewall that is left as it is", () => {
    expect(problemsIn(microshiftInput({ firewall: "untouched" }))).toEqual([]);
  });
});

describe("what only control planes that share an address have", () => {
  it("is refused in topology single, each by itself", () => {
    const wishes = {
      joinAs: "voter",
      virtualAddress: "10.90.0.100",
      virtualInterface: "eth1",
      virtualAddressFrom: 1,
      loadBalancerRange: "10.90.0.101-10.90.0.199",
    };
    expect(problemsIn(microshiftInput(wishes)).map(({ where }) => where)).toEqual(
      Object.keys(wishes).map((key) => `microshift.${key}`),
    );
    expect(problemsIn(microshiftHaInput(wishes))).toEqual([]);
  });
});

describe("a host that is there already", () => {
  it("lacks at once the host, its key and Red Hat's pull secret", () => {
    const input = microshiftInput({}, { platform: "ssh" });
    expect(problemsIn(input).map(({ where }) => where)).toEqual([
      "microshift.host",
      "hostPrivateKey",
      "pullSecret",
    ]);
  });
});

describe("the time", () => {
  const clock = "2026-11-24T12:00:00Z";

  it("is told where something is done anew after a time, or a pull secret is judged by it", () => {
    const pullSecret = JSON.stringify({ auths: { "quay.io": { auth: "dTpw" } } });
    expect(problemsIn(microshiftInput({}, { clock }))).toEqual([]);
    expect(problemsIn(microshiftSshInput({}, { pullSecret, clock }))).toEqual([]);
  });

  it("is told for nothing to a host that is there already", () => {
    expect(problemsIn(microshiftSshInput({}, { clock })).map(({ where }) => where)).toEqual(["clock"]);
  });
});
