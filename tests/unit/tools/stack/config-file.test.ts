import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../../../tools/paths";
import { configFile, sealedIn, withSalt, valuesIn } from "../../../../tools/stack/config-file";
import type { Stack } from "../../../../tools/stack/stack";

describe("the configuration that the engine reads", () => {
  const folder = mkdtempSync(join(tmpdir(), "hardway-config-"));
  const dev: Stack = { name: "dev", folder, kubeconfig: join(folder, "kubeconfig"), instance: "hardway-dev" };
  const original = readFileSync(join(repository, "Pulumi.dev.yaml"), "utf8");
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("is a copy of the stack's own, so that the engine's salt does not land in the repository", async () => {
    const path = await configFile(dev);
    expect(path).toBe(join(folder, "Pulumi.dev.yaml"));
    expect(readFileSync(path, "utf8")).toBe(original);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("keeps the salt that the engine wrote into the copy", async () => {
    const path = await configFile(dev);
    writeFileSync(path, `config:\n  hardway:old: value\nencryptionsalt: v1:abc=:v1:def==\n`);
    await configFile(dev);
    expect(readFileSync(path, "utf8")).toBe(`${original}encryptionsalt: v1:abc=:v1:def==\n`);
  });

  it("gets its salt on a line of its own", () => {
    expect(withSalt("config: {}", "encryptionsalt: s")).toBe("config: {}\nencryptionsalt: s\n");
    expect(withSalt("", "encryptionsalt: s")).toBe("encryptionsalt: s\n");
    expect(withSalt("config: {}\n", undefined)).toBe("config: {}\n");
  });

  it("of a stack that is not there is an error that names those that are", async () => {
    const unknown: Stack = { ...dev, name: "dve" };
    await expect(configFile(unknown)).rejects.toThrow(/no stack dve[^]*STACK=.*dev/);
  });
});

describe("the values of a configuration file", () => {
  it("are read by their keys without the program's name", () => {
    expect(valuesIn("# a comment\nconfig:\n  hardway:workers: 2\n  hardway:topology: ha\n")).toEqual({
      workers: 2,
      topology: "ha",
    });
  });

  it("are sealed where the engine alone can read them", () => {
    const text =
      "config:\n  hardway:pullSecret: {secure: v1:abc}\n  hardway:libvirt: {uri: a}\n  hardway:workers: 2\n";
    expect(sealedIn(valuesIn(text))).toEqual(["pullSecret"]);
  });

  it("are none where it has none, and none of another program's", () => {
    expect(["", "config:\n", "config:\n  other:workers: 9\n"].map(valuesIn)).toEqual([{}, {}, {}]);
  });
});
