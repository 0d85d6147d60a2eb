package dev.maestro.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds in the exam, and is broken by the fixture: so it bites. */
final class ArchitectureTest {

    private static final JavaClasses KIT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.maestro.conformance");
    private static final JavaClasses BROKEN =
            new ClassFileImporter().importPackages("dev.maestro.conformance.fixture");

    private static final ArchRule BLACK_BOX =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.maestro.hub..",
                            "dev.maestro.studio..",
                            "dev.maestro.client..",
                            "dev.maestro.protocol.pusher..",
                            "dev.maestro.protocol.rpc..",
                            "dev.maestro.protocol.work..");
    private static final ArchRule NO_CYCLES =
            slices().matching("dev.maestro.(conformance..)").should().beFreeOfCycles();

    static Stream<Named<ArchRule>> rules() {
        return Stream.of(
                Named.of("the exam shares nothing with what it examines", BLACK_BOX),
                Named.of("no two packages know each other", NO_CYCLES));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theExamKeepsTheRule(ArchRule rule) {
        rule.check(KIT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleBites(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(BROKEN)).isInstanceOf(AssertionError.class);
    }
}
