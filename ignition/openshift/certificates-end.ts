import { X509Certificate } from "node:crypto";
import { mounts } from "../../manifests/openshift/bootstrap-mounts";
import { textOf } from "../config";
import { unpacked } from "../packed";

/**
 * When the first of the certificates ends that a bootstrap machine was made with: its API server's own, or a signer's of a
 * day (facts: openshift-hard-way.md, 1.2 and 1.5). It is read from the config that the machine was given, as later ones
 * have other certificates of the same keys. Throws where that is the config of no bootstrap machine.
 */
export function certificatesEnd(ignition: string): Date {
  const { files } = unpacked(ignition).storage;
  const ends = files
    .filter(({ path }) => path.startsWith(`${mounts.secrets.onMachine}/`) && path.endsWith(".crt"))
    .map(({ contents }) => new Date(new X509Certificate(textOf(contents.source)).validTo).getTime());
  if (ends.length === 0) throw new Error(`the config has no certificates in ${mounts.secrets.onMachine}`);
  return new Date(Math.min(...ends));
}
