import { NotOffered } from "../../shared/errors";
import type { Failure } from "../../shared/provider";
import type { Properties } from "../../shared/values";
import { isMap, isUnknown, reveal, secret } from "../../shared/values";
import type { InputTable } from "../inputs";
import { checkInputs } from "../inputs";

const table: InputTable = {
  goName: "remote.Connection",
  types: {
    host: "string",
    port: "float64",
    user: "string",
    privateKey: "string",
    hostKey: "string",
    dialErrorLimit: "float64",
    perDialTimeout: "float64",
  },
  required: ["host"],
};

const notOffered = ["password", "privateKeyPassword", "agentSocketPath", "proxy"] as const;

/** What is wrong with the connection, and what the stand-in does not offer of it. */
export function refuseConnection(inputs: Properties): readonly Failure[] {
  const connection = reveal(inputs["connection"] ?? {});
  if (isUnknown(connection) || !isMap(connection)) return [];
  const refused = notOffered.filter((name) => connection[name] !== undefined);
  const offered = Object.entries(connection).filter(([name]) => !refused.some((other) => other === name));
  return [
    ...refused.map((name) => ({
      property: `connection.${name}`,
      reason: new NotOffered(`connecting by ${name}`, `connection.${name}`).message,
    })),
    ...checkInputs(Object.fromEntries(offered), table).map(({ property, reason }) => ({
      property: `connection.${property}`,
      reason,
    })),
  ];
}

/** The connection with its private key marked secret, inside the mark that the SDK gives the whole. */
export function markKeySecret(inputs: Properties): Properties {
  const given = inputs["connection"];
  const connection = isMap(given) && isMap(given["value"]) ? given["value"] : given;
  if (!isMap(connection) || connection["privateKey"] === undefined) return inputs;
  const marked = { ...connection, privateKey: secret(connection["privateKey"]) };
  return { ...inputs, connection: connection === given ? marked : secret(marked) };
}
