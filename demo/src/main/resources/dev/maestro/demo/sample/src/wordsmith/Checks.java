package wordsmith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs every class whose name ends in Check, and fails when one fails. */
public final class Checks {

    public static void main(String[] arguments) throws Exception {
        int failed = 0;
        List<String> names;
        try (var files = Files.list(Path.of("src/wordsmith"))) {
            names =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Check.java") && !name.equals("Check.java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .sorted()
                            .toList();
        }
        for (String name : names) {
            try {
                ((Check) Class.forName("wordsmith." + name).getConstructor().newInstance()).run();
                System.out.println("ok      " + name);
            } catch (AssertionError e) {
                failed++;
                System.out.println("FAILED  " + name + ": " + e.getMessage());
            }
        }
        System.out.println(names.size() + " checks, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
