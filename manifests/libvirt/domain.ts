import type { LibvirtPlan } from "../../topology/libvirt";
import { type Replacement, stylesheet } from "./stylesheet";

type DomainType = LibvirtPlan["domainType"];

/** Where a machine's serial console is written on its hypervisor; the folder is libvirt's own, and only root's. */
export function consoleLog(domain: string): string {
  return `/var/log/libvirt/qemu/${domain}.console.log`;
}

/**
 * How much of a machine's code QEMU keeps translated when it emulates the processor, in MiB, at most (QEMU 7.2, 2 GiB).
 * The programs of a control plane fill the usual 1024 in three minutes, and then all of it is translated anew.
 */
const translatedMebibytes = 2048;

/** What an emulated processor had better not have (QEMU 7.2, target/i386). */
const disabledFeatures = [
  {
    name: "erms",
    why: "strings are moved byte by byte in emulation, and programs that see it move more with it",
  },
  { name: "la57", why: "a look for a page takes five steps in place of four" },
] as const;

/** What only one type of domain has. */
const replacementsOf: Readonly<Record<DomainType, readonly Replacement[]>> = {
  kvm: [],
  qemu: [
    {
      match: "domain/features",
      content: copyWith(`<tcg><tb-cache unit="MiB">${translatedMebibytes}</tb-cache></tcg>`),
    },
    {
      match: "domain/cpu",
      content: copyWith(
        disabledFeatures.map(({ name }) => `<feature policy="disable" name="${name}"/>`).join(""),
      ),
    },
    // Emulated machines are for trying: what they have written outlives their end, and not that of their host. A flush
    // would wait for all that the host writes, up to minutes, in which etcd loses its leader.
    {
      match: "devices/disk/driver",
      content: copyWith(`<xsl:attribute name="cache">unsafe</xsl:attribute>`),
    },
  ],
};

/**
 * Changes a domain's XML where the provider has no words for it: what its serial console shows is kept, over reboots,
 * whoever else looks at it.
 */
export function domainStylesheet(domain: string, domainType: DomainType): string {
  const log = `<log file="${consoleLog(domain)}" append="on"/>`;
  return stylesheet([{ match: "devices/console", content: copyWith(log) }, ...replacementsOf[domainType]]);
}

/** The element as it is, and at its end something more. */
function copyWith(more: string): string {
  return `<xsl:copy><xsl:apply-templates select="@*|node()"/>${more}</xsl:copy>`;
}
