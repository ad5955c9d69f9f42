import { cloudProviderObjects } from "./cloud-provider";
import { kubeVipObjects } from "./kube-vip";
import type { MicroshiftObject } from "./object";
import type { VirtualAddressPlan } from "./virtual-address-plan";

/** All objects by which control planes share an address and Services of type LoadBalancer get theirs. */
export function virtualAddressObjects(plan: VirtualAddressPlan): readonly MicroshiftObject[] {
  return [...kubeVipObjects(plan), ...cloudProviderObjects(plan)];
}
