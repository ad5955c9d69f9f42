/**
 * Programs that stand in for those of the bootstrap machine. They keep what they are told under $FAKE and answer from what
 * lies there.
 */
export const standIns: Readonly<Record<string, string>> = {
  /** Objects are files by the names of their manifests: a test sees which one was created from which file. */
  kubectl: `#!/bin/bash
set -euo pipefail
mkdir -p "$FAKE"/{objects,status,refuse,pods,revisions}
words=()
files=()
kubeconfig=none
while [ "$#" -gt 0 ]; do
  case $1 in
    --kubeconfig=*) kubeconfig=\${1##*/} ;;
    --cache-dir=*) cache=\${1#*=} ;;
    -f) files+=("$2"); shift ;;
    --namespace) words+=("$2"); shift ;;
    --patch) words+=("$2"); shift ;;
    -o) shift ;;
    --raw) words+=("raw:$2"); shift ;;
    --subresource=status) words+=(status) ;;
    --from-literal=*) words+=("\${1#*=}") ;;
    --*) ;;
    *) words+=("$1") ;;
  esac
  shift
done
echo "$kubeconfig \${words[*]} \${files[*]##*/}" >>"$FAKE/calls"
if [ -e "$cache" ]; then echo "\${words[0]} with what was known" >>"$FAKE/discovery"; else echo "\${words[0]} anew" >>"$FAKE/discovery"; fi
mkdir -p "$cache"

if [ -e "$FAKE/kill-at" ] && [ "$(wc -l <"$FAKE/calls")" -ge "$(<"$FAKE/kill-at")" ]; then
  rm "$FAKE/kill-at"
  kill -KILL -- "-$GROUP"
  exit 1
fi
if [ -e "$FAKE/unreachable" ]; then
  echo 'The connection to the server localhost:6443 was refused - did you specify the right host or port?' >&2
  exit 1
fi

case "\${words[*]}" in
  'create')
    refused=0
    for file in "\${files[@]}"; do
      name=\${file##*/}
      if [ -e "$FAKE/objects/$name" ]; then
        echo "Error from server (AlreadyExists): error when creating \\"$file\\": it already exists" >&2
        refused=1
      elif [ -e "$FAKE/refuse/$name" ]; then
        read -r times text <"$FAKE/refuse/$name"
        if [ "$times" = 1 ]; then rm "$FAKE/refuse/$name"; else echo "$((times - 1)) $text" >"$FAKE/refuse/$name"; fi
        echo "\${text//FILE/\\"$file\\"}" >&2
        refused=1
      else
        cp "$file" "$FAKE/objects/$name"
        echo "$name created"
      fi
    done
    exit "$refused"
    ;;
  'replace status')
    name=\${files[0]##*/}
    [ -e "$FAKE/objects/$name" ] || { echo "Error from server (NotFound): $name not found" >&2; exit 1; }
    [ ! -e "$FAKE/status/$name" ] || { echo 'the status was written twice' >>"$FAKE/faults"; }
    cp "\${files[0]}" "$FAKE/status/$name"
    ;;
  'apply')
    cp "\${files[0]}" "$FAKE/published"
    cat "\${files[0]}" >>"$FAKE/all-published"
    ;;
  'get raw:/readyz') if [ -e "$FAKE/unready" ]; then cat "$FAKE/unready" >&2; exit 1; else echo ok; fi ;;
  'get customresourcedefinitions.apiextensions.k8s.io')
    if [ -e "$FAKE/unserved" ]; then cat "$FAKE/unserved"; rm "$FAKE/unserved"; else echo a=True; fi
    ;;
  'get pods '*) if [ -e "$FAKE/pods/\${words[2]}" ]; then cat "$FAKE/pods/\${words[2]}"; fi ;;
  'get etcds.operator.openshift.io cluster') if [ -e "$FAKE/etcd-operator" ]; then cat "$FAKE/etcd-operator"; fi ;;
  'get '*.operator.openshift.io' cluster')
    if [ -e "$FAKE/revisions/\${words[1]}" ]; then cat "$FAKE/revisions/\${words[1]}"; fi
    ;;
  'patch '*) ;;
  'get configmap bootstrap kube-system') if [ -e "$FAKE/complete" ]; then cat "$FAKE/complete"; fi ;;
  'get deployments.apps cluster-version-operator '*)
    if [ -e "$FAKE/version-operator" ]; then echo deployment.apps/cluster-version-operator; fi
    ;;
  'get nodes '*) if [ -e "$FAKE/nodes/\${words[2]}" ]; then cat "$FAKE/nodes/\${words[2]}"; fi ;;
  'get clusterversions.config.openshift.io version') if [ -e "$FAKE/release-state" ]; then cat "$FAKE/release-state"; fi ;;
  'delete leases.coordination.k8s.io '*) echo "\${words[*]:2}" >>"$FAKE/ended-leases" ;;
  'create configmap bootstrap kube-system '*) echo "bootstrap=\${words[-1]#status=}" >"$FAKE/complete" ;;
  *) echo "nobody answers: \${words[*]}" >&2; exit 1 ;;
esac
`,
  curl: `#!/bin/bash
case \${!#} in
  */config/master) exec served-config "$@" ;;
  */health) if [ -e "$FAKE/etcd" ]; then cat "$FAKE/etcd"; rm "$FAKE/etcd"; else echo '{"health":"true","reason":""}'; fi ;;
  */livez) if [ -e "$PODS/kube-apiserver-pod.yaml" ]; then echo ok; else exit 7; fi ;;
  *) exit 22 ;;
esac
`,
  sleep: `#!/bin/sh
exit 0
`,
  systemctl: `#!/bin/sh
case $1 in
  is-active) [ -e "$FAKE/active" ] ;;
  *) echo "$*" >>"$FAKE/systemctl" ;;
esac
`,
};
