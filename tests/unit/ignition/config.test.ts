import { dataUrl, textOf } from "../../../ignition/config";

describe("a file's contents as a data URL", () => {
  const text = "line one\nünï%20 # 100 %\n";

  it("are base64, as Ignition reads them", () => {
    expect(dataUrl("a\n")).toBe("data:;base64,YQo=");
  });

  it("come back as they were", () => {
    expect(textOf(dataUrl(text))).toBe(text);
  });
});
