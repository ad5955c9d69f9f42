/** By this name scripts reach the hypervisor itself, as they reach machines by theirs; no machine has it. */
export const hypervisorName = "hypervisor";

/** How programs are run on a hypervisor: by a shell of this host, or by SSH to a destination as ssh(1) takes it. */
export type Way = { readonly kind: "here" } | { readonly kind: "ssh"; readonly destination: string };

/**
 * The way to the hypervisor of a libvirt URI, which is libvirt's own where it goes by SSH (libvirt.org, "Connection URIs").
 * Undefined where the URI reaches libvirt alone, or its host is another one and no SSH is spoken of.
 */
export function wayTo(uri: string): Way | undefined {
  if (/^qemu(\+unix)?:\/\/\//.test(uri)) return { kind: "here" };
  const [, authority] = /^qemu\+ssh:\/\/([^/]+)\//.exec(uri) ?? [];
  return authority === undefined ? undefined : { kind: "ssh", destination: `ssh://${authority}` };
}
