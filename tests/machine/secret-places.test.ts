import { execFile, execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ustar } from "../../machine-image/ustar";
import { watchArguments } from "../e2e/support/process-arguments";
import { formsOf } from "../secrets/forms";
import {
  ignitionMark,
  placeNames,
  places,
  whereIgnitionMayBe,
  type PlaceName,
  type Subject,
} from "../secrets/places";
import { filesHolding, search } from "../secrets/search";
import { Lab } from "./lab";

jest.setTimeout(120_000);

const needle = randomBytes(48).toString("base64");
const needles = new Map([["needle", formsOf(needle)]]);
const lab = new Lab(`hardway-s${process.pid}`);
const folder = mkdtempSync(join(tmpdir(), "hardway-secrets-"));
const image = `localhost/hardway-s${process.pid}:1`;
const state = join(folder, "state");
const children: ChildProcess[] = [];
let machine: string;
let subject: Subject;

/** Puts the needle where a place looks for it; the subject changed where the place looks at what was said. */
const plant: Readonly<Record<PlaceName, () => Subject | Promise<Subject>>> = {
  "exported state": () => saying({ state: `"plaintext": "${needle}"` }),
  "event log": () => saying({ "event log": Buffer.from(needle).toString("base64") }),
  "output of the commands": () => saying({ output: `+ ${needle}` }),
  "process arguments": async () => {
    const watched = watchArguments();
    await promisify(execFile)("sh", ["-c", "sleep 0.5", needle]);
    return saying({ "process arguments": await watched.end() });
  },
  "environment of processes": () => {
    children.push(spawn("sleep", ["100"], { env: { ...process.env, NEEDLE: needle } }));
    return subject;
  },
  "files of the state": () => write(join(state, "history", "checkpoint.json"), 0o600),
  "files of the host that others may read": () => write(join(folder, "open", "file"), 0o604),
  "files in machines that others may read": () => {
    lab.in(machine, `mkdir -p /var/lib/open && umask 022 && echo '${needle}' > /var/lib/open/file`);
    return subject;
  },
  "logs in machines": () => {
    lab.in(machine, `echo 'a key: ${needle}' | systemd-cat`);
    return subject;
  },
  "what podman knows of the machines": () => {
    const options = ["--name", `${machine}-labelled`, "--label", `key=${needle}`];
    lab.podman("create", ...options, "--network", "none", image, "/none");
    return { ...subject, containers: [`${machine}-labelled`] };
  },
  "layers of images": () => subject,
};

function saying(more: Partial<Subject["said"]>): Subject {
  return { ...subject, said: { ...subject.said, ...more } };
}

function write(path: string, mode: number): Subject {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, `a key: ${needle}\n`);
  chmodSync(path, mode);
  return subject;
}

beforeAll(() => {
  machine = lab.create("10.90.0.11", { ignition: { version: "3.3.0" } });
  lab.start(machine);
  lab.waitForBoot(machine);
  const content = Buffer.from(needle);
  const archive = ustar([{ path: "layer-file", kind: "file", mode: 0o600, content }]);
  execFileSync("podman", ["import", "--quiet", "-", image], { input: archive });
  mkdirSync(state);
  // The folder of mkdtemp is closed: opened, for what others may read in it to be found.
  chmodSync(folder, 0o755);
  subject = {
    said: { state: "", "event log": "", output: "", "process arguments": "" },
    containers: [machine],
    images: [],
    state: { folder: state, secret: ["passphrase"] },
    hostFolders: [folder],
    since: new Date(Date.now() - 60_000),
  };
});

afterAll(() => {
  for (const child of children) child.kill();
  execFileSync("podman", ["rm", "--force", "--ignore", `${machine}-labelled`]);
  execFileSync("podman", ["rmi", "--force", image]);
  lab.remove();
  rmSync(folder, { recursive: true });
});

const seen = async (place: PlaceName, where: Subject) =>
  search(await places[place].haystacks(where), needles);

describe("a secret that stands in clear", () => {
  it.each(placeNames)("is found: %s", async (place) => {
    const images = place === "layers of images" ? [image] : [];
    expect(await seen(place, subject)).toEqual([]);
    expect((await seen(place, { ...(await plant[place]()), images })).join("\n")).toMatch(/: needle/);
  });
});

describe("a secret that only its owner can read", () => {
  it("is no matter in a file of mode 0600, nor in an open file below a closed folder", async () => {
    const place = "files of the host that others may read";
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const before = await seen(place, subject);
    write(join(folder, "own-file"), 0o600);
    write(join(closed, "file"), 0o644);
    expect(await seen(place, subject)).toEqual(before);
  });
});

describe("an Ignition config that is left", () => {
  it("is found in a machine, and none is there after the boot", async () => {
    expect(await filesHolding(await whereIgnitionMayBe(subject), [ignitionMark])).toEqual([]);
    lab.in(
      machine,
      `umask 077; echo '${JSON.stringify({ ignition: { version: "3.3.0" } })}' > /run/ignition.json`,
    );
    const found = await filesHolding(await whereIgnitionMayBe(subject), [ignitionMark]);
    expect(found.join("\n")).toMatch(/\/run\/ignition\.json$/);
  });
});
