import type { Properties } from "../../shared/values";
import { isAsset, isMap, reveal } from "../../shared/values";
import { NotOffered } from "../../shared/errors";
import type { Context, Failure } from "../../shared/provider";
import type { InputTable } from "../inputs";
import type { Kind } from "../kind";
import { newId } from "../kind";
import { markKeySecret, refuseConnection } from "./connection-inputs";

const table: InputTable = {
  goName: "remote.CopyToRemoteInputs",
  types: {
    connection: "remote.Connection",
    source: "types.AssetOrArchive",
    remotePath: "string",
    triggers: "[]interface {}",
  },
  required: ["connection", "source", "remotePath"],
};

/**
 * `command:remote:CopyToRemote`: a file, a text or a folder on another machine. Nothing is ever
 * removed there, neither what has vanished from the source nor at the end.
 */
export const copyToRemote: Kind = {
  table,
  refuse: (inputs) => [...refuseConnection(inputs), ...refuseSource(inputs)],
  normalise: markKeySecret,

  async create({ inputs, preview }, context) {
    if (preview) return { id: "", outputs: inputs };
    await copy(inputs, context);
    return { id: newId(), outputs: inputs };
  },

  // Of the source only the content counts; a change of the connection alone copies nothing.
  async update({ olds, news, preview }, context) {
    const moved = olds["remotePath"] !== news["remotePath"];
    if (!preview && (moved || hashOf(olds) !== hashOf(news))) await copy(news, context);
    return news;
  },

  delete: () => Promise.resolve(),
};

async function copy(inputs: Properties, context: Context): Promise<void> {
  const plain = reveal(inputs);
  const source = sourceOf(inputs);
  const remotePath = plain["remotePath"] as string;
  const { connected, upload } = await import("./ssh.js");
  await connected(plain, context, (client) => upload(client, source, remotePath));
}

/** What is to be copied: a text, or a file or folder of this machine. */
export type Source = { readonly text: string } | { readonly path: string };

function sourceOf(inputs: Properties): Source {
  const { path, text } = sourceProperties(inputs) as { readonly path?: string; readonly text?: string };
  return path ? { path } : { text: text ?? "" };
}

function refuseSource(inputs: Properties): readonly Failure[] {
  const source = sourceProperties(inputs);
  if (source["path"] || (isAsset(source) && !source["uri"])) return [];
  const what = "a source that is neither a file, a text nor a folder of this machine";
  return [{ property: "source", reason: new NotOffered(what, "source").message }];
}

function sourceProperties(inputs: Properties): Properties {
  const source = reveal(inputs["source"] ?? {});
  return isMap(source) ? source : {};
}

const hashOf = (inputs: Properties): unknown => sourceProperties(inputs)["hash"];
