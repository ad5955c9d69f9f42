import type { Flags } from "../../kubernetes/flags";
import { mounts } from "../bootstrap-mounts";
import { secretPath } from "../bootstrap-secrets";

/**
 * What the controller manager and the scheduler of the bootstrap machine have in common: they serve on loopback, and
 * whoever asks them is judged by the machine's own API server, with the authorities that it has as well.
 */
export function loopbackServing(kubeconfig: string): Flags {
  return {
    "authentication-kubeconfig": kubeconfig,
    "authorization-kubeconfig": kubeconfig,
    "client-ca-file": {
      value: secretPath("kube-apiserver-complete-client-ca-bundle.crt"),
      why: "given here, the program need not read it from an API server that is not up yet",
    },
    "requestheader-client-ca-file": secretPath("aggregator-signer.crt"),
    "bind-address": "127.0.0.1",
    "cert-dir": { value: mounts.temporary.inPod, why: "where it puts the certificate that it makes itself" },
  };
}
