const BLOCK = 2048;
const IS_FOLDER = 0x02;

/** What an image is made of. */
export interface IsoContent {
  /** Contents by path, of short names in capitals: "COREOS/IGNINFO.JSO". One folder deep at most. */
  readonly files: Readonly<Record<string, Buffer>>;
  /** What a BIOS loads and runs, up to a block of it; left out where it boots nothing. */
  readonly boot?: Buffer;
}

interface Placed {
  readonly name: string;
  readonly kind: "file" | "folder";
  readonly block: number;
  readonly length: number;
}

const filled = (content: Buffer): Buffer =>
  Buffer.concat([content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);

/** A number as the format has it: in both orders of bytes (ECMA-119, section 7.3.3). */
function both(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(value, 0);
  bytes.writeUInt32BE(value, 4);
  return bytes;
}

function record({ name, kind, block, length }: Placed): Buffer {
  const named = Buffer.from(name, "latin1");
  const bytes = Buffer.alloc(33 + named.length + (named.length % 2 === 0 ? 1 : 0));
  bytes[0] = bytes.length;
  both(block).copy(bytes, 2);
  both(length).copy(bytes, 10);
  bytes[25] = kind === "folder" ? IS_FOLDER : 0;
  bytes.writeUInt16LE(1, 28);
  bytes.writeUInt16BE(1, 30);
  bytes[32] = named.length;
  named.copy(bytes, 33);
  return bytes;
}

/**
 * What a folder holds: itself and the one above it, of which nobody asks where they are, and the rest; no record crosses
 * the end of a block.
 */
function recordsOf(held: readonly Placed[]): Buffer {
  const own = ["\0", "\x01"].map((name): Placed => ({ name, kind: "folder", block: 0, length: 0 }));
  return [...own, ...held].map(record).reduce((all, each) => {
    const room = BLOCK - (all.length % BLOCK);
    return Buffer.concat([all, ...(each.length > room ? [Buffer.alloc(room)] : []), each]);
  }, Buffer.alloc(0));
}

function descriptor(type: number, parts: Readonly<Record<number, Buffer | string>>): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  bytes[0] = type;
  bytes.write("CD001\x01", 1, "latin1");
  for (const [at, part] of Object.entries(parts)) bytes.set(Buffer.from(part), Number(at));
  return bytes;
}

/** The catalog of one program that is loaded as it is (El Torito 1.0, sections 2.1 and 2.2). */
function bootCatalog(block: number): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  bytes.set([0x01, 0, 0, 0], 0);
  bytes.set([0x55, 0xaa], 30);
  let sum = 0;
  for (let at = 0; at < 32; at += 2) sum += bytes.readUInt16LE(at);
  bytes.writeUInt16LE((0x10000 - (sum & 0xffff)) & 0xffff, 28);
  bytes[32] = 0x88;
  bytes.writeUInt16LE(BLOCK / 512, 38);
  bytes.writeUInt32LE(block, 40);
  return bytes;
}

/** A small image in the format ISO 9660, which a BIOS boots where it has something to boot. */
export function isoImage({ files, boot = Buffer.alloc(1) }: IsoContent): Buffer {
  const parts: Buffer[] = [Buffer.alloc(19 * BLOCK)];
  const end = (): number => parts.reduce((sum, part) => sum + part.length / BLOCK, 0);
  const put = (content: Buffer): number => {
    const block = end();
    parts.push(filled(content));
    return block;
  };
  const putFile = ([path, content]: readonly [string, Buffer]): Placed => {
    const name = `${path.split("/").at(-1) ?? ""};1`;
    return { name, kind: "file", block: put(content), length: content.length };
  };
  const putFolder = (name: string, held: readonly Placed[]): Placed => {
    const content = filled(recordsOf(held));
    return { name, kind: "folder", block: put(content), length: content.length };
  };
  const catalog = put(bootCatalog(put(boot)));
  const entries = Object.entries(files);
  const within = entries.filter(([path]) => path.includes("/"));
  const alone = entries.filter((entry) => !within.includes(entry));
  const names = [...new Set(within.map(([path]) => path.slice(0, path.indexOf("/"))))];
  const folders = names.map((name) =>
    putFolder(name, within.filter(([path]) => path.startsWith(`${name}/`)).map(putFile)),
  );
  const root = putFolder("\0", [...folders, ...alone.map(putFile)]);
  const catalogAt = Buffer.alloc(4);
  catalogAt.writeUInt32LE(catalog);
  const descriptors = [
    descriptor(1, { 40: "TEST".padEnd(32), 80: both(end()), 156: record(root) }),
    descriptor(0, { 7: "EL TORITO SPECIFICATION", 71: catalogAt }),
    descriptor(255, {}),
  ];
  return Buffer.concat([Buffer.alloc(16 * BLOCK), ...descriptors, ...parts.slice(1)]);
}
