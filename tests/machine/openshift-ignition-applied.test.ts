import { allFiles } from "../../ignition/given";
import { nodeIgnition } from "../../ignition/node";
import { openshiftMachineFiles } from "../../ignition/openshift/machine";
import type { OpenshiftPlan } from "../../topology/openshift/plan";
import { type OpenshiftMinor, openshiftMinors } from "../../topology/openshift/versions";
import { openshiftTestBundle } from "../support/openshift-keys";
import { testOwnerSecrets } from "../support/openshift-objects";
import { inPlacePlanOf, openshiftPlanOf } from "../support/openshift-plan";
import { type Entry, type IgnitionRun, RootFileSystem } from "../support/root-file-system";
import { asFound, asWanted, unasked } from "./applied";

const image = `quay.io/okd/scos-release@sha256:${"5".repeat(64)}`;
const proxy = { httpProxy: "http://p:1", httpsProxy: "http://p:1", noProxy: [".svc"] };
const mirrors = [{ source: "quay.io/okd", mirrors: ["mirror.example.com/okd"] }];
const everything: Partial<OpenshiftPlan> = { mirrors, proxy, trustBundle: "PEM\n" };

function planOf(minor: OpenshiftMinor, own: Partial<OpenshiftPlan> = {}) {
  const release = { version: `${minor}.0`, minor, image };
  return openshiftPlanOf({ release, ...everything, ...own }, { platform: "libvirt" });
}

/** All versions of one distribution; the other differs where its boot image has a kubelet; and a rehearsal. */
const cases = [
  ...openshiftMinors.map((minor) => [`OKD ${minor}`, planOf(minor)] as const),
  ["OpenShift 4.18", { ...planOf("4.18"), distribution: "ocp" as const }] as const,
  ["a rehearsal", openshiftPlanOf({ payload: "folder" })] as const,
  ["OKD in place, which is its first control plane", inPlacePlanOf(everything)] as const,
];

/** The user of the image who may log in; what is theirs, and what changes when an account does. */
const loginTraces = [
  "/home/core/.ssh",
  "/home/core/.ssh/authorized_keys.d",
  "/home/core/.ssh/authorized_keys.d/ignition",
];

describe.each(cases)("the real Ignition on the bootstrap machine of %s", (_, plan) => {
  const known = { bundle: openshiftTestBundle(plan), values: testOwnerSecrets };
  const given = openshiftMachineFiles(plan, known, plan.bootstrap);
  const files = allFiles(given);
  const ofImage = given.units.filter(({ contents }) => contents === undefined).map(({ name }) => name);
  const machine = new RootFileSystem(ofImage);
  let before: ReadonlyMap<string, Entry>;
  let run: IgnitionRun;

  beforeAll(async () => {
    before = machine.entries();
    run = await machine.ignite(
      nodeIgnition(given, { machine: plan.bootstrap.name, platform: plan.platform }),
    );
  });
  afterAll(() => {
    machine.remove();
  });

  it("applies the config in all stages, without a complaint", () => {
    expect(run).toMatchObject({ ended: "well" });
    expect(run.said).not.toMatch(/^(WARNING|CRITICAL|ERROR)/m);
  });

  it("writes every file as it was rendered, root's and with its mode", () => {
    const found = files.map(({ path }) => [path, asFound(machine, path)]);
    expect(found).toEqual(files.map((file) => [file.path, asWanted(file)]));
    expect(files.length).toBeGreaterThan(120);
  });

  it("makes every directory with its mode, whatever lies in it", () => {
    const entries = machine.entries();
    expect(given.directories.map(({ path }) => [path, entries.get(path)])).toEqual(
      given.directories.map(({ path, mode }) => [
        path,
        { kind: "directory", mode: mode.toString(8), owner: "0:0" },
      ]),
    );
  });

  it("writes nothing that was not rendered", () => {
    const asked = [...files, ...given.directories].map(({ path }) => path);
    const traces = given.logins === undefined ? [] : loginTraces;
    expect(unasked(before, machine.entries(), [...asked, ...traces])).toEqual([]);
  });

  it("lets in whose keys the plan has, and nobody in a rehearsal", () => {
    const [, , keys] = loginTraces;
    const found = asFound(machine, keys ?? "");
    expect(found).toBe(
      given.logins === undefined ? "nothing" : `600 1000:1000\n${plan.openshift.sshKeys.join("\n")}\n`,
    );
  });

  it("has systemd start the units, those of the image as well", async () => {
    await machine.presetUnits();
    const names = given.units.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["bootkube.service", "kubelet.service"]));
    expect(await machine.systemctl("is-enabled", ...names)).toBe(names.map(() => "enabled").join("\n"));
  });
});
