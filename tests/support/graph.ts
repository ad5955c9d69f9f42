import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { testKeysNamed } from "./keys";
import { playedAccess, playedKubeconfig } from "./microshift-access";

/** A resource as the program registered it. */
export interface Registered {
  readonly name: string;
  readonly type: string;
  readonly custom: boolean;
  /** The logical name of the parent; empty for those of the stack itself. */
  readonly parent: string;
  /** Logical names. */
  readonly dependsOn: readonly string[];
  readonly deletedWith: string;
  /** The logical name of the provider; empty for the engine's own choice. */
  readonly provider: string;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
  /** Outputs that Pulumi is to encrypt whatever they come from. */
  readonly secretOutputs: readonly string[];
  readonly inputs: Readonly<Record<string, unknown>>;
}

interface Request {
  getName(): string;
  getType(): string;
  getCustom(): boolean;
  getParent(): string;
  getDependenciesList(): readonly string[];
  getDeletedwith(): string;
  getProvider(): string;
  getDeletebeforereplace(): boolean;
  getIgnorechangesList(): readonly string[];
  getAdditionalsecretoutputsList(): readonly string[];
  getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
}

/** The mocks take requests as the engine does: the answer goes to a callback. */
interface Monitor {
  registerResource: (this: Monitor, request: Request, answer: unknown) => unknown;
  /** Pulumi's own mocks have none; what a hook would do after an error is for real runs to show. */
  registerErrorHook?: (hook: unknown, answer: (error: null, result: object) => void) => void;
}

const secretMark = "4dabf18193072939515e22adb298388d";

/** An output of a stack. */
export interface StackOutput {
  readonly value: unknown;
  /** True where Pulumi keeps it encrypted. */
  readonly secret: boolean;
}

/** The outputs of a stack by name, as Pulumi keeps them. */
export async function outputsOf({ outputs }: Graph): Promise<Readonly<Record<string, StackOutput>>> {
  const kept = Object.entries(outputs).map(async ([name, given]) => {
    const output: pulumi.Output<unknown> = pulumi.output(given);
    const value = await new Promise<unknown>((resolve) => output.apply(resolve));
    return [name, { value, secret: await pulumi.isSecret(output) }] as const;
  });
  return Object.fromEntries(await Promise.all(kept));
}

/** True for a value that Pulumi keeps encrypted. */
export function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && secretMark in value;
}

/** What a stack would be: its resources by logical name, and its outputs. */
export interface Graph {
  readonly registered: ReadonlyMap<string, Registered>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Runs the program as a preview of a stack that is up would, with real keys and without any plugin, and returns what it
 * registered and what it exports.
 */
export async function graphOf(
  program: () => Promise<object>,
  config: Readonly<Record<string, string>> = {},
): Promise<Graph> {
  let outputs = {};
  const run = () =>
    pulumi.runtime.runInPulumiStack(async () => {
      outputs = await program();
      return outputs;
    });
  const { registered, error } = await recording(config, run);
  if (error !== undefined) throw new Error("the program failed", { cause: error });
  return { registered, outputs };
}

/** Loads a program that refuses the configuration: what it registered until then, and what it threw. */
export async function refusalBy(
  program: () => Promise<unknown>,
  config: Readonly<Record<string, string>>,
): Promise<{ readonly registered: ReadonlyMap<string, Registered>; readonly error: unknown }> {
  return recording(config, program);
}

async function recording(config: Readonly<Record<string, string>>, run: () => Promise<unknown>) {
  const registered = new Map<string, Registered>();
  const monitor = MockMonitor.prototype as unknown as Monitor;
  const original = monitor.registerResource;
  monitor.registerErrorHook ??= (_, answer) => {
    answer(null, {});
  };
  const spy = jest.spyOn(monitor, "registerResource").mockImplementation(function (
    this: Monitor,
    request: Request,
    answer: unknown,
  ) {
    registered.set(request.getName(), registrationOf(request));
    return original.call(this, request, answer);
  });
  await pulumi.runtime.setMocks(mocks, "hardway", "dev", true);
  const keys = Object.entries(config).map(([key, value]) => [`hardway:${key}`, value]);
  pulumi.runtime.setAllConfig(Object.fromEntries(keys) as Record<string, string>);
  try {
    await run();
    // What the stack exports is told in the background.
    await pulumi.runtime.disconnect();
    return { registered, error: undefined };
  } catch (error) {
    return { registered, error };
  } finally {
    spy.mockRestore();
    // Or the next program of the same test would be the one that was loaded already, with what it has made.
    jest.resetModules();
    jest.doMock("@pulumi/pulumi", () => pulumi);
    jest.doMock("@pulumi/pulumi/runtime", () => pulumi.runtime);
  }
}

type MockResource = Omit<pulumi.runtime.MockResourceArgs, "inputs"> & {
  readonly inputs: Record<string, unknown>;
};
type MockCall = Omit<pulumi.runtime.MockCallArgs, "inputs"> & { readonly inputs: Record<string, unknown> };

/** Every private key is the one test key; every other resource returns its inputs. */
const mocks: pulumi.runtime.Mocks = {
  newResource: ({ name, inputs }: MockResource) => ({
    id: `${name}-id`,
    state: { ...inputs, stdout: keysAskedOf(inputs) ?? accessAskedBy(inputs) ?? `${name} stdout` },
  }),
  call: ({ inputs }: MockCall) => inputs,
};

/** What the program of a KeyRing prints; undefined for any other resource. */
function keysAskedOf({ create, environment }: Record<string, unknown>): string | undefined {
  if (typeof create !== "string" || !create.includes("keys.cjs")) return undefined;
  const { NAMES } = environment as { readonly NAMES: string };
  return JSON.stringify(testKeysNamed(NAMES.split(" ")));
}

/** What a cluster of MicroShift says of how it is reached; undefined for any other resource. */
function accessAskedBy({ create }: Record<string, unknown>): string | undefined {
  if (typeof create !== "string") return undefined;
  if (create.endsWith("/microshift/shell/access.sh")) return playedAccess;
  if (create.includes("STEP='\\''facts'\\''")) return "edge: rhel 9.4\nnode edge\n";
  return create.includes("STEP='\\''kubeconfig'\\''") ? playedKubeconfig : undefined;
}

function registrationOf(request: Request): Registered {
  return {
    name: request.getName(),
    type: request.getType(),
    custom: request.getCustom(),
    parent: nameIn(request.getParent()),
    dependsOn: request.getDependenciesList().map(nameIn),
    deletedWith: nameIn(request.getDeletedwith()),
    provider: nameIn(request.getProvider().replace(/::[^:]*$/, "")),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    ignoreChanges: request.getIgnorechangesList(),
    secretOutputs: request.getAdditionalsecretoutputsList(),
    inputs: request.getObject()?.toJavaScript() ?? {},
  };
}

/** The logical name is the last part of a URN. */
function nameIn(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + (urn.includes("::") ? 2 : 1));
}
