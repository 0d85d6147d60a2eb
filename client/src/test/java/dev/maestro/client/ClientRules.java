package dev.maestro.client;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** The client's arrows of {@code docs/architecture.md}. {@code root} lets a fixture break them. */
final class ClientRules {

    private final String root;

    ClientRules(String root) {
        this.root = root;
    }

    ArchRule onlyCommandsPrintOrExit() {
        return noClasses()
                .that(not(resideInAPackage(root + ".cli..")).and(not(simpleName("ClientMain"))))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class);
    }

    ArchRule onlyCommandsKnowTheCommandLineLibrary() {
        return noClasses()
                .that(not(resideInAPackage(root + ".cli..")).and(not(simpleName("ClientMain"))))
                .should()
                .dependOnClassesThat(resideInAPackage("picocli.."));
    }

    ArchRule onlyTheToolServerKnowsItsLibrary() {
        return noClasses()
                .that(not(resideInAPackage(root + ".mcp..")))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.modelcontextprotocol..")
                                .or(resideInAPackage("reactor..")));
    }

    ArchRule onlyIdentitiesKnowTheKeyring() {
        return noClasses()
                .that(not(resideInAPackage(root + ".identity..")))
                .should()
                .dependOnClassesThat(resideInAPackage("com.github.javakeyring.."));
    }

    ArchRule settingsKnowOnlyThePlatform() {
        return noClasses()
                .that(resideInAPackage(root + ".settings.."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(root + "..")
                                .and(not(resideInAPackage(root + ".settings..")))
                                .and(not(resideInAPackage(root + ".platform.."))));
    }

    ArchRule onlyTheScreenKnowsTheLibraryThatDraws() {
        return noClasses()
                .that(not(resideInAPackage(root + ".screen..")))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.tamboui..").or(resideInAPackage("org.jline..")));
    }

    /** So that the daemon never loads the screen. */
    ArchRule onlyCommandsOpenTheScreen() {
        return noClasses()
                .that(
                        not(resideInAPackage(root + ".screen.."))
                                .and(not(resideInAPackage(root + ".cli.."))))
                .should()
                .dependOnClassesThat(resideInAPackage(root + ".screen.."));
    }

    ArchRule noProviderKnowsAnother() {
        return slices().matching(root + ".provider.(*)..").should().notDependOnEachOther();
    }

    ArchRule workReachesStudioOnlyThroughReports() {
        return noClasses()
                .that(resideInAPackage(root + ".work.."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(root + ".link..")
                                .or(resideInAPackage("java.net.http.."))
                                .or(resideInAPackage(root + ".daemon..")));
    }

    ArchRule whatIsKeptKnowsNoRunUnderWay() {
        return noClasses()
                .that(resideInAPackage(root + ".state.."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(root + ".work..")
                                .or(resideInAPackage(root + ".daemon.."))
                                .or(resideInAPackage(root + ".provider.."))
                                .or(resideInAPackage(root + ".link.."))
                                .or(resideInAPackage(root + ".cli..")));
    }

    ArchRule theSandboxKnowsNeitherWorkNorProviders() {
        return noClasses()
                .that(resideInAPackage(root + ".sandbox.."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(root + "..")
                                .and(
                                        not(
                                                resideInAPackage(root + ".sandbox..")
                                                        .or(resideInAPackage(root + ".settings.."))
                                                        .or(
                                                                resideInAPackage(
                                                                        root + ".platform..")))));
    }

    ArchRule thePlatformKnowsNobody() {
        return noClasses()
                .that(resideInAPackage(root + ".platform.."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(root + "..")
                                .and(not(resideInAPackage(root + ".platform.."))));
    }
}
