package dev.maestro.client.settings;

/** Whether agents and checks of a project are confined. */
public enum SandboxMode {
    /** Confined; where that is not possible nothing is run. */
    ON,
    /** A person decided that for this project nothing holds an agent back. */
    OFF
}
