/** Sizes of the disk, in bytes. */
const SECTOR = 512;
const MEBIBYTE = 1024 * 1024;

/** How the disk is laid out: the boot sector, GRUB in the gap that is usual before a first partition, one partition. */
export const layout = {
  sector: SECTOR,
  /** Where the partition begins; GRUB needs about 40 KiB of the gap. */
  partition: MEBIBYTE,
  /** What a machine sees. The file is as large as what is in it; an overlay may not be smaller. */
  size: 10 * 1024 * MEBIBYTE,
} as const;

/** The label by which the machine finds its root file system, whatever its disk is called. */
export const rootLabel = "hardway-root";
