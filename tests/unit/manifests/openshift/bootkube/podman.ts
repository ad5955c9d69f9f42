/**
 * A podman whose images behave as those of a release do. Its first argument but one is the tag, as the references of the
 * tests end with it.
 */
export const podman = `#!/bin/bash
set -euo pipefail
echo "$*" >>"$FAKE/podman"
case $1 in
  pull)
    if [ -e "$FAKE/pull-fails" ]; then
      left=$(<"$FAKE/pull-fails")
      if [ "$left" = 1 ]; then rm "$FAKE/pull-fails"; else echo "$((left - 1))" >"$FAKE/pull-fails"; fi
      if [ -e "$FAKE/pull-words" ]; then cat "$FAKE/pull-words" >&2; exit 125; fi
      echo 'Error: initializing source: pinging container registry quay.io: connection refused' >&2
      exit 125
    fi
    ;;
  image)
    case $4 in
      *RepoDigests*) cat "$FAKE/digests" ;;
      *Architecture*) cat "$FAKE/architecture" ;;
    esac
    ;;
  run)
    shift
    entrypoint=''
    while [ "\${1#-}" != "$1" ]; do
      case $1 in
        --entrypoint) entrypoint=$2; shift ;;
        --volume) assets=\${2%%:*}; shift ;;
        --user | --authfile | --env) shift ;;
      esac
      shift
    done
    image=\${1##*/}
    shift
    if [ "$entrypoint" = cat ]; then exec cat "$FAKE/release/\${1##*/}"; fi
    if [ -e "$FAKE/fails/$image" ]; then cat "$FAKE/fails/$image" >&2; rm "$FAKE/fails/$image"; exit 1; fi
    mkdir -p "$FAKE/inputs/$image"
    cp -r "$assets/." "$FAKE/inputs/$image/"
    case $image in
      cluster-config-api)
        [ "$1" = /usr/bin/render ]
        mkdir -p "$assets/api-bootstrap/manifests"
        cp "$FAKE"/crds/* "$assets/api-bootstrap/manifests/"
        printf 'status:\\n  featureGates:\\n  - version: %s\\n' "\${!##*=}" >>"$assets/manifests/feature-gate.yaml"
        ;;
      release)
        [ "$1" = render ]
        grep -q featureGates "$assets/manifests/feature-gate.yaml"
        mkdir -p "$assets/version-bootstrap/manifests"
        cp "$FAKE"/version-crds/* "$assets/version-bootstrap/manifests/"
        ;;
      cluster-authentication-operator)
        [ "$1" = render ]
        grep -q featureGates "$assets/manifests/feature-gate.yaml"
        mkdir -p "$assets/auth-api-bootstrap/manifests"
        cp "$FAKE"/auth-crds/* "$assets/auth-api-bootstrap/manifests/"
        ;;
      machine-config-operator)
        [ "$1" = bootstrap ]
        mkdir -p "$assets"/mco-bootstrap/{bootstrap/manifests,manifests}
        echo 'kind: ControllerConfig' >"$assets/mco-bootstrap/bootstrap/manifests/controllerconfig.yaml"
        echo 'kind: ClusterRoleBinding' >"$assets/mco-bootstrap/manifests/csr-bootstrap-role-binding.yaml"
        ;;
    esac
    ;;
esac
`;
