import { isUtf8 } from "node:buffer";
import { StringDecoder } from "node:string_decoder";
import type { EngineLog } from "../shared/engine";
import type { Value } from "../shared/values";
import { KINDS, SIGNATURE } from "../shared/values";

export type Stream = "stdout" | "stderr";

/** Which streams each value of `logging` shows; any other value shows nothing and is no error. */
const shown: Readonly<Record<string, readonly Stream[]>> = {
  stdout: ["stdout"],
  stderr: ["stderr"],
  stdoutAndStderr: ["stdout", "stderr"],
  none: [],
};
const SHOWN_BY_DEFAULT = "stdoutAndStderr";

/** Collects what a command writes, and shows it to the user line by line as it comes. */
export class CommandOutput {
  readonly #chunks: { readonly stream: Stream; readonly bytes: Buffer }[] = [];
  readonly #lines: Readonly<Record<Stream, LineSplitter>>;

  constructor(log: EngineLog, logging = SHOWN_BY_DEFAULT) {
    const show = (stream: Stream): LineSplitter => {
      const visible = shown[logging]?.includes(stream) ?? false;
      return new LineSplitter((line) => {
        if (visible) log.status("info", line);
      });
    };
    this.#lines = { stdout: show("stdout"), stderr: show("stderr") };
  }

  add(stream: Stream, bytes: Buffer): void {
    this.#chunks.push({ stream, bytes });
    this.#lines[stream].add(bytes);
  }

  /** Shows a last line that has no newline. */
  end(): void {
    this.#lines.stdout.end();
    this.#lines.stderr.end();
  }

  /** Both streams in the order in which they came, for messages. */
  get text(): string {
    return Buffer.concat(this.#chunks.map(({ bytes }) => bytes)).toString();
  }

  /** What a stream gave, without its last newline. What is not UTF-8 is kept as bytes. */
  value(stream: Stream): Value {
    const all = Buffer.concat(
      this.#chunks.filter((chunk) => chunk.stream === stream).map(({ bytes }) => bytes),
    );
    const bytes = all.at(-1) === 0x0a ? all.subarray(0, -1) : all;
    if (isUtf8(bytes)) return bytes.toString();
    return { [SIGNATURE]: KINDS.bytes, value: bytes.toString("base64") };
  }
}

class LineSplitter {
  readonly #decoder = new StringDecoder("utf8");
  readonly #show: (line: string) => void;
  #rest = "";

  constructor(show: (line: string) => void) {
    this.#show = show;
  }

  add(bytes: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(bytes)).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#show(line.replace(/\r$/, ""));
  }

  end(): void {
    const last = this.#rest + this.#decoder.end();
    if (last !== "") this.#show(last);
    this.#rest = "";
  }
}
