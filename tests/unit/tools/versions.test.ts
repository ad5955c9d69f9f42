import { readFileSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../../../package.json";
import { goModules } from "../../../tools/paths";
import type { Tool } from "../../../tools/tool";
import { tools, versions } from "../../../tools/versions";

const goMod = (module: string): string => readFileSync(join(goModules, module, "go.mod"), "utf8");
const all: readonly Tool[] = tools;

describe("the toolchain's versions", () => {
  it.each([
    ["pulumi", `github.com/pulumi/pulumi/pkg/v3 v${versions.pulumi}`],
    ["pulumi", `github.com/pulumi/pulumi/sdk/v3 v${versions.pulumi}`],
    ["kubernetes", `k8s.io/kubernetes v${versions.kubernetes}`],
    ["etcd", `go.etcd.io/etcd/server/v3 v${versions.etcd}`],
    ["etcdctl", `go.etcd.io/etcd/etcdctl/v3 v${versions.etcd}`],
    ["coredns", `github.com/coredns/coredns v${versions.coredns}`],
  ])("are those of the Go module %s: %s", (module, requirement) => {
    expect(goMod(module)).toContain(`${requirement}\n`);
  });

  it("take every staging module of Kubernetes from the release itself", () => {
    const [, minor, patch] = versions.kubernetes.split(".");
    const replaced =
      goMod("kubernetes").match(/^\s*(?:replace )?k8s\.io\/\S+ => k8s\.io\/\S+ (\S+)$/gm) ?? [];
    expect(replaced.length).toBeGreaterThanOrEqual(30);
    expect(replaced.filter((line) => !line.endsWith(` v0.${minor}.${patch}`))).toEqual([]);
  });

  it("have the engine and its SDK at the same version", () => {
    expect(packageJson.dependencies["@pulumi/pulumi"]).toBe(versions.pulumi);
  });
});

describe("the table of tools", () => {
  it("verifies every download", () => {
    const downloads = all.flatMap(({ sources }) => sources).filter((source) => source.kind === "download");
    expect(downloads).not.toHaveLength(0);
    for (const { url, checksum } of downloads) {
      expect(url).toMatch(/^https:/);
      expect(checksum.kind === "pinned" ? checksum.sum : checksum.url).toMatch(
        /^(https:.*|[0-9a-f]{64}|[0-9a-f]{128})$/,
      );
    }
  });

  it("can make every tool without a publisher's download", () => {
    const only = all.filter(({ sources }) => !["go", "machine"].includes(sources.at(-1)?.kind ?? ""));
    expect(only).toEqual([]);
  });

  it("prefers a download to a build, and what is on PATH to both", () => {
    const order = ["path", "download", "go", "machine"];
    for (const { sources } of all) {
      const ranks = sources.map(({ kind }) => order.indexOf(kind));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    }
  });

  it("gets from each source all programs of a tool", () => {
    for (const { name, programs, sources } of all) {
      for (const source of sources) {
        if (source.kind === "download") {
          const members = source.members.map((member) => member.split("/").at(-1));
          expect({ name, members }).toEqual({ name, members: expect.arrayContaining([...programs]) });
        }
      }
    }
  });
});
