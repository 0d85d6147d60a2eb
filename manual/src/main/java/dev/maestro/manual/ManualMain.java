package dev.maestro.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program behind {@code ./maestro docs}: writes every page of the {@link Manual} anew. */
public final class ManualMain {

    private ManualMain() {}

    public static void main(String[] arguments) {
        Path root = Path.of(System.getProperty("maestro.root", "."));
        Manual.of(root)
                .pages()
                .forEach((name, text) -> {
                    write(root.resolve("docs").resolve(name), text);
                    System.out.println("docs/" + name);
                });
        System.exit(0);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
