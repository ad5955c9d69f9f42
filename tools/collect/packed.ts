import { constants, gunzipSync } from "node:zlib";

/** Base64 of either alphabet, in one line or folded into several. */
const block =
  /[A-Za-z0-9+/_-]{20,}={0,2}(?:\r?\n[ \t]*[A-Za-z0-9+/_-]{20,}={0,2})*(?:\r?\n[ \t]*[A-Za-z0-9+/_-]{1,19}={0,2}(?![^\s]))?/g;

/** As many lines as a large key has; what follows them in a block goes with them. */
const linesOfKey = 64;

/**
 * Takes out what is packed as base64 and holds a secret: a key in DER, a compressed text or a text of which
 * `holdsSecret` says so.
 */
export function hidePacked(text: string, holdsSecret: (text: string) => boolean, mark: string): string {
  return text.replace(block, (found) => {
    const lines = found.split("\n");
    const first = lines.findIndex((_, index) => isSecretFrom(lines, index, holdsSecret));
    return first === -1 ? found : [...lines.slice(0, first), mark].join("\n");
  });
}

/** Letters before the base64 that are none of it may shift it by up to three. */
function isSecretFrom(
  lines: readonly string[],
  first: number,
  holdsSecret: (text: string) => boolean,
): boolean {
  const joined = lines
    .slice(first, first + linesOfKey)
    .map((line) => line.trim())
    .join("");
  return [0, 1, 2, 3].some((shift) => {
    const bytes = Buffer.from(joined.slice(shift), "base64");
    return isKey(bytes) || [...unpacked(bytes), ...readable(bytes)].some(holdsSecret);
  });
}

/** Whether the bytes begin as a key in DER does (PKCS#1, PKCS#8, SEC 1): a sequence whose first part is a version. */
function isKey(bytes: Buffer): boolean {
  const bytesOfLength = Math.max(0, (bytes[1] ?? 0) - 0x80);
  const [type, length, version = 2] = bytes.subarray(2 + bytesOfLength);
  return bytes[0] === 0x30 && type === 0x02 && length === 1 && version <= 1;
}

/** The text inside gzip, as far as it goes. */
function unpacked(bytes: Buffer): readonly string[] {
  const start = bytes.indexOf(Buffer.from([0x1f, 0x8b, 0x08]));
  if (start === -1) return [];
  try {
    return [gunzipSync(bytes.subarray(start), { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1")];
  } catch {
    // Three bytes that looked like the beginning of gzip by chance.
    return [];
  }
}

/** The text from where it can be read on; bytes that are no text are none. */
function readable(bytes: Buffer): readonly string[] {
  const text = bytes.toString("latin1");
  const start = text.search(/[\x20-\x7e\s]{16}/);
  return start === -1 ? [] : [text.slice(start)];
}
