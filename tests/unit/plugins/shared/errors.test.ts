import { status } from "@grpc/grpc-js";
import { NotOffered, ResourceInitError, toServiceError } from "../../../../plugins/shared/errors";

describe("what a provider throws", () => {
  it("reaches the engine with its message alone", () => {
    const error = toServiceError(new Error("exit status 3"));
    expect(error.code).toBe(status.UNKNOWN);
    expect(error.details).toBe("exit status 3");
    expect(error.metadata?.getMap()).toEqual({});
  });

  it("says what is not offered, where, and the remedy", () => {
    expect(new NotOffered("the function f", "plugin p").message).toMatch(
      /the function f \(plugin p\).*`pulumi install`/,
    );
  });

  it("is a ResourceInitError only where the resource exists all the same", () => {
    const failure = { id: "i", inputs: {}, outputs: {}, reasons: ["not ready"] };
    expect(new ResourceInitError("not ready", failure).failure).toEqual(failure);
  });
});
