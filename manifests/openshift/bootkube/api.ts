import { bootkubeReport } from "../../../topology/openshift/bootkube-report";
import { bootkubePaths } from "./paths";

const { apiAnswered, auth, records, report, work } = bootkubePaths;
const { namespace, name, key } = bootkubeReport;

/**
 * How the script speaks to the API: to that of this machine until it tears it down, and through the load balancer from
 * then on. What kubectl has found out about the API's kinds is forgotten whenever a round begins, as kinds come meanwhile.
 */
export const apiText = `
discovery=${work}/discovery

kube() {
  local kubeconfig=${auth}/kubeconfig-loopback
  if [ -e "${records}/teardown/startedAt" ]; then kubeconfig=${auth}/kubeconfig; fi
  timeout "\${limit:-600}" kubectl --kubeconfig="$kubeconfig" --cache-dir="$discovery" --request-timeout=60s "$@"
}

# True when the API is ready; else it says which of its checks fail, or why it does not answer.
api_is_ready() {
  local said
  if said=$(kube get --raw /readyz 2>&1); then return 0; fi
  grep -oE '\\[-\\][A-Za-z0-9/_-]+' <<<"$said" || tail -n 1 <<<"$said"
  return 1
}

# Writes the report into the cluster, where it is not there already. Who cannot publish it at present tries again at the
# next look.
publish() {
  if [ ! -e ${apiAnswered} ] || cmp -s ${report} ${report}.published; then return 0; fi
  {
    printf '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"${namespace}","name":"${name}"},'
    printf '"data":{"${key}":"'
    sed 's/["\\\\]/\\\\&/g; s/$/\\\\n/' ${report} | tr -d '\\n'
    printf '"}}\\n'
  } >${report}.object
  if limit=20 kube apply --server-side --force-conflicts --field-manager=${name} --validate=ignore \\
    -f ${report}.object >/dev/null 2>&1; then cp ${report} ${report}.published; fi
}
`;
