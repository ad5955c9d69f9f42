import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { stateFolder } from "../../tools/paths";
import { capture } from "../../tools/process";
import { callersCredential, pulumi, type TestStack } from "../e2e/support/stack";
import { formsOf, type Needles } from "./forms";

/** Where the secrets of a stack are taken from that are searched for. */
interface Source {
  readonly name: string;
  /** Who knows them: the stack itself, or only its containers. */
  readonly at: "stack" | "containers";
  /** Parts of the secrets that are unlike any part of another: enough to know them by. */
  readonly marks: (stack: TestStack, machines: readonly string[]) => Promise<readonly string[]>;
}

/** A private key in PEM, the line breaks as they are or escaped; the first line of each of a kind begins alike. */
const privateKeys = /PRIVATE KEY-----(?:\n|\\+n)[A-Za-z0-9+/]{64}(?:\n|\\+n)([A-Za-z0-9+/]{64})/g;
/** A token in the form of JWT: its signature is its own. */
const tokens = /eyJ[\w-]+\.eyJ[\w-]+\.([\w-]{43,})/g;
/** A key of the encryption at rest: 32 bytes. */
const encryptionKeys = /bytes\\*": ?\\*"([A-Za-z0-9+/]{43}=)/g;

const sources: readonly Source[] = [
  {
    name: "key of the stack",
    at: "stack",
    marks: async (stack) => marksIn(await clearState(stack), privateKeys),
  },
  {
    name: "key of the encryption at rest",
    at: "stack",
    marks: async (stack) => marksIn(await clearState(stack), encryptionKeys),
  },
  {
    name: "key that a kubelet made",
    at: "containers",
    marks: async (_, machines) => {
      const read = machines.map((name) => inMachine(name, "cat /var/lib/kubelet/pki/*.pem"));
      return marksIn((await Promise.all(read)).join("\n"), privateKeys);
    },
  },
  {
    name: "token of a service account",
    at: "containers",
    marks: async (_, machines) => {
      const find = "find /var/lib/kubelet/pods -path '*projected*' -name token -exec cat {} + -exec echo \\;";
      const read = machines.map((name) => inMachine(name, find));
      return marksIn((await Promise.all(read)).join("\n"), tokens);
    },
  },
  {
    name: "passphrase of the state",
    at: "stack",
    marks: async () => [(await readFile(join(stateFolder, "passphrase"), "utf8")).trim()],
  },
  { name: "credential of the caller", at: "stack", marks: () => Promise.resolve([callersCredential.value]) },
];

/**
 * What must never be seen in clear, by a name that says nothing. `machines` are the containers of nodes. Throws where a
 * kind of secret is not found at its source: nobody would miss it in the search.
 */
export function needlesOf(stack: TestStack, machines: readonly string[]): Promise<Needles> {
  return needlesFrom(sources, stack, machines);
}

/** The same without what only machines know, for machines that are no containers. */
export function needlesOfStack(stack: TestStack): Promise<Needles> {
  return needlesFrom(
    sources.filter(({ at }) => at === "stack"),
    stack,
    [],
  );
}

async function needlesFrom(
  from: readonly Source[],
  stack: TestStack,
  machines: readonly string[],
): Promise<Needles> {
  const found = from.map(async ({ name, marks }) => {
    const own = [...new Set(await marks(stack, machines))];
    if (own.length === 0) throw new Error(`no ${name} was found where it comes from`);
    return own.map((mark, index) => [`${name} ${index}`, formsOf(mark)] as const);
  });
  return new Map((await Promise.all(found)).flat());
}

function marksIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]).filter((mark) => mark !== undefined);
}

function clearState(stack: TestStack): Promise<string> {
  return pulumi(stack, "stack", "export", "--show-secrets");
}

function inMachine(container: string, line: string): Promise<string> {
  return capture({ program: "podman", arguments: ["exec", container, "sh", "-c", line] });
}
