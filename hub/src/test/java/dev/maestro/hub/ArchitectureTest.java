package dev.maestro.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds in the hub, and is broken by the fixture: so it bites. */
class ArchitectureTest {

    private static final String ROOT = "dev.maestro.hub";
    private static final String FIXTURE = "dev.maestro.hub.fixture";
    private static final String JETTY = "org.eclipse.jetty..";
    private static final String REDIS = "redis.clients..";

    private static final JavaClasses HUB =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

    static Stream<Named<Function<String, ArchRule>>> rules() {
        return Stream.of(
                Named.of("only the transport knows Jetty", root -> only(root, "transport", JETTY)),
                Named.of("only the cluster knows Redis", root -> only(root, "cluster", REDIS)),
                Named.of("the hub knows nothing of our domain", _ -> noDomain()),
                Named.of("no two packages know each other", ArchitectureTest::noCycles));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHubKeepsTheRule(Function<String, ArchRule> rule) {
        rule.apply(ROOT).check(HUB);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleBites(Function<String, ArchRule> rule) {
        assertThatThrownBy(() -> rule.apply(FIXTURE).check(BROKEN))
                .isInstanceOf(AssertionError.class);
    }

    private static ArchRule only(String root, String room, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + "." + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }

    private static ArchRule noDomain() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.maestro.studio..",
                        "dev.maestro.client..",
                        "dev.maestro.git..",
                        "dev.maestro.protocol.work..",
                        "dev.maestro.protocol.rpc..");
    }

    private static ArchRule noCycles(String root) {
        int last = root.lastIndexOf('.') + 1;
        return slices().matching(root.substring(0, last) + "(" + root.substring(last) + "..)")
                .should()
                .beFreeOfCycles();
    }
}
