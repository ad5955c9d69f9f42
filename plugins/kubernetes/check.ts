import type { Checked, CheckRequest, Context } from "../shared/provider";
import { nameAsBefore, namespaceOf, nameNew, refuseGenerateName } from "./naming";
import { inNamespace, normalise } from "./normalise";
import type { KubernetesObject } from "./objects";
import { inputObject } from "./objects";
import { refuse } from "./refusals";
import { builtinScope, knownScope } from "./scope";
import type { Scope } from "./scope";
import { markSecrets } from "./secrets";
import type { Session } from "./session";

/**
 * The inputs as they will be sent: named, in a namespace, in the API server's form. Nothing here
 * asks the cluster where the answer is known without it, so that an unchanged stack stays offline.
 */
export async function check(session: Session, request: CheckRequest, { log }: Context): Promise<Checked> {
  const { settings, cluster } = session;
  const before = Object.keys(request.olds).length > 0 ? inputObject(request.olds) : undefined;
  if (settings.skipUpdateUnreachable && before && !(await cluster.isReachable())) {
    log.message(
      "warning",
      "Cluster is unreachable but skipUpdateUnreachable flag is set to true, skipping...",
    );
    return { inputs: request.olds };
  }
  const asked = normalise(inputObject(request.news));
  refuse(asked, request);
  const named = before ? nameAsBefore(asked, before) : nameNew(asked, request.name, request.randomSeed);
  refuseGenerateName(named);
  return { inputs: markSecrets(await place(session, named, before), request.news) };
}

/** An object of a namespaced kind that names no namespace, or an unknown one, gets the provider's. */
async function place(
  { settings, cluster }: Session,
  object: KubernetesObject,
  before: KubernetesObject | undefined,
): Promise<KubernetesObject> {
  if (namespaceOf(object) !== undefined) return object;
  const scope: Scope = builtinScope(object) ?? (before ? knownScope(before) : await cluster.scopeOf(object));
  if (scope === "cluster") return object;
  return inNamespace(object, settings.namespace ?? (await cluster.defaultNamespace()));
}
