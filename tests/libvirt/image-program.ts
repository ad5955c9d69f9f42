import * as libvirt from "@pulumi/libvirt";
import { Storage } from "../../components/libvirt/storage";
import { type ConfigInput, parseConfig } from "../../topology/config";
import { plan as makePlan } from "../../topology/make-plan";

/*
 * A program for the engine, not for jest: the disks of a cluster as platform libvirt makes them, and one machine's disk.
 * What differs from run to run is in its environment.
 */
const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

const plan = makePlan(parseConfig("lab", JSON.parse(setting("LAB_CONFIG")) as ConfigInput));
const provider = new libvirt.Provider("libvirt", { uri: setting("LAB_URI") }, { ignoreChanges: ["version"] });
const { pool, base } = new Storage("storage", { plan, image: setting("LAB_IMAGE") }, { provider });
new libvirt.Volume(
  "disk",
  { name: "disk", pool: pool.name, baseVolumeId: base.id, size: 2 ** 25 },
  { provider, deleteBeforeReplace: true },
);
