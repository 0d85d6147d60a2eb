package dev.maestro.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern ROW =
            Pattern.compile("^\\| `?([a-z]*)`? *\\| `([a-z.]+)` \\|", Pattern.MULTILINE);

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                String target = link.group(1);
                boolean outside = target.startsWith("http");
                if (!outside && !Files.exists(page.resolveSibling(target))) {
                    broken.add(ROOT.relativize(page) + " → " + target);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void theMapNamesEveryPackageAndNoOther() throws IOException {
        Set<String> mapped = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/architecture.md")));
        while (row.find()) {
            mapped.add(row.group(2));
        }

        assertThat(mapped).isEqualTo(packages());
    }

    /** Packages below dev.maestro down to the second word, such as {@code studio.run}. */
    private static Set<String> packages() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module : modules()) {
            Path sources = ROOT.resolve(module).resolve("src/main/java/dev/maestro");
            Path tests = ROOT.resolve(module).resolve("src/test/java/dev/maestro");
            Path base = Files.isDirectory(sources) && !isEmpty(sources) ? sources : tests;
            try (Stream<Path> files = Files.walk(base)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(file -> base.relativize(file.getParent()))
                        .filter(path -> path.getNameCount() <= 2)
                        .map(path -> path.toString().replace('/', '.'))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.noneMatch(Files::isRegularFile);
        }
    }

    private static List<String> modules() throws IOException {
        Matcher module =
                Pattern.compile("<module>([a-z]+)</module>")
                        .matcher(Files.readString(ROOT.resolve("pom.xml")));
        return module.results().map(each -> each.group(1)).collect(Collectors.toList());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
