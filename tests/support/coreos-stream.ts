/** What a format of an artifact is, as stream metadata has it. */
type Formats = Readonly<Record<string, { readonly disk: Readonly<Record<string, string | null>> }>>;

const build =
  "https://rhcos.mirror.openshift.com/art/storage/prod/streams/c10s/builds/10.0.20251103-0/x86_64";

/** The disk for QEMU of CentOS Stream CoreOS (facts: openshift-hard-way.md, 11.2). */
const scos: Formats = {
  "qcow2.gz": {
    disk: {
      location: `${build}/scos-10.0.20251103-0-qemu.x86_64.qcow2.gz`,
      signature: "",
      sha256: "5b8f269822647f1471c4ae6aab445a1a4e3bce1522fcb566a507f4881c437a0a",
      "uncompressed-sha256": "70609c79412a7853f0634f34afdd0e0a2492d4e188d45b78d4c9ead41ff571c8",
    },
  },
};

/** Stream metadata of CoreOS: an artifact for bare machines beside that for QEMU, which has these formats. */
export function streamOf(qemu: Formats = scos): string {
  const release = "10.0.20251103-0";
  const metal = {
    "raw.gz": { disk: { location: `${build}/scos-metal.x86_64.raw.gz`, sha256: "c".repeat(64) } },
  };
  return JSON.stringify({
    stream: "c10s",
    metadata: { "last-modified": "2025-11-04T00:00:00Z" },
    architectures: {
      x86_64: { artifacts: { metal: { release, formats: metal }, qemu: { release, formats: qemu } } },
    },
  });
}
