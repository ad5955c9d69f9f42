import { etcdAt, type Member } from "../../checks/clients/etcd";
import { etcdClientUrl } from "../../topology/endpoints";
import { openHttps } from "../../checks/clients/https";
import type { EtcdAccess } from "../../gates/etcd";
import { leaveEtcd, refuseLossOfQuorum } from "../../gates/leave";
import { becomeVoter, memberOf } from "../../gates/membership";
import { operatorCredential } from "../../pki/bundle";
import type { Machine } from "../../topology/plan";
import { recordingContext, untimed } from "../support/gate-context";
import { loopbackCluster } from "../support/loopback-cluster";
import type { RunningProgram } from "../support/program";

jest.setTimeout(60_000);

/** A cluster that goes through its life in the order of these tests: each begins where the one before ended. */
describe("etcd's membership, with real members and client certificates", () => {
  const cluster = loopbackCluster(91);
  const { bootstrap, controlPlanes } = cluster.plan;
  const [first, second] = controlPlanes as readonly Machine[] as readonly [Machine, Machine];
  const all: readonly Machine[] = [bootstrap, first, second];
  const context = recordingContext();
  const send = openHttps(operatorCredential(cluster.bundle, "etcd-operator"), context);
  const access: EtcdAccess = { addresses: () => Promise.resolve(all.map(({ address }) => address)), send };
  const programs = new Map<string, RunningProgram>();

  const start = (machine: Machine, members: readonly Machine[]): void => {
    const state = members.length === 1 ? "new" : "existing";
    programs.set(machine.name, cluster.startEtcd(machine, { members, state }));
  };
  const listed = (): Promise<readonly Member[]> => etcdAt(etcdClientUrl(bootstrap), send).members();
  const said = (from: number): readonly string[] => context.lines.slice(from).map(untimed);

  beforeAll(() => {
    start(bootstrap, [bootstrap]);
  });
  afterAll(async () => {
    context.end();
    await cluster.remove();
  });

  it("makes a new machine a learner, then a voter, and shows each step", async () => {
    const from = context.lines.length;
    const joined = becomeVoter(context, access, first);
    await until(async () => memberOf(await listed(), first) !== undefined);
    expect(memberOf(await listed(), first)).toMatchObject({ learner: true, name: "" });
    start(first, [bootstrap, first]);
    await joined;
    expect(memberOf(await listed(), first)).toMatchObject({ learner: false, name: first.name });
    expect(said(from)).toContain("etcd: master-0 is a learner, its etcd has not started");
    expect(said(from).at(-1)).toBe("etcd: master-0 is a voting member");
  });

  it("does nothing more for a machine that votes already", async () => {
    const before = await listed();
    await becomeVoter(context, access, first);
    expect(await listed()).toEqual(before);
  });

  it("waits out etcd's refusal of a change that follows at once (trap P5)", async () => {
    const from = context.lines.length;
    const joined = becomeVoter(context, access, second);
    await until(async () => memberOf(await listed(), second) !== undefined);
    start(second, all);
    await joined;
    const refused = said(from).some((line) => line === "etcd: master-1 is not added yet (unhealthy cluster)");
    expect(refused).toBe(true);
    expect(await listed()).toHaveLength(3);
  });

  it("refuses a leave after which the voters that answer are no quorum, and changes nothing", async () => {
    await programs.get(second.name)?.stop();
    const before = await listed();
    await expect(refuseLossOfQuorum(context, access, first)).rejects.toThrow(
      /without master-0, 2 voters remain, of which 2 must answer and 1 do/,
    );
    await expect(leaveEtcd(context, access, first)).rejects.toThrow(/master-0 cannot leave etcd/);
    expect(await listed()).toEqual(before);
  });

  it("lets a member go whose machine is gone", async () => {
    await leaveEtcd(context, access, second);
    expect(memberOf(await listed(), second)).toBeUndefined();
  });

  it("moves leadership away from a member before it removes it", async () => {
    const from = context.lines.length;
    expect(await leader(await listed())).toBe(bootstrap.name);
    await leaveEtcd(context, access, bootstrap);
    expect(said(from)).toContain("etcd: master-0 is asked to lead instead of bootstrap");
    const members = await etcdAt(etcdClientUrl(first), send).members();
    expect(members.map(({ name }) => name)).toEqual([first.name]);
  });

  it("takes a leave that has happened for done", async () => {
    await leaveEtcd(context, access, bootstrap);
    expect(said(context.lines.length - 1)).toEqual(["etcd: bootstrap is no member"]);
  });

  it("refuses to let the last member go", async () => {
    await expect(refuseLossOfQuorum(context, access, first)).rejects.toThrow(/the last voting member/);
  });

  it("refuses a client without a certificate of etcd's authority", async () => {
    const stranger = openHttps(
      {
        ...operatorCredential(cluster.bundle, "admin"),
        authorityPem: cluster.bundle.authorities.etcd.certificatePem,
      },
      context,
    );
    await expect(etcdAt(etcdClientUrl(first), stranger).members()).rejects.toThrow();
  });

  async function leader(members: readonly Member[]): Promise<string | undefined> {
    const { leaderId } = await etcdAt(etcdClientUrl(first), send).status();
    return members.find(({ id }) => id === leaderId)?.name;
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await answered(holds))) await context.clock.sleep(50, context.signal);
  }

  /** The first member is still starting when the first test asks it. */
  async function answered(holds: () => Promise<boolean>): Promise<boolean> {
    try {
      return await holds();
    } catch {
      return false;
    }
  }
});
