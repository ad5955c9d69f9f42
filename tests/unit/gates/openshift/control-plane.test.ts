import { joinOpenshift } from "../../../../gates/openshift/control-plane";
import { untimed } from "../../../support/gate-context";
import type { StandInApi } from "../../../support/stand-in-api";
import {
  bootstrap,
  clusterWhere,
  etcdOf,
  type Happening,
  master,
  masters,
  putMembers,
  putMemberStatus,
  putNode,
} from "./cluster";

const founder = { name: "etcd-bootstrap", address: bootstrap.address };
const [, second = master] = masters;

/** A node that registered long ago, so that its requests are of no interest here. */
function register(api: StandInApi): void {
  putNode(api, master.name, { roles: ["master", "control-plane"], made: -10_000 });
}

function registerAsWorker(api: StandInApi): void {
  putNode(api, master.name, { roles: ["worker"], made: -10_000 });
}

function members(...others: Parameters<typeof putMembers>[2]) {
  return (api: StandInApi): void => {
    putMembers(api, [bootstrap], [founder, ...others]);
  };
}

function vote(api: StandInApi): void {
  members(master)(api);
  putMemberStatus(api, master.address);
}

function serve(api: StandInApi): void {
  api.readiness(`https://${master.address}:6443`, 200);
}

function run(...happenings: readonly Happening[]) {
  const { api, gate } = clusterWhere(...happenings);
  const joined = joinOpenshift(gate, {
    node: master,
    kubernetes: api.kubernetes,
    etcd: etcdOf(api, [bootstrap]),
  });
  return { joined, gate };
}

describe("the gate of a control plane of OpenShift", () => {
  it("waits until the operators have made the machine a voter and an API server, and adds no member itself", async () => {
    const { joined, gate } = run(
      [0, members()],
      [5, register],
      [300, members({ ...master, name: "" })],
      [310, members({ ...master, learner: true })],
      [320, vote],
      [900, serve],
    );
    expect(await joined).toEqual({ node: "master-0", etcd: "voter" });
    const lines = gate.lines.map(untimed).map((line) => line.replace(/, \d+m.*$/, ""));
    expect(lines.filter((line) => /^(etcd|api):/.test(line))).toEqual([
      "etcd: master-0 is no member of etcd: the etcd operator has not added it yet",
      "etcd: master-0 is a learner, its etcd has not started",
      "etcd: master-0 is a learner, catching up",
      "etcd: master-0 is a voting member",
      "api: connection refused",
      "api: the API server of master-0 is ready",
    ]);
  });

  it.each<[string, RegExp, readonly ((api: StandInApi) => void)[]]>([
    [
      "without the role of a master",
      /Ready, without the label node-role\.kubernetes\.io\/master/,
      [registerAsWorker, vote, serve],
    ],
    ["whose member is not added", /master-0 is no member of etcd/, [register, members()]],
    ["whose API server does not start", /API server of master-0[^]*connection refused/, [register, vote]],
  ])("gives up on a machine %s", async (_, seen, happenings) => {
    const { joined } = run(...happenings.map((happens) => [0, happens] as const));
    await expect(joined).rejects.toThrow(seen);
  });

  it("does not take a voter of another machine for this one's", async () => {
    const { joined } = run([0, members(second)], [0, register]);
    await expect(joined).rejects.toThrow(/master-0 is no member of etcd/);
  });
});
