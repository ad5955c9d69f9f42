import {
  kick,
  ovnDatabases,
  ovnMasterPods,
  parseRaftStatus,
  raftStatus,
} from "../../../../checks/microshift/ovn-databases";
import type { ExecTarget } from "../../../../checks/clients/exec";
import { ovnMaster } from "../../../../checks/microshift/workloads";
import { controlPlanes, putPod, putWorkload, raftText } from "../../../support/microshift-cluster";
import { StandInApi } from "../../../support/stand-in-api";

const [northbound, southbound] = ovnDatabases;

describe("what a server of OVN's databases says", () => {
  it("is read: its cluster, its role, and the servers with their addresses", () => {
    const text = raftText("node-1", { leader: "node-1", servers: controlPlanes });
    expect(parseRaftStatus(text)).toEqual({
      clusterId: "c1c1 (c1c10000-1111-2222-3333-444455556666)",
      role: "leader",
      servers: [
        { id: "1abc", address: "10.89.0.11" },
        { id: "2abc", address: "10.89.0.12" },
        { id: "3abc", address: "10.89.0.13" },
      ],
    });
  });

  it("is read over TLS and with IPv6 as well", () => {
    const text = "Role: follower\nServers:\n    aaaa (aaaa at ssl:[fd89::11]:9644) (self)\n";
    expect(parseRaftStatus(text)).toEqual({
      clusterId: "",
      role: "follower",
      servers: [{ id: "aaaa", address: "fd89::11" }],
    });
  });

  it("is nothing where it is something else", () => {
    expect(parseRaftStatus("")).toEqual({ clusterId: "", role: "", servers: [] });
  });
});

describe("the servers of OVN's databases", () => {
  it("are asked in the container of their own, and told there whom to remove", async () => {
    const asked: ExecTarget[] = [];
    const exec = (target: ExecTarget): Promise<string> => {
      asked.push(target);
      return Promise.resolve("");
    };
    if (northbound === undefined || southbound === undefined) throw new Error("OVN has two databases");
    await raftStatus(exec, "a", northbound);
    await kick(exec, "a", southbound, { id: "3abc", address: "10.89.0.13" });
    const namespace = "openshift-ovn-kubernetes";
    expect(asked).toEqual([
      {
        namespace,
        pod: "a",
        container: "nbdb",
        command: ["ovn-appctl", "-t", "/var/run/ovn/ovnnb_db.ctl", "cluster/status", "OVN_Northbound"],
      },
      {
        namespace,
        pod: "a",
        container: "sbdb",
        command: ["ovn-appctl", "-t", "/var/run/ovn/ovnsb_db.ctl", "cluster/kick", "OVN_Southbound", "3abc"],
      },
    ]);
  });

  it("are in pods that run and are not about to end, and nowhere where the network is another", async () => {
    const api = new StandInApi();
    expect(await ovnMasterPods(api.kubernetes)).toBeUndefined();
    putWorkload(api, ovnMaster);
    for (const { name } of controlPlanes) putPod(api, ovnMaster, name);
    putPod(api, ovnMaster, "node-2", { phase: "Pending" });
    const pods = (await ovnMasterPods(api.kubernetes)) ?? [];
    expect(pods.map(({ spec }) => spec?.nodeName)).toEqual(["node-1", "node-3"]);
  });
});
