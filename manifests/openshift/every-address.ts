import { socketAddress } from "../../topology/network";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";

/** What a program that listens on every address of its machine is told: those of IPv6 where the cluster has no other. */
export function everyAddress({ families }: OpenshiftClusterPlan, port: number): string {
  return socketAddress(families.includes("ipv4") ? "0.0.0.0" : "::", port);
}
