import { timeoutSeconds, TIMEOUT_SECONDS } from "../../../../plugins/kubernetes/annotations";

const annotated = (seconds: string) => ({ metadata: { annotations: { [TIMEOUT_SECONDS]: seconds } } });

describe("the time to wait", () => {
  it("is that of the option customTimeouts, else of the annotation, else the default", () => {
    expect(timeoutSeconds(annotated("4"), 12, 600)).toBe(12);
    expect(timeoutSeconds(annotated("4"), 0, 600)).toBe(4);
    expect(timeoutSeconds({}, 0, 600)).toBe(600);
  });
  it("is the default where the annotation is no number of seconds", () => {
    expect(timeoutSeconds(annotated("soon"), 0, 600)).toBe(600);
  });
});
