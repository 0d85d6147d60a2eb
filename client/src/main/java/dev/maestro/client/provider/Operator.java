package dev.maestro.client.provider;

import java.time.Duration;

/** The person who may be asked while an agent works. Any thread may use it. */
public interface Operator {

    /** How a request for permission ended. */
    enum Permission {
        ALLOWED,
        DENIED,
        /** Nobody answered in time; to the agent it is a denial. */
        UNANSWERED
    }

    /**
     * Asks whether the agent may go on, and waits for the answer.
     *
     * @param question one sentence with what it wants to do
     * @throws InterruptedException when the run is ended meanwhile
     */
    Permission permission(String question, Duration patience) throws InterruptedException;
}
