import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../../../tools/failure";
import { repository } from "../../../../tools/paths";
import { clearSecretsIn, refuseClearSecrets } from "../../../../tools/stack/clear-secrets";
import { preflight } from "../../../../tools/stack/preflight/preflight";
import { stackOf } from "../../../../tools/stack/stack";

const password = "cGFzc3dvcmQ6bm9ib2R5cw==";
const object = `  hardway:pullSecret: {"auths":{"quay.io":{"auth":"${password}"}}}\n`;
const text = `  hardway:pullSecret: '{"auths":{"quay.io":{"auth":"${password}"}}}'\n`;

describe("the secrets of a configuration file", () => {
  it.each<[string, readonly string[], string]>([
    ["as text are in the clear", ["pullSecret"], text],
    ["as an object are in the clear", ["pullSecret"], object],
    [
      "of which a part alone is encrypted are in the clear",
      ["pullSecret"],
      `  hardway:pullSecret: {auths: {quay.io: {auth: {secure: v1:abc}}, other: {auth: ${password}}}}\n`,
    ],
    ["that are encrypted are not", [], "  hardway:pullSecret: {secure: v1:abc}\n"],
    ["that are another program's are its own affair", [], "  other:pullSecret: in the clear\n"],
    ["may be none", [], "  hardway:workers: 2\n"],
  ])("%s", (_, keys, lines) => {
    expect(clearSecretsIn(`config:\n${lines}`)).toEqual(keys);
  });
});

describe("make up and make preview with a pull secret in the clear", () => {
  const stack = stackOf("e2e-clear-secret");
  const file = join(repository, `Pulumi.${stack.name}.yaml`);

  beforeAll(() => {
    mkdirSync(stack.folder, { recursive: true });
    writeFileSync(file, `config:\n  hardway:distribution: ocp\n${object}`);
  });
  afterAll(() => {
    rmSync(file, { force: true });
    rmSync(stack.folder, { recursive: true, force: true });
  });

  it("refuse it before anything is made: what, where, why, the remedy, and nothing of the secret", async () => {
    const refused = preflight(stack);
    await expect(refused).rejects.toThrow(Failure);
    await expect(refused).rejects.toThrow(
      /pull secret stands in the clear\n +where: +hardway:pullSecret in Pulumi\.e2e-clear-secret\.yaml\n +why: [^]*remedy: pulumi config set --secret pullSecret --stack e2e-clear-secret < pull-secret\.json/,
    );
    await expect(refused).rejects.not.toThrow(new RegExp(password));
  });

  it("go on where it is encrypted", async () => {
    writeFileSync(file, "config:\n  hardway:pullSecret: {secure: v1:abc}\n");
    await expect(refuseClearSecrets(stack)).resolves.toBeUndefined();
  });
});
