import { keepalived } from "../../../manifests/keepalived";
import { drainSeconds } from "../../../manifests/kubernetes/kube-apiserver";
import { testBundle } from "../../support/keys";
import { anyPlanOf, externalPlanOf, planOf } from "../../support/plan";
import { fileAt, first } from "./rendered";

const plan = externalPlanOf();
const bundle = testBundle(plan);
const path = "/etc/keepalived/keepalived.conf";
const configurations = plan.loadBalancers.map((machine) => fileAt(keepalived(plan, bundle, machine), path));

describe("keepalived", () => {
  it("gives every load balancer a priority of its own, far enough from the others' penalties and bonuses", () => {
    const priorities = configurations.map(({ contents }) => Number(/priority (\d+)/.exec(contents)?.[1]));
    expect(priorities).toEqual([240, 239]);
    const [, bonus = ""] = /script ".* holds"[^}]*weight (\d+)/.exec(configurations[0]?.contents ?? "") ?? [];
    const [, penalty = ""] =
      /script ".* api"[^}]*weight -(\d+)/.exec(configurations[0]?.contents ?? "") ?? [];
    // A holder keeps the address from one that is only first; one without an API server loses it to any other.
    expect(Number(bonus)).toBeGreaterThan(plan.loadBalancers.length);
    expect(Number(penalty)).toBeGreaterThan(Number(bonus) + plan.loadBalancers.length);
    expect(240 + Number(bonus)).toBeLessThanOrEqual(254);
  });

  it("tells the others by their addresses, and shares the plan's address and number", () => {
    expect(configurations[0]?.contents).toMatch(
      /unicast_src_ip 10\.90\.0\.191\s+unicast_peer \{\s+10\.90\.0\.192\s+\}/,
    );
    for (const { contents } of configurations) {
      expect(contents).toContain("10.90.0.200/32 dev eth0");
      expect(contents).toContain(`virtual_router_id ${plan.virtualRouter?.id ?? 0}`);
    }
  });

  it("has one password of eight characters, which root alone may read", () => {
    const passwords = configurations.map(({ contents }) => /auth_pass (\S+)/.exec(contents)?.[1]);
    expect(new Set(passwords).size).toBe(1);
    expect(passwords[0]).toMatch(/^[-_A-Za-z0-9]{8}$/);
    expect(configurations.map(({ mode }) => mode)).toEqual([0o600, 0o600]);
  });

  it("is not on a load balancer that shares its address with nobody", () => {
    const alone = planOf();
    expect(alone.loadBalancers.map((machine) => keepalived(alone, testBundle(alone), machine))).toEqual([{}]);
  });
});

describe("keepalived on control planes", () => {
  const configurationsOf = (controlPlanes: number): readonly string[] => {
    const own = anyPlanOf({ topology: "sno-plus", controlPlanes });
    const keys = testBundle(own);
    return own.controlPlanes.map((machine) => fileAt(keepalived(own, keys, machine), path).contents);
  };

  it("is on each of them, with all others as its peers, and shares the API's address", () => {
    const three = configurationsOf(3);
    expect(three).toHaveLength(3);
    expect(three[1]).toMatch(
      /unicast_src_ip 10\.90\.0\.12\s+unicast_peer \{\s+10\.90\.0\.11\s+10\.90\.0\.13\s+\}/,
    );
    for (const configuration of three) expect(configuration).toContain("10.90.0.9/32 dev eth0");
  });

  it("gives the address away when the machine's own API server is not ready, before that refuses connections", () => {
    const [configuration = ""] = configurationsOf(3);
    const [, seconds = ""] = /vrrp_script api [^}]*fall (\d+)/.exec(configuration) ?? [];
    expect(Number(seconds)).toBeLessThan(drainSeconds({ role: "controlPlane" }));
    expect(configuration).not.toContain("haproxy");
  });

  it("lets nobody wait at an API server that has not been ready for long, but never for an election of etcd", () => {
    const [configuration = ""] = configurationsOf(3);
    const [, seconds = ""] = /vrrp_script served \{([^}]*)\}/.exec(configuration) ?? [];
    expect(seconds).not.toContain("weight");
    expect(Number(/fall (\d+)/.exec(seconds)?.[1])).toBeGreaterThanOrEqual(10);
  });

  it("is the same on one that is alone and on one of three: a cluster that grows keeps its address meanwhile", () => {
    expect(configurationsOf(1)).toEqual(configurationsOf(3).slice(0, 1));
  });
});

describe("keepalived of IPv6", () => {
  const configurationOf = (addressFamily: string): string => {
    const own = externalPlanOf({ addressFamily });
    return fileAt(keepalived(own, testBundle(own), first(own.loadBalancers)), path).contents;
  };

  it("speaks version 3, which has no passwords, where the cluster has IPv6 alone", () => {
    const configuration = configurationOf("ipv6");
    expect(configuration).toMatch(/unicast_src_ip fd90::191\s+unicast_peer \{\s+fd90::192\s+\}/);
    expect(configuration).toMatch(/version 3\n\s+virtual_ipaddress \{\s+fd90::200\/128 dev eth0\s+\}/);
    expect(configuration).not.toContain("auth_pass");
  });

  it("moves both addresses with one message where the cluster has both families", () => {
    const configuration = configurationOf("dual");
    expect(configuration).toMatch(/virtual_ipaddress \{\s+10\.90\.0\.200\/32 dev eth0\s+\}/);
    expect(configuration).toMatch(/virtual_ipaddress_excluded \{\s+fd90::200\/128 dev eth0\s+\}/);
    expect(configuration).toContain("auth_pass");
  });
});
