import type { Credential } from "../../pki/bundle";
import { type NodeFile, publicFile, rootFile } from "../file";

/** Where a program finds a certificate and its key. */
export interface KeyPairPaths {
  readonly certificate: string;
  readonly key: string;
}

/** The paths of the pair of that name in a directory. */
export function keyPairPaths(directory: string, name: string): KeyPairPaths {
  return { certificate: `${directory}/${name}.crt`, key: `${directory}/${name}.key` };
}

/** The files of a certificate and its key. */
export function keyPairFiles(
  paths: KeyPairPaths,
  pair: Omit<Credential, "authorityPem">,
): readonly NodeFile[] {
  return [publicFile(paths.certificate, pair.certificatePem), rootFile(paths.key, pair.keyPem)];
}
