/** The networks that MicroShift has where none are configured (facts: microshift.md, A6). */
export const microshiftNetworks = { podNetwork: "10.42.0.0/16", serviceNetwork: "10.43.0.0/16" } as const;

/** The network of machines where none is configured, which is that of other distributions. */
export const usualMachineNetwork = "10.90.0.0/24";
