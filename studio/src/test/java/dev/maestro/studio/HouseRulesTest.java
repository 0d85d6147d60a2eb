package dev.maestro.studio;

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

class HouseRulesTest {

    private static final String FIXTURE = "dev.maestro.studio.fixture";

    private static final JavaClasses STUDIO =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // Templates are compiled into one package, but belong to their pages.
                    .withImportOption(location -> !location.contains("/web/template/"))
                    .importPackages("dev.maestro.studio");
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

    static Stream<Named<Function<HouseRules, ArchRule>>> rules() {
        return Stream.of(
                Named.of("the platform knows no room", HouseRules::platformKnowsNoRoom),
                Named.of("rooms form no cycle", HouseRules::roomsFormNoCycle),
                Named.of("only stores speak SQL", HouseRules::onlyStoresSpeakSql),
                Named.of("only the edge speaks HTTP", HouseRules::onlyTheEdgeSpeaksHttp),
                Named.of("nobody sleeps", HouseRules::nobodySleeps));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void studioKeepsTheRule(Function<HouseRules, ArchRule> rule) {
        rule.apply(new HouseRules("dev.maestro.studio")).check(STUDIO);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleBites(Function<HouseRules, ArchRule> rule) {
        assertThatThrownBy(() -> rule.apply(new HouseRules(FIXTURE)).check(BROKEN))
                .isInstanceOf(AssertionError.class);
    }
}
