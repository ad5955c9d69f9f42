import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How a publisher answers. */
export interface Manner {
  readonly content: Buffer;
  /** By which the file is told from another one; undefined: it says nothing. */
  readonly tag: string | undefined;
  readonly ranges: "given" | "ignored";
  readonly length: "said" | "unsaid";
  /** The bytes of a body after which the connection breaks off, or nothing more comes until `goOn`: after 0, no answer. */
  readonly end: { readonly after: number; readonly by: "breaking off" | "falling silent" } | undefined;
  /** Another status, with no file. */
  readonly refusal: number | undefined;
}

/** A publisher of one file on loopback, who fails as a test wants it. */
export interface Publisher {
  /** The address of the file under a name; /moved/NAME is redirected there. */
  readonly address: (name: string) => string;
  /** The headers by which the rest of the file was asked for, one entry for each question. */
  readonly asked: { readonly range: string | undefined; readonly ifRange: string | undefined }[];
  /** How the next questions are answered, one each; the last manner stays. */
  readonly answer: (...manners: readonly Partial<Manner>[]) => void;
  /** Sends what is left of every body that fell silent. */
  readonly goOn: () => void;
  readonly stop: () => Promise<void>;
}

const usual: Manner = {
  content: Buffer.alloc(0),
  tag: '"1"',
  ranges: "given",
  length: "said",
  end: undefined,
  refusal: undefined,
};

/** Starts a publisher. */
export async function startPublisher(): Promise<Publisher> {
  const asked: Publisher["asked"] = [];
  const silent: (() => void)[] = [];
  let manners: readonly Manner[] = [usual];
  const server = createServer((request, response) => {
    const [, moved] = /^\/moved\/(.*)$/.exec(request.url ?? "") ?? [];
    if (moved !== undefined) {
      response.writeHead(302, { location: `/${moved}` }).end();
      return;
    }
    const { range, "if-range": ifRange } = request.headers;
    asked.push({ range, ifRange: typeof ifRange === "string" ? ifRange : undefined });
    const [manner = usual, ...later] = manners;
    if (later.length > 0) manners = later;
    answer(request, response, manner, (rest) => silent.push(rest));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: (name) => `http://127.0.0.1:${port}/${name}`,
    asked,
    answer: (...next) => {
      manners = next.map((manner) => ({ ...usual, ...manner }));
    },
    goOn: () => {
      for (const rest of silent.splice(0)) rest();
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { content, tag, ranges, length, end, refusal }: Manner,
  onSilence: (rest: () => void) => void,
): void {
  if (refusal !== undefined) {
    response.writeHead(refusal).end("no");
    return;
  }
  const { range, "if-range": ifRange } = request.headers;
  const isPart = range !== undefined && ranges === "given" && (ifRange === undefined || ifRange === tag);
  const first = isPart ? Number(/^bytes=(\d+)-$/.exec(range)?.[1]) : 0;
  if (first > 0 && first >= content.length) {
    response.writeHead(416, { "content-range": `bytes */${content.length}` }).end();
    return;
  }
  const body = content.subarray(first);
  const head = (): unknown =>
    response.writeHead(isPart ? 206 : 200, {
      ...(tag === undefined ? {} : { etag: tag }),
      ...(length === "said" ? { "content-length": String(body.length) } : {}),
      ...(isPart ? { "content-range": `bytes ${first}-${content.length - 1}/${content.length}` } : {}),
    });
  if (end?.after === 0 && end.by === "falling silent") {
    onSilence(() => {
      head();
      response.end(body);
    });
    return;
  }
  head();
  if (end === undefined) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, end.after), () => {
    if (end.by === "breaking off") response.destroy();
    else onSilence(() => response.end(body.subarray(end.after)));
  });
}
