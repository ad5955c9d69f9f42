import { executableFile, type NodeFile, publicFile } from "../../file";
import { imageScheme } from "../images";
import { corednsPod } from "./coredns-pod";
import { corefileTemplate } from "./corefile-template";
import type { FloatingPlan } from "./floating-plan";
import { forceDns } from "./force-dns";
import { keepalivedPod } from "./keepalived-pod";
import { keepalivedTemplate } from "./keepalived-template";
import { floatingPlaces } from "./places";

/** A part of the configuration of all machines of a pool (machineconfiguration.openshift.io). */
export interface MachineConfig {
  readonly apiVersion: "machineconfiguration.openshift.io/v1";
  readonly kind: "MachineConfig";
  readonly metadata: {
    readonly name: string;
    readonly labels: { readonly "machineconfiguration.openshift.io/role": "master" };
  };
  readonly spec: {
    readonly config: {
      readonly ignition: { readonly version: "3.2.0" };
      readonly storage: { readonly files: readonly IgnitionFile[] };
    };
  };
}

interface IgnitionFile {
  readonly path: string;
  /** A number of JSON, which has no octal ones: 0644 is 420. */
  readonly mode: number;
  readonly overwrite: true;
  readonly contents: { readonly source: string };
}

/** The name by which the cluster has it; the operator merges the parts of a pool in the order of their names. */
export const floatingMachineConfig = "99-master-hardway-floating-address";

/**
 * What lets the API's address float, on all control planes alike: it is of the pool, so that those get it that join later
 * (facts: sno-plus.md, section 4). Images are placeholders still.
 */
export function machineConfig(plan: FloatingPlan): MachineConfig {
  return {
    apiVersion: "machineconfiguration.openshift.io/v1",
    kind: "MachineConfig",
    metadata: {
      name: floatingMachineConfig,
      labels: { "machineconfiguration.openshift.io/role": "master" },
    },
    spec: {
      config: { ignition: { version: "3.2.0" }, storage: { files: floatingFiles(plan).map(ignitionFile) } },
    },
  };
}

/** The files themselves. None is secret: whoever is on the machines' network is served them. */
export function floatingFiles(plan: FloatingPlan): readonly NodeFile[] {
  return [
    publicFile(floatingPlaces.keepalivedTemplate, keepalivedTemplate(plan)),
    publicFile(floatingPlaces.keepalivedPod, keepalivedPod(plan)),
    publicFile(floatingPlaces.corefileTemplate, corefileTemplate(plan)),
    publicFile(floatingPlaces.corednsPod, corednsPod(plan)),
    executableFile(floatingPlaces.dispatcher, forceDns(plan)),
  ];
}

function ignitionFile({ path, mode, contents }: NodeFile): IgnitionFile {
  return { path, mode, overwrite: true, contents: { source: dataUrl(contents) } };
}

/**
 * The text in percent signs and not in base64 (RFC 2397), in which a placeholder can still be found and replaced: what is
 * in the reference of an image stands for itself in a URL.
 */
function dataUrl(text: string): string {
  return `data:,${encodeURIComponent(text).replaceAll(encodeURIComponent(imageScheme), imageScheme)}`;
}
