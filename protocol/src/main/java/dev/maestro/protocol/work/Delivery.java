package dev.maestro.protocol.work;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When an agent hears of a directive. */
public enum Delivery {
    /** It was handed to the agent, which reads it at its next step. */
    @JsonProperty("now")
    NOW("heard at its next step"),
    /** The agent cannot be interrupted: it is told when its turn ends. */
    @JsonProperty("next_turn")
    NEXT_TURN("told when its turn ends"),
    /** The agent has ended: the next run of the task is told. */
    @JsonProperty("next_run")
    NEXT_RUN("told in the next run");

    private final String sentence;

    Delivery(String sentence) {
        this.sentence = sentence;
    }

    /** For people; without a full stop. */
    public String sentence() {
        return sentence;
    }
}
