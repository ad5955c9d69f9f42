import { constants, gunzipSync } from "node:zlib";

/** What is searched for: each secret by a name that says nothing, with every form in which it may stand in a text. */
export type Needles = ReadonlyMap<string, readonly string[]>;

/** Characters that a secret and all its forms are made of, and how many of them stand together at least. */
const runs = /[A-Za-z0-9+/=%_-]{32,}/g;

/** Base64 of a text begins at one of three places within the base64 of a longer text. */
function encodedForms(text: string): readonly string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString("base64");
    // The characters at both ends also depend on the neighbours.
    return encoded.slice(shift === 0 ? 0 : 4, -4);
  });
}

/**
 * A secret as it stands, in hexadecimal, in an URL, inside base64, and inside base64 of that: an Ignition file with a
 * kubeconfig. Throws where a text is none that `namesIn` would find.
 */
export function formsOf(text: string): readonly string[] {
  if (text.match(runs)?.[0] !== text) throw new Error("a needle needs 32 characters, all of them of base64");
  const once = encodedForms(text);
  const simple = [text, Buffer.from(text).toString("hex"), encodeURIComponent(text)];
  return [...new Set([...simple, ...once, ...once.flatMap(encodedForms)])];
}

/** The names of the secrets that are seen in a text, or in what is packed inside it. */
export function namesIn(text: string, needles: Needles): readonly string[] {
  // Most of a log is prose, which cannot hold a secret: what is left is searched in a moment.
  const texts = [text, ...unpackedIn(text)].map((each) => each.match(runs)?.join("\n") ?? "");
  return [...needles]
    .filter(([, forms]) => forms.some((form) => texts.some((each) => each.includes(form))))
    .map(([name]) => name);
}

/** The texts that stand in a text as base64 of gzip, as packed Ignition configs do. */
function unpackedIn(text: string): readonly string[] {
  return [...text.matchAll(/H4sI[A-Za-z0-9+/]+/g)].flatMap(([base64]) => {
    // What is cut short is unpacked as far as it goes.
    const options = { finishFlush: constants.Z_SYNC_FLUSH };
    try {
      return [gunzipSync(Buffer.from(base64, "base64"), options).toString("utf8")];
    } catch {
      // Four letters that only look like the beginning of gzip.
      return [];
    }
  });
}
