import { isSecret, outputsOf } from "../support/graph";
import { testRandomKey } from "../support/keys";
import { type Preview, previewOf, topologies } from "../support/preview";

/** A private key, as it is or in base64; a packed Ignition config; a virtual router's password; what encrypts Secrets. */
const secrets = new RegExp(`PRIVATE KEY|LS0tLS1CRUdJTi|H4sI|auth_pass|${testRandomKey.bytes.slice(0, 20)}`);

describe.each(topologies)("the secrets of a stack of topology %s", (topology) => {
  let stack: Preview;

  beforeAll(async () => {
    stack = await previewOf({ topology });
  }, 60_000);

  it("are what every machine and gate reads from its standard input", () => {
    const readers = stack.commands.filter(({ inputs }) => inputs["stdin"] !== undefined);
    const known = readers.filter(({ inputs }) => !isSecret(inputs["stdin"]));
    expect(known.map(({ name }) => name)).toEqual([]);
    const expected = stack.commands.filter(({ name }) =>
      /-(booted|join|api-ready|pivot|healthy)$|-backup-before-/.test(name),
    );
    expect(readers.map(({ name }) => name).sort()).toEqual(expected.map(({ name }) => name).sort());
  });

  it("are what a key ring's program prints, and it prints them to the engine alone", () => {
    const rings = stack.commands.filter(({ name }) => name.endsWith("-keys") || name.startsWith("secrets-"));
    const machines = stack.commands.filter(({ name }) => name.endsWith("-booted"));
    const owners = machines.map(({ name }) => name.replace(/booted$/, "keys"));
    expect(rings.map(({ name }) => name).sort()).toEqual(
      [...owners, "secrets-authorities", "secrets-operators"].sort(),
    );
    for (const { inputs, secretOutputs } of rings) {
      expect(inputs["logging"]).toBe("none");
      expect(secretOutputs).toEqual(["stdout"]);
    }
  });

  it("stand in no input that is shown", () => {
    const shown = stack.all.map(({ name, inputs }) => [
      name,
      JSON.stringify(inputs, (_, value: unknown) => (isSecret(value) ? "[secret]" : value)),
    ]);
    expect(shown.filter(([, text]) => secrets.test(text ?? ""))).toEqual([]);
  });

  it("stand in those of the stack's outputs that are kept as secrets, and in no other", async () => {
    const outputs = Object.entries(await outputsOf(stack));
    const kept = outputs.filter(([, { secret }]) => secret).map(([name]) => name);
    expect(kept.sort()).toEqual(["breakGlassKubeconfig", "kubeconfig", "verification"]);
    const holding = outputs.filter(([, { value }]) => secrets.test(JSON.stringify(value)));
    expect(holding.map(([name]) => name).sort()).toEqual(kept);
  });
});
