import { readdirSync, readFileSync } from "node:fs";
import { attempt, capture } from "../../tools/process";
import { processOf } from "../faults/containers";
import { filesOf, type Selection } from "./files";
import type { Haystack } from "./search";

/** What was exported or printed, by where. */
export type Said = Readonly<Record<"state" | "event log" | "output" | "process arguments", string>>;

/** What is searched: a stack and the host that it is on. */
export interface Subject {
  readonly said: Said;
  /** The running machines' containers. */
  readonly containers: readonly string[];
  /** The images that machines are made from. */
  readonly images: readonly string[];
  /** The folder of the state, and the names of the files in it that are there to hold secrets. */
  readonly state: { readonly folder: string; readonly secret: readonly string[] };
  /** The host's folders that programs write into. */
  readonly hostFolders: readonly string[];
  /** When the stack was begun: what is older on the host holds none of its secrets. */
  readonly since: Date;
}

/** A place where a secret must never stand in clear. */
export interface Place {
  readonly why: string;
  readonly haystacks: (subject: Subject) => Promise<readonly Haystack[]>;
}

const said =
  (name: keyof Said): Place["haystacks"] =>
  (subject) =>
    Promise.resolve([{ where: name, text: subject.said[name] }]);

/** What a machine's files are walked without. */
const withoutInMachine: Selection["without"] = [
  { path: "proc", why: "processes: their arguments and environments are places of their own" },
  { path: "sys", why: "the kernel's" },
  { path: "dev", why: "devices" },
  { path: "usr", why: "the image's, which is a place of its own" },
  { path: "opt", why: "the image's" },
  { path: "run/containerd/*/rootfs", why: "the same files again, as a pod sees them" },
];

/** Every place that is searched. */
export const places = {
  "exported state": {
    why: "is copied to other people and other machines",
    haystacks: said("state"),
  },
  "event log": { why: "is what CI keeps of an update", haystacks: said("event log") },
  "output of the commands": { why: "is kept by terminals and CI", haystacks: said("output") },
  "process arguments": { why: "every user of the host may list them", haystacks: said("process arguments") },
  "environment of processes": {
    why: "is inherited by every child, and lives as long as the last one",
    haystacks: () => Promise.resolve(environments()),
  },
  "files of the state": {
    why: "are backed up; all but the passphrase and the kubeconfigs are to be encrypted",
    haystacks: async ({ state }) => {
      const without = state.secret.map((path) => ({ path, why: "is there to hold a secret" }));
      return [{ where: "state", files: await filesOf(state.folder, { without, which: "all" }) }];
    },
  },
  "files of the host that others may read": {
    why: "every user of the host may",
    haystacks: async ({ hostFolders, since }) => {
      const selection: Selection = { without: [], which: "others may read", since };
      return Promise.all(
        hostFolders.map(async (folder) => ({ where: folder, files: await filesOf(folder, selection) })),
      );
    },
  },
  "files in machines that others may read": {
    why: "a pod or a service that runs as a user of its own may",
    haystacks: (subject) => inMachines(subject, { without: withoutInMachine, which: "others may read" }),
  },
  "logs in machines": {
    why: "are collected, shipped and read by people who may not have the keys",
    haystacks: async (subject) => [
      ...(await Promise.all(subject.containers.map(journal))),
      ...(await inMachines(subject, { without: [], which: "all" }, "/var/log")),
    ],
  },
  "what podman knows of the machines": {
    why: "is shown by every inspect, and kept in podman's database",
    haystacks: async ({ containers, images }) => [
      { where: "podman inspect", text: await podman("inspect", ...containers, ...images) },
      ...(await Promise.all(containers.map(containerLog))),
    ],
  },
  "layers of images": {
    why: "are copied to wherever an image is pushed",
    haystacks: ({ images }) => Promise.all(images.map(layer)),
  },
} as const satisfies Readonly<Record<string, Place>>;

/** The name of a place. */
export type PlaceName = keyof typeof places;

/** The names of all places. */
export const placeNames = Object.keys(places) as readonly PlaceName[];

/** What every Ignition config holds, packed or not, and no other file. */
export const ignitionMark = '"ignition":{"version"';

/** Where Ignition's config may have been left: any file of a machine that is not its image's, and the host's folders. */
export async function whereIgnitionMayBe(subject: Subject): Promise<readonly Haystack[]> {
  const { hostFolders, since } = subject;
  const onHost = hostFolders.map(async (folder) => ({
    where: folder,
    files: await filesOf(folder, { without: machineStorage, which: "all", since }),
  }));
  return [
    ...(await inMachines(subject, { without: withoutInMachine, which: "all" })),
    ...(await Promise.all(onHost)),
  ];
}

/** What else `/var/lib/containers` and `/run/containers` hold is searched. */
const machineStorage: Selection["without"] = [
  { path: "storage/overlay", why: "machines' files, which are searched inside them" },
  { path: "storage/volumes", why: "machines' files" },
];

function podman(...parts: readonly string[]): Promise<string> {
  return capture({ program: "podman", arguments: parts });
}

function environments(): readonly Haystack[] {
  return readdirSync("/proc")
    .filter((entry) => /^[0-9]+$/.test(entry) && Number(entry) !== process.pid)
    .map((pid) => ({ where: `process ${pid}`, text: environment(pid) }));
}

/** Empty where the process has ended since it was listed. */
function environment(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1").replaceAll("\0", "\n");
  } catch {
    return "";
  }
}

function inMachines(
  { containers }: Subject,
  selection: Selection,
  folder = "",
): Promise<readonly Haystack[]> {
  return Promise.all(
    containers.map(async (container) => {
      const root = `/proc/${await processOf(container)}/root${folder}`;
      return { where: container, files: await filesOf(root, selection) };
    }),
  );
}

async function journal(container: string): Promise<Haystack> {
  const text = await podman("exec", container, "journalctl", "--no-pager", "--output=cat");
  return { where: `journal of ${container}`, text };
}

async function containerLog(container: string): Promise<Haystack> {
  const { output, errors } = await attempt({ program: "podman", arguments: ["logs", container] });
  return { where: `podman logs ${container}`, text: output + errors };
}

/** Each image has one layer, as it was imported. */
async function layer(image: string): Promise<Haystack> {
  const folder = (
    await podman("image", "inspect", "--format", "{{.GraphDriver.Data.UpperDir}}", image)
  ).trim();
  return { where: image, files: await filesOf(folder, { without: [], which: "all" }) };
}
