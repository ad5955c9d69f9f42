import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseAllDocuments } from "yaml";
import {
  gitopsKustomizePaths,
  gitopsOverlay,
  gitopsPackageFolder,
} from "../../../../manifests/microshift/gitops";
import { repository } from "../../../../tools/paths";
import { temporaryFolder } from "../../../support/temporary-folder";

const played = join(repository, "tests/microshift/host/rootfs/usr/lib/stand-ins/microshift-gitops");

describe("GitOps on MicroShift", () => {
  it("is the package's manifests with another pull policy, by the real kustomize", () => {
    const root = temporaryFolder("gitops");
    cpSync(played, root, { recursive: true });
    const [{ path, contents } = { path: "", contents: "" }] = gitopsOverlay();
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), contents);
    const text = execFileSync("kubectl", ["kustomize", join(root, dirname(path))], { encoding: "utf8" });
    const policies = parseAllDocuments(text)
      .map((document) => document.toJS() as { readonly kind: string; readonly spec?: object })
      .filter(({ kind }) => kind !== "Namespace")
      .map(({ spec }) => /"imagePullPolicy":"(\w+)"/.exec(JSON.stringify(spec))?.[1]);
    expect(policies).toEqual(["IfNotPresent", "IfNotPresent", "IfNotPresent"]);
  });

  it("is applied once: of the package's own folders its is none, and all others are", () => {
    const patterns = gitopsKustomizePaths.filter((path) =>
      path.startsWith("/usr/lib/microshift/manifests.d/"),
    );
    const isApplied = (name: string): boolean =>
      patterns.some((pattern) => {
        const glob = pattern.slice(pattern.lastIndexOf("/") + 1);
        return new RegExp(`^${glob.replaceAll("*", ".*")}$`).test(name);
      });
    expect(isApplied(gitopsPackageFolder.slice(gitopsPackageFolder.lastIndexOf("/") + 1))).toBe(false);
    for (const other of ["001-microshift-olm", "000-microshift-kindnet", "010-x", "100-y", "021-z"])
      expect([other, isApplied(other)]).toEqual([other, true]);
  });
});
