import { modulesInOrder } from "../../../../machine-image/vm/modules";

const dependencies = `kernel/drivers/virtio/virtio.ko: kernel/drivers/virtio/virtio_ring.ko
kernel/drivers/virtio/virtio_ring.ko:
kernel/drivers/virtio/virtio_pci.ko: kernel/drivers/virtio/virtio_ring.ko kernel/drivers/virtio/virtio.ko
kernel/drivers/block/virtio_blk.ko: kernel/drivers/virtio/virtio_ring.ko kernel/drivers/virtio/virtio.ko
`;
const builtin = "kernel/fs/ext4/ext4.ko\n";

describe("the kernel modules of the initrd", () => {
  it("come after what they need, each once", () => {
    expect(modulesInOrder(["virtio_pci", "virtio_blk"], dependencies, builtin)).toEqual([
      "kernel/drivers/virtio/virtio_ring.ko",
      "kernel/drivers/virtio/virtio.ko",
      "kernel/drivers/virtio/virtio_pci.ko",
      "kernel/drivers/block/virtio_blk.ko",
    ]);
  });

  it("leave out what the kernel has built in", () => {
    expect(modulesInOrder(["ext4"], dependencies, builtin)).toEqual([]);
  });

  it("are refused where the kernel has no such module", () => {
    expect(() => modulesInOrder(["virtio_blkk"], dependencies, builtin)).toThrow("no module virtio_blkk");
  });
});
