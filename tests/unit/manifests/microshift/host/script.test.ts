import { spawnSync } from "node:child_process";
import { publicFile } from "../../../../../manifests/file";
import { hostScript } from "../../../../../manifests/microshift/host/script";
import type { HostStep } from "../../../../../manifests/microshift/host/steps";

const step: HostStep = {
  name: "kernel",
  why: "for the test",
  values: { GREETING: "it's 'quoted' $HOME" },
  files: [publicFile("/etc/x", "one\n")],
  pullSecret: "nothing",
  onDelete: "undone",
  remadeWith: [],
};
const texts = {
  shared: "shared=yes",
  ofHost: 'put() { echo "$1 $2: $(cat)"; }',
  ofStep: 'echo "$shared $STEP $ORDER $GREETING"; files',
  asRoot: 'sh -c "$1"',
};
const run = (command: string) => spawnSync("sh", ["-c", command], { encoding: "utf8" }).stdout;

describe("a step on a host as one command", () => {
  it("has all of its values and files in it, however they are quoted", () => {
    expect(run(hostScript(step, "up", "root", texts))).toBe(
      "yes kernel up it's 'quoted' $HOME\n644 /etc/x: one\n",
    );
  });

  it("becomes root first for any other user", () => {
    expect(run(hostScript(step, "down", "core", texts))).toContain("yes kernel down it's 'quoted' $HOME\n");
  });
});
