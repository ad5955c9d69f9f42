import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kubeApiServerConfigText } from "../../manifests/openshift/configs/kube-apiserver";
import { kubeControllerManagerConfigText } from "../../manifests/openshift/configs/kube-controller-manager";
import { machinePrograms } from "../../tools/paths";
import { openshiftPlanOf } from "../support/openshift-plan";
import { temporaryFolder } from "../support/temporary-folder";
import { offeredBy } from "../tools/offered-flags";
import { imageList, standInNames } from "./names";

jest.setTimeout(180_000);

const source = join(__dirname, "standins");
const folder = temporaryFolder("stand-ins");
const plan = openshiftPlanOf();
const go = (...words: readonly string[]): string =>
  execFileSync("go", words, { cwd: source, encoding: "utf8", env: { ...process.env, CGO_ENABLED: "0" } });

describe("the stand-ins' source", () => {
  it("is formatted, vetted and tested", () => {
    expect(execFileSync("gofmt", ["-l", "."], { cwd: source, encoding: "utf8" })).toBe("");
    go("vet", "./...");
    expect(go("test", "./...")).toMatch(/^ok/);
  });

  it("plays every name that the image has a link for, and says of which it does not", () => {
    const main = readFileSync(join(source, "main.go"), "utf8");
    expect([...main.matchAll(/^\t"([a-z0-9-]+)": /gm)].map(([, name]) => name)).toEqual(standInNames);
  });
});

describe("the list of images", () => {
  it("has every tag once, and an image of its own for the release, as its pod names no program", () => {
    const lines = imageList().trimEnd().split("\n");
    const tags = lines.map((line) => line.split("=")[0]);
    expect(new Set(tags).size).toBe(tags.length);
    expect(lines.filter((line) => line.includes("rehearsal-release"))).toEqual([
      "release=localhost/rehearsal-release:1",
    ]);
  });
});

const configs = [
  ["kube-apiserver", kubeApiServerConfigText(plan), []],
  ["kube-controller-manager", kubeControllerManagerConfigText(plan), ["--kubeconfig=/nowhere/kubeconfig"]],
] as const;

describe.each(configs)("hyperkube's %s", (program, text, own) => {
  let flags: readonly string[];

  beforeAll(() => {
    const hyperkube = join(folder, "hyperkube");
    go("build", "-buildvcs=false", "-o", join(folder, "stand-ins"), ".");
    spawnSync("rm", ["-f", hyperkube]);
    symlinkSync("stand-ins", hyperkube);
    const file = join(folder, `${program}.yaml`);
    writeFileSync(file, text);
    const words = ["print", program, `--openshift-config=${file}`, ...own];
    flags = execFileSync(hyperkube, words, { encoding: "utf8" }).trimEnd().split("\n");
  });

  it("gets from the bootstrap's file only flags that upstream has", () => {
    const offered = offeredBy(program);
    const names = flags.map((flag) => flag.slice(2, flag.indexOf("=")));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !offered.has(name))).toEqual([]);
  });

  it("gets values that upstream takes: it goes as far as to miss the files, which are on machines alone", () => {
    const { status, stderr } = spawnSync(join(machinePrograms, program), flags, {
      encoding: "utf8",
      timeout: 60_000,
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/no such file or directory/);
    expect(stderr).not.toMatch(/unknown|invalid|unrecognized/i);
  });
});
