import type { HostFacts } from "../../../../../tools/stack/preflight/facts";
import { problemsOf } from "../../../../../tools/stack/preflight/judge";
import { externalPlanOf, planOf } from "../../../../support/plan";

const fit: HostFacts = {
  room: { "/work/.state/backend": 5000 },
  memory: 20_000,
  namespace: "absent",
  listener: "",
  machines: [],
  answering: [],
  ipv6Refusal: "",
};
const plan = planOf({ controlPlanes: 3, workers: 2 });
const wanted = { plan, instance: "hardway-dev", project: "/work", addressKey: "apiAddress" } as const;

/** What and seen of every problem that facts other than those of a fit host show. */
function seen(facts: Partial<HostFacts>) {
  return problemsOf({ ...fit, ...facts }, wanted).map(({ what, seen }) => `${what}: ${seen ?? ""}`);
}

describe("a host that is fit for a stack", () => {
  it("has no problem", () => {
    expect(seen({})).toEqual([]);
  });

  it("may have the stack's own namespace already, made by this project", () => {
    expect(seen({ namespace: { project: "/work", isGone: false } })).toEqual([]);
  });
});

describe("a bad moment that is known beforehand", () => {
  it("is a disk without room, by folder", () => {
    expect(seen({ room: { "/a": 63, "/b": 64 } })).toEqual([
      "there is no room for the stack's state: 63 MiB are free, 64 MiB are needed",
    ]);
  });

  it("is too little memory for the machines that are still to be made, and for those alone", () => {
    const short = { memory: 2000 };
    expect(seen(short)).toEqual([
      "this host has too little memory for the cluster: 2000 MiB are available, 2850 MiB are needed",
    ]);
    const machines = ["hardway-dev-master-0", "hardway-dev-bootstrap"];
    expect(seen({ ...short, machines })).toEqual([]);
  });

  it("is a namespace of another program or project", () => {
    expect(seen({ namespace: "unknown" })).toEqual([
      "the network namespace hardway-dev is somebody else's: it is there, and no project of this program made it",
    ]);
    expect(seen({ namespace: { project: "/other", isGone: false } })).toEqual([
      "hardway-dev belongs to another project: it was made by the project in /other",
    ]);
  });

  it("trap: is left by a project whose folder is gone, where nobody can run make destroy: the remedy removes it", () => {
    const [problem] = problemsOf({ ...fit, namespace: { project: "/gone", isGone: true } }, wanted);
    expect(problem?.why).toBe("that folder is gone, with the state of its stack");
    expect(problem?.remedy).toMatch(/INSTANCE=hardway-dev \/\S+\/components\/podman\/network-down\.sh$/);
  });

  it("is an answer at the address that load balancers are to share, as long as none of them is there", () => {
    const external = { ...wanted, plan: externalPlanOf() };
    const holder = "the hardware address 02:00:00:00:00:01 answers";
    const facts = { ...fit, answering: [{ address: "10.90.0.200", holder }] };
    expect(problemsOf(facts, external).map(({ where }) => where)).toEqual([
      "10.90.0.200 in the network namespace hardway-dev",
    ]);
    expect(problemsOf({ ...facts, machines: ["hardway-dev-lb-1"] }, external)).toEqual([]);
  });

  it("is a host without IPv6 for a cluster that wants it, with the reason", () => {
    expect(seen({ ipv6Refusal: "RTNETLINK answers: Operation not supported" })).toEqual([
      "this host has no IPv6 for the cluster: RTNETLINK answers: Operation not supported",
    ]);
  });

  it("is a forwarded port that somebody listens on", () => {
    expect(seen({ listener: "LISTEN nginx" })).toEqual(["the forwarded port is taken: LISTEN nginx"]);
  });

  it("is told together with all others", () => {
    expect(seen({ room: { "/a": 0 }, memory: 0, namespace: "unknown", listener: "nginx" })).toHaveLength(4);
  });
});
