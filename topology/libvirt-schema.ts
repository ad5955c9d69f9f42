import { z } from "zod";
import { isDnsLabel } from "./names";
import { imageSchema } from "./image-schema";

/** What a role's virtual machine has, memory in MiB and disk in GiB. */
export interface MachineSize {
  readonly memory: number;
  readonly cpus: number;
  readonly disk: number;
}

/** The kinds of virtual machines, as the configuration calls them. */
export const sizedRoles = ["etcd", "loadBalancer", "bootstrap", "controlPlane", "worker"] as const;

/** What a virtual machine has where the configuration says nothing (docs/libvirt.md). */
export const usualSizes: Readonly<Record<(typeof sizedRoles)[number], MachineSize>> = {
  etcd: { memory: 1024, cpus: 1, disk: 10 },
  loadBalancer: { memory: 512, cpus: 1, disk: 10 },
  bootstrap: { memory: 2048, cpus: 2, disk: 10 },
  controlPlane: { memory: 3072, cpus: 2, disk: 20 },
  worker: { memory: 2048, cpus: 2, disk: 20 },
};

const size = z.strictObject({
  memory: z
    .int()
    .min(256)
    .max(1024 * 1024)
    .optional(),
  cpus: z.int().min(1).max(256).optional(),
  disk: z
    .int()
    .min(10)
    .max(64 * 1024)
    .optional(),
});

/** What libvirt's QEMU driver is reached by (libvirt.org, "Connection URIs"); no white space, which no URI has. */
const uri = z.string().regex(/^qemu(\+(ssh|unix|tcp|tls))?:\/\/\S*\/(system|session)(\?\S+)?$/);
const absolutePath = z.string().regex(/^\/[-\w./]*[-\w]$/);
/** A hypervisor's name goes into the names of resources. */
const hypervisorName = z.string().max(20).refine(isDnsLabel);
/** What Linux takes for the name of an interface (IFNAMSIZ), without what means something to a shell. */
const interfaceName = z.string().regex(/^[A-Za-z][-.\w]{0,14}$/);

/** The values of the key `libvirt`, which says how the virtual machines of platform libvirt are made. */
export const libvirtSchema = z.strictObject({
  uri: uri.optional(),
  hypervisors: z
    .record(hypervisorName, uri)
    .refine((named) => Object.keys(named).length > 0)
    .optional(),
  bridge: interfaceName.optional(),
  placement: z.record(z.string(), z.string()).default({}),
  domainType: z.enum(["kvm", "qemu"]).default("kvm"),
  poolFolder: absolutePath.default("/var/lib/libvirt/hardway"),
  loadBalancer: z.enum(["machines", "host"]).default("machines"),
  image: imageSchema.optional(),
  machines: z
    .strictObject({
      etcd: size.prefault({}),
      loadBalancer: size.prefault({}),
      bootstrap: size.prefault({}),
      controlPlane: size.prefault({}),
      worker: size.prefault({}),
    })
    .prefault({}),
});

/** The hypervisor where the configuration names none. */
export const usualUri = "qemu:///system";

/** The values of the key `libvirt`, complete. */
export type LibvirtValues = z.output<typeof libvirtSchema>;
