import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import packageJson from "../../../package.json";
import sdkPackageJson from "../../../sdks/libvirt/package.json";
import { goModules, repository } from "../../../tools/paths";
import { libvirtPackage } from "../../../tools/sdk";
import type { Tool } from "../../../tools/tool";
import { tools, versions } from "../../../tools/versions";

const goMod = (module: string): string => readFileSync(join(goModules, module, "go.mod"), "utf8");
/** The version that a module's go.mod requires of another, direct or not. */
const required = (module: string, other: string): string | undefined =>
  goMod(module)
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/^require /, "")
        .split(" "),
    )
    .find(([name]) => name === other)?.[1];
const all: readonly Tool[] = tools;

describe("the toolchain's versions", () => {
  it.each([
    ["pulumi", "github.com/pulumi/pulumi/pkg/v3", versions.pulumi],
    ["pulumi", "github.com/pulumi/pulumi/sdk/v3", versions.pulumi],
    ["kubernetes", "k8s.io/kubernetes", versions.kubernetes],
    ["etcd", "go.etcd.io/etcd/server/v3", versions.etcd],
    ["etcdctl", "go.etcd.io/etcd/etcdctl/v3", versions.etcd],
    ["coredns", "github.com/coredns/coredns", versions.coredns],
    ["terraform-bridge", "github.com/pulumi/pulumi-terraform-bridge/v3", versions.terraformBridge],
    [
      "terraform-provider-libvirt",
      "github.com/dmacvicar/terraform-provider-libvirt",
      versions.libvirtProvider,
    ],
    ["sdk-generator", "github.com/pulumi/pulumi/pkg/v3", versions.pulumi],
  ])("are those that the Go module %s requires: %s %s", (module, other, version) => {
    expect(required(module, other)).toBe(`v${version}`);
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

  it("have the same plugin and provider of libvirt in the SDK and in Pulumi.yaml", () => {
    const { name, version, parameterization } = sdkPackageJson.pulumi;
    expect({ name, version }).toEqual({ name: "terraform-provider", version: versions.terraformPlugin });
    expect(parameterization).toMatchObject({ name: "libvirt", version: versions.libvirtProvider });
    const project = parse(readFileSync(join(repository, "Pulumi.yaml"), "utf8")) as {
      readonly packages: unknown;
    };
    expect(project.packages).toEqual({
      libvirt: {
        source: "terraform-provider",
        version: versions.terraformPlugin,
        parameters: [...libvirtPackage],
      },
    });
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

  it("takes from each download all programs of its tool", () => {
    for (const { programs, sources } of all) {
      const downloads = sources.filter((source) => source.kind === "download");
      const lacking = downloads.flatMap(({ members }) => {
        const names = members.map((member) => member.split("/").at(-1));
        return programs.filter((program) => !names.includes(program));
      });
      expect(lacking).toEqual([]);
    }
  });
});
