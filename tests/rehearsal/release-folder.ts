import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import {
  crdsFor,
  featureGateFor,
  type ReleaseFeatureGate,
  type ReleaseManifest,
  usualChoice,
} from "../../manifests/openshift/release-filter";
import { yamlText } from "../../manifests/yaml";
import { manifestsIn, openshiftApi } from "../support/openshift-api";
import { imageList, rehearsalVersion } from "./names";

/** The CRDs that the cluster-version operator's own render gives, and not the payload's. */
const ofClusterVersionOperator = /^0000_00_cluster-version-operator_.*\.crd\.yaml$/;

/**
 * Writes what a bootstrap machine else takes out of the release: the list of images, the version, the real CRDs of a
 * usual cluster, and the real feature gates with the status of that version.
 */
export async function writeReleaseFolder(folder: string): Promise<void> {
  const { payloadManifests, configManifests } = await openshiftApi();
  const crds = join(folder, "crds");
  await mkdir(crds, { recursive: true });
  await copyCrds(join(payloadManifests, "crds"), crds, /\.crd\.yaml$/);
  await copyCrds(configManifests, crds, ofClusterVersionOperator);
  const gates = manifestsIn(join(payloadManifests, "featuregates")) as readonly ReleaseFeatureGate[];
  await writeFile(join(folder, "feature-gate.yaml"), yamlText(featureGateFor(gates, rehearsalVersion)));
  await writeFile(join(folder, "images"), imageList());
  await writeFile(join(folder, "version"), `${rehearsalVersion}\n`);
}

async function copyCrds(from: string, to: string, names: RegExp): Promise<void> {
  const isWanted = crdsFor(usualChoice);
  for (const file of (await readdir(from)).filter((name) => names.test(name))) {
    const manifest = parse(await readFile(join(from, file), "utf8")) as ReleaseManifest;
    if (isWanted(manifest)) await copyFile(join(from, file), join(to, file));
  }
}
