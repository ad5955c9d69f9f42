import { readdirSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { constants, gunzipSync } from "node:zlib";
import { pulumi, type TestStack } from "./stack";
import { commandLine } from "./traces";

/** Base64 of a text begins at one of three places within the base64 of a longer text. */
function encodedForms(text: string): readonly string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString("base64");
    // The characters at both ends also depend on the neighbours.
    return encoded.slice(shift === 0 ? 0 : 4, -4);
  });
}

/** A text as it stands, as it stands inside base64, and inside base64 of that: an Ignition file with a kubeconfig. */
export function formsOf(text: string): readonly string[] {
  const once = encodedForms(text);
  return [text, ...once, ...once.flatMap(encodedForms)];
}

/** What must never be seen in clear: one line of each private key of the stack, in every form. */
export async function needlesOf(stack: TestStack): Promise<ReadonlyMap<string, readonly string[]>> {
  const state = await pulumi(stack, "stack", "export", "--show-secrets");
  const keys = [
    ...state.matchAll(/-----BEGIN PRIVATE KEY-----\\+n([A-Za-z0-9+/]{64})\\+n([A-Za-z0-9+/]{64})/g),
  ];
  // The first line of every RSA key begins alike; the second is the key's own.
  const lines = new Set(keys.map((match) => match[2]).filter((line) => line !== undefined));
  return new Map([...lines].map((line) => [line, formsOf(line)]));
}

/** How many of the keys are seen in a text, or in what is packed inside it. */
export function seenIn(text: string, needles: ReadonlyMap<string, readonly string[]>): number {
  const texts = [text, ...unpackedIn(text)];
  return [...needles.values()].filter((forms) =>
    forms.some((form) => texts.some((each) => each.includes(form))),
  ).length;
}

/** The texts that stand in a text as base64 of gzip, as packed Ignition configs do. */
function unpackedIn(text: string): readonly string[] {
  return [...text.matchAll(/H4sI[A-Za-z0-9+/]+/g)].map(([base64]) =>
    // What is cut short is unpacked as far as it goes.
    gunzipSync(Buffer.from(base64, "base64"), { finishFlush: constants.Z_SYNC_FLUSH }).toString("utf8"),
  );
}

/** Collects the arguments of every process of this machine until it is ended. */
export function watchArguments(): { readonly end: () => Promise<string> } {
  const seen = new Set<string>();
  const ending = new AbortController();
  const watching = (async () => {
    while (!ending.signal.aborted) {
      for (const entry of readdirSync("/proc")) if (/^[0-9]+$/.test(entry)) seen.add(commandLine(entry));
      await delay(100);
    }
  })();
  return {
    end: async () => {
      ending.abort();
      await watching;
      return [...seen].join("\n");
    },
  };
}
