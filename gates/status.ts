import { connect } from "./connection";
import type { GateContext } from "./context";
import { inputs } from "./input";
import { openChecked } from "./microshift/gates";
import { statusOfMicroshift } from "./microshift/verify";
import { statusOfOpenshift } from "./openshift/verify";
import { type Status, status } from "./verify";

/** Looks once at the cluster that the document is about: the input of the gate by which its distribution is verified. */
export async function statusOf(gate: GateContext, document: unknown): Promise<Status> {
  if (has(document, "minimumOperators")) {
    const input = inputs.openshiftVerify.parse(document);
    return statusOfOpenshift({ ...input, kubernetes: connect(gate, input.kubernetes) });
  }
  if (has(document, "workloads"))
    return statusOfMicroshift(openChecked(gate, inputs.microshiftVerify.parse(document)));
  return status(gate, inputs.verify.parse(document));
}

/** Only OpenShift has operators to count, and only MicroShift is told its workloads. */
function has(document: unknown, key: "minimumOperators" | "workloads"): boolean {
  return typeof document === "object" && document !== null && key in document;
}
