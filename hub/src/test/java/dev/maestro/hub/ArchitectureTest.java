package dev.maestro.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses HUB =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.maestro.hub");

    @Test
    void onlyTheTransportKnowsTheWebSocketLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.maestro.hub.transport")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..")
                .check(HUB);
    }

    @Test
    void onlyTheClusterKnowsTheRedisLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.maestro.hub.cluster")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("redis.clients..")
                .check(HUB);
    }

    @Test
    void theHubKnowsNothingOfOurDomain() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.maestro.studio..",
                        "dev.maestro.client..",
                        "dev.maestro.git..",
                        "dev.maestro.protocol.work..",
                        "dev.maestro.protocol.rpc..")
                .check(HUB);
    }

    @Test
    void noTwoPackagesKnowEachOther() {
        slices().matching("dev.maestro.(hub..)").should().beFreeOfCycles().check(HUB);
    }
}
