package wordsmith;

/** What must be true of a tool. */
public interface Check {

    void run();

    static void equal(String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected \"" + expected + "\" but was \"" + actual + "\"");
        }
    }
}
