package dev.maestro.hub;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** Counts objects that a garbage collection left alive. */
final class Survivors {

    /** What is under way when the counting begins may end meanwhile. */
    private static final int LOOKS = 40;

    private Survivors() {}

    static long of(String className) {
        long alive = count(className);
        for (int look = 1; alive > 0 && look < LOOKS; look++) {
            alive = count(className);
        }
        return alive;
    }

    private static long count(String className) {
        try {
            String histogram =
                    (String)
                            ManagementFactory.getPlatformMBeanServer()
                                    .invoke(
                                            new ObjectName(
                                                    "com.sun.management:type=DiagnosticCommand"),
                                            "gcClassHistogram",
                                            new Object[] {new String[0]},
                                            new String[] {String[].class.getName()});
            return histogram
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > 3 && words[3].equals(className))
                    .mapToLong(words -> Long.parseLong(words[1]))
                    .sum();
        } catch (JMException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
