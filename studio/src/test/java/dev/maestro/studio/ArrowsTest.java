package dev.maestro.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between rooms as {@code docs/architecture.md} draws them, and as they are. */
final class ArrowsTest {

    private static final String ROOT = "dev.maestro.studio";
    private static final String FIXTURE = ROOT + ".fixture";
    private static final Pattern ROW =
            Pattern.compile("^([a-z]+) +→ *([a-z, ]*)$", Pattern.MULTILINE);

    private static final Set<String> NOT_DRAWN = Set.of("", "platform");
    private static final Map<String, Set<String>> DRAWN = drawn();
    private static final JavaClasses STUDIO =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // Templates are compiled into one package, but belong to their pages.
                    .withImportOption(location -> !location.contains("/web/template/"))
                    .importPackages(ROOT);

    static Set<String> rooms() {
        return DRAWN.keySet();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyWhatItsArrowsLeadTo(String room) {
        new HouseRules(ROOT).roomUsesOnly(room, DRAWN.getOrDefault(room, Set.of())).check(STUDIO);
    }

    @Test
    void everyRoomAndEveryArrowThatIsDrawnIsThere() {
        Map<String, Set<String>> used = new TreeMap<>();
        STUDIO.stream()
                .filter(type -> !room(type).isEmpty())
                .forEach(type -> {
                    Set<String> others = used.computeIfAbsent(room(type), _ -> new TreeSet<>());
                    if (!HouseRules.edge().test(type)) {
                        others.addAll(roomsBehind(type));
                    }
                });

        assertThat(DRAWN).isEqualTo(used);
    }

    @Test
    void theRuleBites() {
        JavaClasses broken = new ClassFileImporter().importPackages(FIXTURE);

        assertThatThrownBy(() ->
                        new HouseRules(FIXTURE).roomUsesOnly("platform", Set.of()).check(broken))
                .isInstanceOf(AssertionError.class);
    }

    private static Set<String> roomsBehind(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(each -> room(each.getTargetClass().getBaseComponentType()))
                .filter(room -> !NOT_DRAWN.contains(room) && !room.equals(room(type)))
                .collect(Collectors.toSet());
    }

    /** Empty for what is in no room. */
    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).split("\\.")[0] : "";
    }

    private static Map<String, Set<String>> drawn() {
        try {
            Matcher row = ROW.matcher(Files.readString(Path.of("../docs/architecture.md")));
            Map<String, Set<String>> arrows = new TreeMap<>();
            while (row.find()) {
                arrows.put(
                        row.group(1),
                        Stream.of(row.group(2).split(",\\s*"))
                                .filter(word -> !word.isBlank())
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
            return arrows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
