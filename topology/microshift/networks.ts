/** The networks that MicroShift has where none are configured (facts: microshift.md, A6). */
export const microshiftNetworks = { podNetwork: "10.42.0.0/16", serviceNetwork: "10.43.0.0/16" } as const;
