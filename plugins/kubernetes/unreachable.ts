/** What is said, word for word as by the official plugin, where a cluster cannot be asked. */
export const REMOVAL_HINT = 'PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true"';
export const DELETING_UNREACHABLE =
  "configured Kubernetes cluster is unreachable and the `deleteUnreachable` option is enabled. " +
  "Deleting the unreachable resource from Pulumi state";
export const SKIPPING_UNREACHABLE =
  "configured Kubernetes cluster is unreachable and the `skipUnreachable` option is enabled. " +
  "Returned data could not reflect the actual cluster configuration.";
