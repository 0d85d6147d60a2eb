package dev.maestro.client.provider;

/** How a provider's work ended. Whether anything came of it is for the proof to find out. */
public sealed interface ProviderOutcome {

    /** It says that it is done. */
    record Finished() implements ProviderOutcome {}

    record Failed(AgentFailure failure) implements ProviderOutcome {}

    /** The stop signal ended it. */
    record Stopped() implements ProviderOutcome {}
}
