import type { ConfigError } from "../../topology/problems";
import { refusalBy } from "../support/graph";

const olderDropIns = '{"version":"4.16","dropIns":{"10-log":{"debugging":{"logLevel":"Debug"}}}}';

function nodesWithIds(...ids: readonly number[]): string {
  return JSON.stringify({ nodes: ids.map((id) => ({ id, role: "controlPlane" })) });
}

/** What a preview refuses of topology external-etcd, and the key that it names. */
const wrongOfExternalEtcd = [
  ["an even number of etcd machines", "etcdMembers", { etcdMembers: "4" }],
  ["a single one", "etcdMembers", { etcdMembers: "1" }],
  ["a shared address that a control plane has", "hostNumbers.controlPlane", { apiAddress: "10.90.0.12" }],
  [
    "a virtual router that the network has already",
    "virtualRouterId",
    { virtualRouterId: "51", foreignVirtualRouterIds: "[51]" },
  ],
  ["an unknown address family", "addressFamily", { addressFamily: "ipv5" }],
  [
    "a shared address of another family than the cluster's",
    "apiAddress",
    { addressFamily: "ipv6", apiAddress: "10.90.0.9" },
  ],
] as const;

/** The same of MicroShift, whose values the engine hands over as texts of JSON. */
const wrongOfMicroshift = [
  ["an id twice", "microshift.nodes", { microshift: nodesWithIds(1, 2, 2) }],
  ["an id over 89", "microshift.nodes[0].id", { microshift: nodesWithIds(90) }],
  [
    "a virtual address of a node",
    "microshift.virtualAddress",
    { microshift: '{"virtualAddress":"10.90.0.20"}' },
  ],
  [
    "drop-ins that the version does not read",
    "microshift.dropIns",
    { topology: "single", microshift: olderDropIns },
  ],
  ["workers by their number", "workers", { workers: "3" }],
] as const;

describe("a stack with a wrong configuration", () => {
  it.each(wrongOfMicroshift)(
    "of MicroShift is refused before any resource is made: %s",
    async (_, key, config) => {
      const given = { distribution: "microshift", topology: "ha", ...config };
      const { registered, error } = await refusalBy(() => import("../../index.js"), given);
      expect([...registered.keys()]).toEqual([]);
      expect((error as ConfigError).problems.map(({ where }) => where)).toEqual([key]);
    },
  );

  it.each(wrongOfExternalEtcd)(
    "of topology external-etcd is refused before any resource is made: %s",
    async (_, key, config) => {
      const given = { topology: "external-etcd", ...config };
      const { registered, error } = await refusalBy(() => import("../../index.js"), given);
      expect([...registered.keys()]).toEqual([]);
      expect((error as ConfigError).problems.map(({ where }) => where)).toEqual([key]);
    },
  );

  it("is refused with all that is wrong, before any resource is made", async () => {
    const wrong = { controlPlanes: "4", workers: "many", podNetwork: "10.90.0.0/16", colour: "red" };
    const { registered, error } = await refusalBy(() => import("../../index.js"), wrong);
    expect([...registered.keys()]).toEqual([]);
    expect(error).toMatchObject({ name: "ConfigError" });
    const places = (error as ConfigError).problems.map(({ where }) => where);
    expect(places.sort()).toEqual(["colour", "controlPlanes", "podNetwork", "workers"]);
  });
});
