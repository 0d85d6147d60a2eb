package dev.maestro.testkit.model;

/**
 * What an answer costs, in tokens.
 *
 * @param input all that was read, with what came from the cache
 * @param cached how much of the input came from the cache
 * @param output all that was written, with what was only thought
 */
public record Usage(int input, int cached, int output) {

    static final Usage USUAL = new Usage(1000, 0, 50);

    public Usage {
        if (cached < 0 || cached > input || output < 0) {
            throw new IllegalArgumentException(
                    "no usage: input %d, cached %d, output %d".formatted(input, cached, output));
        }
    }

    int fresh() {
        return input - cached;
    }

    int total() {
        return input + output;
    }
}
