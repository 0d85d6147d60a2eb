package dev.maestro.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final JavaClasses KIT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.maestro.conformance");

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

    @Test
    void theExamSharesNothingWithWhatItExamines() {
        BLACK_BOX.check(KIT);
    }

    @Test
    void thatRuleBites() {
        JavaClasses withTests = new ClassFileImporter().importClasses(OurHub.class);

        assertThatThrownBy(() -> BLACK_BOX.check(withTests)).isInstanceOf(AssertionError.class);
    }

    @Test
    void noTwoPackagesKnowEachOther() {
        slices().matching("dev.maestro.(conformance..)").should().beFreeOfCycles().check(KIT);
    }
}
