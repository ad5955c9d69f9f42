import type { ParsedKey } from "ssh2";
import { utils } from "ssh2";
import { NotOffered } from "../../shared/errors";
import type { Properties } from "../../shared/values";
import { isMap, reveal } from "../../shared/values";
import { readableByClient } from "./private-key";

/** How to reach a machine, as remote resources are given it (`command.types.input.remote.Connection`). */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly privateKey: string;
  /** The only key that the machine may have; undefined accepts any. */
  readonly hostKey: ParsedKey | undefined;
  /** Failed attempts after which the next one is the last; -1: no limit. */
  readonly dialErrorLimit: number;
  /** Of one attempt; 0: no limit. */
  readonly perDialTimeoutSeconds: number;
}

/** Reads the connection of the inputs; throws, in the official plugin's words, on unreadable keys. */
export function parseConnection(inputs: Properties): Connection {
  const plain = reveal(inputs["connection"] ?? {});
  const given = isMap(plain) ? plain : {};
  const { privateKey: givenKey = "", hostKey } = given as { privateKey?: string; hostKey?: string };
  if (givenKey === "") {
    throw new NotOffered("connecting without a private key (by an agent)", "connection.privateKey");
  }
  const privateKey = readableByClient(givenKey);
  if (!parseKey(privateKey)) throw new Error("ssh: no key found");
  const parsedHostKey = hostKey === undefined ? undefined : parseKey(hostKey);
  if (hostKey !== undefined && !parsedHostKey) throw new Error("failed to parse host key: ssh: no key found");
  return {
    host: given["host"] as string,
    port: (given["port"] as number | undefined) ?? 22,
    user: (given["user"] as string | undefined) ?? "root",
    privateKey,
    hostKey: parsedHostKey,
    dialErrorLimit: (given["dialErrorLimit"] as number | undefined) ?? 10,
    perDialTimeoutSeconds: (given["perDialTimeout"] as number | undefined) ?? 15,
  };
}

function parseKey(text: string): ParsedKey | undefined {
  const parsed = utils.parseKey(text) as ParsedKey | readonly ParsedKey[] | Error;
  if (parsed instanceof Error) return undefined;
  return Array.isArray(parsed) ? (parsed[0] as ParsedKey | undefined) : (parsed as ParsedKey);
}
