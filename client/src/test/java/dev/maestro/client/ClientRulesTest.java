package dev.maestro.client;

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

class ClientRulesTest {

    private static final String FIXTURE = "dev.maestro.client.fixture";
    private static final JavaClasses CLIENT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.maestro.client");
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

    static Stream<Named<Function<ClientRules, ArchRule>>> rules() {
        return Stream.of(
                Named.of("only commands print or exit", ClientRules::onlyCommandsPrintOrExit),
                Named.of(
                        "only commands know picocli",
                        ClientRules::onlyCommandsKnowTheCommandLineLibrary),
                Named.of(
                        "only the tool server knows its library",
                        ClientRules::onlyTheToolServerKnowsItsLibrary),
                Named.of(
                        "only identities know the keyring",
                        ClientRules::onlyIdentitiesKnowTheKeyring),
                Named.of(
                        "settings know only the platform",
                        ClientRules::settingsKnowOnlyThePlatform),
                Named.of(
                        "only the screen knows TamboUI and JLine",
                        ClientRules::onlyTheScreenKnowsTheLibraryThatDraws),
                Named.of("only commands open the screen", ClientRules::onlyCommandsOpenTheScreen),
                Named.of("no provider knows another", ClientRules::noProviderKnowsAnother),
                Named.of(
                        "work reaches Studio only through Reports",
                        ClientRules::workReachesStudioOnlyThroughReports),
                Named.of(
                        "what is kept knows no run under way",
                        ClientRules::whatIsKeptKnowsNoRunUnderWay),
                Named.of(
                        "the sandbox knows neither work nor providers",
                        ClientRules::theSandboxKnowsNeitherWorkNorProviders),
                Named.of("the platform knows nobody", ClientRules::thePlatformKnowsNobody));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theClientKeepsTheRule(Function<ClientRules, ArchRule> rule) {
        rule.apply(new ClientRules("dev.maestro.client")).check(CLIENT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleBites(Function<ClientRules, ArchRule> rule) {
        assertThatThrownBy(() -> rule.apply(new ClientRules(FIXTURE)).check(BROKEN))
                .isInstanceOf(AssertionError.class);
    }
}
