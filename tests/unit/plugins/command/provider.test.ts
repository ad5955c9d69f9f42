import { commandProvider } from "../../../../plugins/command/provider";
import type { Context } from "../../../../plugins/shared/provider";
import { KINDS, SIGNATURE, UNKNOWN } from "../../../../plugins/shared/values";
import type { Properties } from "../../../../plugins/shared/values";

const context: Context = {
  log: { message: () => undefined, status: () => undefined, flush: () => Promise.resolve() },
  signal: new AbortController().signal,
};
const resource = (type: string) => ({ urn: `urn:pulumi:dev::p::${type}::one`, type, name: "one" });
const LOCAL = "command:local:Command";
const COPY = "command:remote:CopyToRemote";

const create = (inputs: Properties, more: { readonly preview?: boolean; readonly type?: string } = {}) => {
  const { preview = false, type = LOCAL } = more;
  return commandProvider.create({ ...resource(type), inputs, preview, timeoutSeconds: 0 }, context);
};
const update = (olds: Properties, news: Properties) =>
  commandProvider.update(
    {
      ...resource(LOCAL),
      id: "i",
      olds,
      oldInputs: {},
      news,
      preview: false,
      timeoutSeconds: 0,
      ignoreChanges: [],
    },
    context,
  );
const checkSource = async (source: Properties): Promise<readonly string[]> => {
  const news = { connection: { host: "h" }, remotePath: "/x", source };
  const request = { ...resource(COPY), olds: {}, news, randomSeed: new Uint8Array() };
  return ((await commandProvider.check(request, context)).failures ?? []).map(({ reason }) => reason);
};

describe("the command provider", () => {
  it("runs nothing in preview, and knows the inputs alone", async () => {
    const { outputs } = await create({ create: "exit 1" }, { preview: true });
    expect(outputs).toEqual({ create: "exit 1", stdout: UNKNOWN, stderr: UNKNOWN });
  });

  it("has empty outputs where there is no command", async () => {
    expect((await create({})).outputs).toEqual({ stdout: "", stderr: "" });
  });

  it("updates by `update`, else by `create`, and gives it the previous output", async () => {
    const olds = { create: "echo a", stdout: "a", stderr: "" };
    const say = "echo $PULUMI_COMMAND_STDOUT again";
    expect(await update(olds, { create: say })).toEqual({ create: say, stdout: "a again", stderr: "" });
    expect(await update(olds, { create: "exit 1", update: say })).toMatchObject({ stdout: "a again" });
    expect(await update(olds, {})).toEqual({ stdout: "a", stderr: "" });
  });

  it("lets the previous output win over a variable of its name", async () => {
    const olds = { stdout: "real", stderr: "" };
    const news = { create: "echo $PULUMI_COMMAND_STDOUT", environment: { PULUMI_COMMAND_STDOUT: "own" } };
    expect(await update(olds, news)).toMatchObject({ stdout: "real" });
  });

  it("refuses other types of the package by name", () => {
    const request = {
      ...resource("command:remote:CopyFile"),
      olds: {},
      news: {},
      randomSeed: new Uint8Array(),
    };
    expect(() => commandProvider.check(request, context)).toThrow(/command:remote:CopyFile .*is not offered/);
  });

  it("copies files, texts and folders, and refuses what lies elsewhere", async () => {
    const asset = (more: Properties): Properties => ({ [SIGNATURE]: KINDS.asset, hash: "h", ...more });
    expect(await checkSource(asset({ path: "a.txt" }))).toEqual([]);
    expect(await checkSource(asset({ text: "" }))).toEqual([]);
    expect(await checkSource({ [SIGNATURE]: KINDS.archive, hash: "h", path: "dir" })).toEqual([]);
    expect(await checkSource(asset({ uri: "file:///a" }))).toEqual([
      expect.stringMatching(/is not offered/) as string,
    ]);
  });

  it("previews a copy without an id, as the official plugin does", async () => {
    const inputs = { connection: { host: "h" }, remotePath: "/x" };
    expect(await create(inputs, { preview: true, type: COPY })).toEqual({ id: "", outputs: inputs });
  });
});
