import type { Credential } from "../../pki/bundle";
import { type NodeFile, type Owner, privateFile, publicFile } from "../file";

/** Where a program finds a certificate and its key. */
export interface KeyPairPaths {
  readonly certificate: string;
  readonly key: string;
}

/** The paths of the pair of that name in a directory. */
export function keyPairPaths(directory: string, name: string): KeyPairPaths {
  return { certificate: `${directory}/${name}.crt`, key: `${directory}/${name}.key` };
}

/** The files of a certificate and its key, which its owner alone may read. */
export function keyPairFiles(
  paths: KeyPairPaths,
  pair: Omit<Credential, "authorityPem">,
  owner: Owner = "root",
): readonly NodeFile[] {
  return [publicFile(paths.certificate, pair.certificatePem), privateFile(owner, paths.key, pair.keyPem)];
}
