import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { Platform } from "../platform";
import { script } from "./instance";

/** Which domain may have been left, and the way to its hypervisor. */
export interface LeftDomainArgs {
  readonly domain: string;
  readonly channel: Platform["channel"];
}

/**
 * Mends what the provider leaves: a domain that was defined and could not be started is in libvirt and not in the state,
 * and another of its name is refused. The hook removes it, and has the machine's own made where it was in the way.
 */
export function leftDomains(name: string, { domain, channel }: LeftDomainArgs): pulumi.ErrorHook {
  return new pulumi.ErrorHook(name, async ({ failedOperation, errors }) => {
    if (failedOperation !== "create") return false;
    const { stdout } = await promisify(execFile)(script("domain-left"), [], {
      env: { ...process.env, ...channel, DOMAIN: domain },
    });
    return stdout.trim() === "removed" && errors.some((error) => error.includes("already exists"));
  });
}
