import type { ConfigError } from "../../topology/problems";
import { refusalBy } from "../support/graph";

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

describe("a stack with a wrong configuration", () => {
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
