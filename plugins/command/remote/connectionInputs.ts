import { NotOffered } from "../../shared/errors";
import type { Failure } from "../../shared/provider";
import type { Properties } from "../../shared/values";
import { isMap, reveal, secret } from "../../shared/values";

const notOffered = ["password", "privateKeyPassword", "agentSocketPath", "proxy"] as const;

/** What the stand-in does not offer of a connection, and a missing host. */
export function refuseConnection(inputs: Properties): readonly Failure[] {
  const connection = plainConnection(inputs);
  const refused = notOffered
    .filter((name) => connection[name] !== undefined)
    .map((name) => {
      const property = `connection.${name}`;
      return { property, reason: new NotOffered(`connecting by ${name}`, property).message };
    });
  const missing = connection["host"] === undefined ? ["host"] : [];
  return [
    ...refused,
    ...missing.map((name) => ({
      property: `connection.${name}`,
      reason: `Missing required field '${name}' on 'remote.Connection'`,
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

/** The connection of the inputs in clear. */
export function plainConnection(inputs: Properties): Properties {
  const plain = reveal(inputs["connection"] ?? {});
  return isMap(plain) ? plain : {};
}
