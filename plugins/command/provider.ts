import { NotOffered } from "../shared/errors";
import type { Provider } from "../shared/provider";
import { difference } from "./difference";
import { checkInputs } from "./inputs";
import type { Kind } from "./kind";
import { localCommand } from "./local/command";
import { copyToRemote } from "./remote/copy";
import { remoteCommand } from "./remote/command";

const kinds: Readonly<Record<string, Kind>> = {
  "command:local:Command": localCommand,
  "command:remote:Command": remoteCommand,
  "command:remote:CopyToRemote": copyToRemote,
};

function kindOf({ type, name }: { readonly type: string; readonly name: string }): Kind {
  const kind = kinds[type];
  if (!kind) throw new NotOffered(`the resource type ${type}`, `resource "${name}"`);
  return kind;
}

/** The stand-in for the plugin of @pulumi/command; see README.md for what it offers. */
export const commandProvider: Provider = {
  name: "command",
  version: "1.2.1",

  check(request) {
    const kind = kindOf(request);
    const wrong = checkInputs(request.news, kind.table);
    const failures = wrong.length > 0 ? wrong : kind.refuse(request.news);
    return { inputs: failures.length > 0 ? request.news : kind.normalise(request.news), failures };
  },
  diff: (request) => difference(request, kindOf(request).table),
  create: (request, context) => kindOf(request).create(request, context),
  update: (request, context) => kindOf(request).update(request, context),
  delete: (request, context) => kindOf(request).delete(request, context),
  // There is nothing to look at: a refresh gives the state back, an import knows the id alone.
  read: ({ id, inputs = {}, outputs = {} }) => ({ id, inputs, outputs }),
};
