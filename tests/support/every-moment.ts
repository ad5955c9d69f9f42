/** Whether a suite meets all of its moments, as `make test-moments` asks for, or a sample of them, as `make test` does. */
export const everyMoment = process.env["MOMENTS"] === "all";

/** The moments that a suite meets: all of them, or one in so many, from the first on, and the last. */
export function met<Moment>(moments: readonly Moment[], oneIn: number): readonly Moment[] {
  const isMet = (_: Moment, index: number) => index % oneIn === 0 || index === moments.length - 1;
  return everyMoment ? moments : moments.filter(isMet);
}
