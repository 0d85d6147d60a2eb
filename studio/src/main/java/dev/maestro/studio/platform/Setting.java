package dev.maestro.studio.platform;

/**
 * One setting, as help texts and pages print it.
 *
 * @param name as the file has it; {@code maestro.home} is the one that only the environment has
 * @param usual what holds when it is not set; empty for nothing
 * @param meaning a phrase without a full stop
 */
public record Setting(String name, String usual, String meaning) {

    static final String HOME = "maestro.home";

    /** The environment's name of it. */
    public String variable() {
        return name.equals(HOME) ? "MAESTRO_HOME" : Settings.variable(name);
    }

    public boolean inFile() {
        return !name.equals(HOME);
    }

    public String meaningAndUsual() {
        return usual.isEmpty() ? meaning : "%s (default %s)".formatted(meaning, usual);
    }
}
