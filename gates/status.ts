import { connect } from "./connection";
import type { GateContext } from "./context";
import { inputs } from "./input";
import { statusOfOpenshift } from "./openshift/verify";
import { type Status, status } from "./verify";

/** Looks once at the cluster that the document is about: the input of its gate `verify` or `openshiftVerify`. */
export async function statusOf(gate: GateContext, document: unknown): Promise<Status> {
  if (!isOpenshift(document)) return status(gate, inputs.verify.parse(document));
  const input = inputs.openshiftVerify.parse(document);
  return statusOfOpenshift({ ...input, kubernetes: connect(gate, input.kubernetes) });
}

/** Only that one has operators to count. */
function isOpenshift(document: unknown): boolean {
  return typeof document === "object" && document !== null && "minimumOperators" in document;
}
