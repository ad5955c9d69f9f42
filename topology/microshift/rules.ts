import { offeredRules } from "../offered-rules";
import type { Rule } from "../rule";
import { addressRules } from "./address-rules";
import { commonKeyRules } from "./common-key-rules";
import { libvirtRules } from "./libvirt-rules";
import { networkRules } from "./network-rules";
import { nodeRules } from "./node-rules";
import { packageRules } from "./package-rules";
import { platformRules } from "./platform-rules";
import { settingsRules } from "./settings-rules";
import { versionRules } from "./version-rules";

/** The rules on a configuration of MicroShift, in the order in which their problems are shown. */
export const microshiftRules: readonly Rule[] = [
  ...offeredRules,
  ...platformRules,
  ...libvirtRules,
  ...nodeRules,
  ...versionRules,
  ...networkRules,
  ...addressRules,
  ...packageRules,
  ...settingsRules,
  ...commonKeyRules,
];
