import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { homePrograms, type HomeProgram } from "../../../tools/engine-home";
import { architecture, tools, versions } from "../../../tools/versions";

const programOf = (tool: HomeProgram["tool"]): HomeProgram => {
  const program = homePrograms.find((candidate) => candidate.tool === tool);
  if (program === undefined) throw new Error(`no ${tool}`);
  return program;
};

describe("the engine's home", () => {
  const home = mkdtempSync(join(tmpdir(), "hardway-home-"));
  const environment = { ...process.env };
  const providerFolder = join(
    home,
    `dynamic_tf_plugins/registry.opentofu.org/dmacvicar/libvirt/${versions.libvirtProvider}/linux_${architecture}`,
  );

  beforeEach(() => {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home);
    process.env["PULUMI_HOME"] = home;
    delete process.env["PULUMI_DYNAMIC_TF_PLUGIN_CACHE_DIR"];
  });
  afterAll(() => {
    process.env = environment;
    rmSync(home, { recursive: true, force: true });
  });

  it.each(homePrograms)("does not have $tool at first", ({ isThere }) => {
    expect(isThere()).toBe(false);
  });

  it("has the plugin where the engine installs the official one", () => {
    const path = join(
      home,
      `plugins/resource-terraform-provider-v${versions.terraformPlugin}/pulumi-resource-terraform-provider`,
    );
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "");
    expect(programOf("terraform-provider").isThere()).toBe(true);
  });

  it("has the provider that the plugin has downloaded, whatever follows its name", () => {
    mkdirSync(providerFolder, { recursive: true });
    writeFileSync(join(providerFolder, "terraform-provider-libvirt"), "");
    expect(programOf("terraform-provider-libvirt").isThere()).toBe(true);
  });

  it("gets the provider as it is, and does not take a copy that was interrupted for it", async () => {
    const provider = programOf("terraform-provider-libvirt");
    const name = `terraform-provider-libvirt_v${versions.libvirtProvider}`;
    const program = join(home, name);
    writeFileSync(program, "binary", { mode: 0o755 });
    mkdirSync(providerFolder, { recursive: true });
    writeFileSync(join(providerFolder, `.${name}.new`), "bin");
    expect(provider.isThere()).toBe(false);
    await provider.put(program);
    expect(provider.isThere()).toBe(true);
    expect(readdirSync(providerFolder)).toEqual([name]);
    expect(readFileSync(join(providerFolder, name), "utf8")).toBe("binary");
    expect(statSync(join(providerFolder, name)).mode & 0o111).toBe(0o111);
  });
});

describe("the table of tools", () => {
  it("has what goes into the engine's home, for libvirt alone and one program each", () => {
    const forEngine = tools.filter(({ runsOn }) => runsOn === "engine");
    expect(forEngine.map(({ name }) => name).sort()).toEqual(homePrograms.map(({ tool }) => tool).sort());
    for (const { neededBy, programs } of forEngine) {
      expect(neededBy).toBe("libvirt");
      expect(programs).toHaveLength(1);
    }
  });

  it("builds for podman nothing that only libvirt needs", () => {
    const forLibvirt = tools.filter(({ neededBy }) => neededBy === "libvirt").map(({ name }) => name);
    expect(forLibvirt).toEqual(homePrograms.map(({ tool }) => tool));
  });
});
