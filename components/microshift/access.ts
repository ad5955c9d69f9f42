import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { type ApiCredential, credentialOf } from "../../manifests/microshift/kubeconfig";
import { valuesOfLines } from "../../manifests/microshift/lines";
import type { MicroshiftFoundation } from "./foundation";
import { script } from "./script";

/** What MicroShift itself has made by which its cluster is reached. */
export interface MicroshiftAccess {
  readonly kubeconfig: string;
  /** Proves the administrator to the API. */
  readonly api: ApiCredential;
  /** Proves an API server to etcd. */
  readonly etcd: ApiCredential;
}

/** Which quarter of a year a time is in: "2026-4". MicroShift renews certificates of a year when seven months are left. */
export function quarterOf(time: Date): string {
  return `${time.getUTCFullYear()}-${Math.floor(time.getUTCMonth() / 3) + 1}`;
}

/** What the access is read by. */
export interface AccessArgs {
  readonly foundation: MicroshiftFoundation;
  readonly now: Date;
  readonly after: readonly pulumi.Resource[];
}

/** Reads how the cluster is reached, once it has begun, and again in every quarter of a year. Secret. */
export function readAccess(
  name: string,
  { foundation: { plan, platform }, now, after }: AccessArgs,
): { readonly read: command.local.Command; readonly access: pulumi.Output<MicroshiftAccess> } {
  const read = new command.local.Command(
    name,
    {
      create: script("access"),
      update: script("access"),
      environment: { ...platform.channel, ADDRESS: plan.api.address, QUARTER: quarterOf(now) },
      logging: command.local.Logging.Stderr,
      addPreviousOutputInEnv: false,
    },
    {
      dependsOn: [...after],
      deletedWith: platform.network,
      additionalSecretOutputs: ["stdout"],
    },
  );
  return { read, access: pulumi.secret(read.stdout.apply(accessIn)) };
}

function accessIn(printed: string): MicroshiftAccess {
  const { kubeconfig, etcdAuthority, etcdCertificate, etcdKey } = valuesOfLines(printed, [
    "kubeconfig",
    "etcdAuthority",
    "etcdCertificate",
    "etcdKey",
  ]);
  return {
    kubeconfig,
    api: credentialOf(kubeconfig),
    etcd: { certificatePem: etcdCertificate, keyPem: etcdKey, authorityPem: etcdAuthority },
  };
}
