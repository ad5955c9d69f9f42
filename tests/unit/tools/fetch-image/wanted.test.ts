import { wantedIn } from "../../../../tools/fetch-image/wanted";

const environment = {
  IMAGE: "/images/image.qcow2",
  IMAGE_URL: "https://example.com/disk.qcow2",
  IMAGE_SHA256: "0".repeat(64),
};

describe("the image that the environment names", () => {
  it("has its address, its checksum and its file", () => {
    expect(wantedIn(environment)).toEqual({
      source: {
        url: environment.IMAGE_URL,
        sha256: environment.IMAGE_SHA256,
        compression: undefined,
        diskSha256: environment.IMAGE_SHA256,
      },
      file: environment.IMAGE,
      kind: "disk",
    });
  });

  it("may be a live image, and nothing that there is not", () => {
    expect(wantedIn({ ...environment, IMAGE_KIND: "live" }).kind).toBe("live");
    expect(() => wantedIn({ ...environment, IMAGE_KIND: "tape" })).toThrow("it must be disk or live");
  });

  it.each(["IMAGE", "IMAGE_URL", "IMAGE_SHA256"])("is none without %s", (variable) => {
    expect(() => wantedIn({ ...environment, [variable]: undefined })).toThrow();
  });
});
