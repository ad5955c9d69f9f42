import { refuseFutureCertificate } from "../../../gates/own-certificate";
import { operatorCredential } from "../../../pki/bundle";
import { fakeClock, recordingContext } from "../../support/gate-context";
import { testBundle } from "../../support/keys";
import { planOf } from "../../support/plan";

const credential = operatorCredential(testBundle(planOf()), "provisioner");

/** A gate whose clock on the wall stands still at this time. */
function at(date: Date) {
  return recordingContext({ ...fakeClock(), date: () => date });
}

describe("a gate's own certificate", () => {
  it("is taken where it is valid", () => {
    expect(() => {
      refuseFutureCertificate(at(new Date()), credential);
    }).not.toThrow();
  });

  it("is refused where it begins in the future, with both times and when to try again", () => {
    expect(() => {
      refuseFutureCertificate(at(new Date("2020-01-01T00:00:00Z")), credential);
    }).toThrow(
      /not valid yet(.|\n)*since: {2}2020-01-01 00:00:00 UTC(.|\n)*valid from 20\d\d-(.|\n)*clock was ahead(.|\n)*set the clock right/,
    );
  });
});
