/** One entry of a tar archive; `content` of a link is its target. */
export interface TarEntry {
  readonly path: string;
  readonly kind: "file" | "folder" | "link";
  readonly mode: number;
  /** The number of the user and of the group that it belongs to; root where it is left out. */
  readonly owner?: number;
  readonly content: Buffer;
}

const BLOCK = 512;
/** The header's field that holds the checksum counts as eight spaces while the sum is taken. */
const CHECKSUM = { offset: 148, length: 8 } as const;
const NAME = { offset: 0, length: 100 } as const;
const PREFIX = { offset: 345, length: 155 } as const;
const TYPE = { file: "0", link: "2", folder: "5" } as const;

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, "0")}\0`;

/** A long path is kept in two fields, which readers join with the slash between them. */
function fieldsOf(path: string): { readonly prefix: string; readonly name: string } {
  if (Buffer.byteLength(path) <= NAME.length) return { prefix: "", name: path };
  const slash = path.indexOf("/", path.length - NAME.length - 1);
  const [prefix, name] = [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)];
  if (Buffer.byteLength(name) > NAME.length || Buffer.byteLength(prefix) > PREFIX.length)
    throw new Error(`too long for a tar header: ${path}`);
  return { prefix, name };
}

function header(entry: TarEntry): Buffer {
  const { prefix, name } = fieldsOf(entry.path);
  const block = Buffer.alloc(BLOCK);
  const size = entry.kind === "file" ? entry.content.length : 0;
  block.write(name, NAME.offset);
  block.write(octal(entry.mode, 7), 100);
  block.write(octal(entry.owner ?? 0, 7), 108);
  block.write(octal(entry.owner ?? 0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.fill(" ", CHECKSUM.offset, CHECKSUM.offset + CHECKSUM.length);
  block.write(TYPE[entry.kind], 156);
  if (entry.kind === "link") block.write(entry.content.toString("utf8"), 157, 100);
  block.write("ustar\x0000", 257);
  block.write(prefix, PREFIX.offset);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)} `, CHECKSUM.offset);
  return block;
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

/**
 * A tar archive (POSIX ustar) whose bytes depend on its entries alone: time 0, the given order.
 * Link targets may have up to 100 bytes, paths as many and 155 more in folders.
 */
export function ustar(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap((entry) =>
    entry.kind === "file" ? [header(entry), padded(entry.content)] : [header(entry)],
  );
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}
