package dev.maestro.studio;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** The arrows of {@code docs/architecture.md}, as rules. {@code root} lets a fixture break them. */
final class HouseRules {

    private final String root;

    HouseRules(String root) {
        this.root = root;
    }

    /** Everything may use the platform; it uses nobody. */
    ArchRule platformKnowsNoRoom() {
        return noClasses()
                .that(resideInAPackage(root + ".platform.."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(root + "..")
                                .and(not(resideInAPackage(root + ".platform.."))));
    }

    /** A room uses itself, the platform and those that its arrows lead to. */
    ArchRule roomUsesOnly(String room, Set<String> others) {
        String[] allowed =
                Stream.concat(Stream.of(room, "platform"), others.stream())
                        .map(each -> root + "." + each + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that(resideInAPackage(root + "." + room + ".."))
                .and(not(edge()))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(root + "..").and(not(resideInAnyPackage(allowed))));
    }

    /** Between rooms there are no cycles. Pages and APIs show several rooms and are left out. */
    ArchRule roomsFormNoCycle() {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(edge(), DescribedPredicate.alwaysTrue());
    }

    /** SQL stands in stores and in the platform. */
    ArchRule onlyStoresSpeakSql() {
        return noClasses()
                .that(not(resideInAPackage(root + ".platform..")))
                .and(not(storeOrItsPart()))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.jdbi..", "java.sql.."));
    }

    /** HTTP ends at the edge. */
    ArchRule onlyTheEdgeSpeaksHttp() {
        return noClasses()
                .that(not(resideInAPackage(root + ".web..")))
                .and(not(edge()))
                .should()
                .dependOnClassesThat(resideInAPackage("io.javalin.."));
    }

    /** Time is given, never slept. */
    ArchRule nobodySleeps() {
        return noClasses().should().callMethod(Thread.class, "sleep", long.class);
    }

    static DescribedPredicate<JavaClass> edge() {
        return simpleNameEndingWith("Pages")
                .or(simpleNameEndingWith("Page"))
                .or(simpleNameEndingWith("Api"))
                .or(simpleNameEndingWith("Routes"))
                .or(simpleNameEndingWith("Form"))
                .or(simpleNameEndingWith("Views"))
                .or(simpleNameEndingWith("ViewStore"))
                .or(nestedIn("Pages", "Page", "Api", "Routes", "Views", "ViewStore"));
    }

    private static DescribedPredicate<JavaClass> storeOrItsPart() {
        return simpleNameEndingWith("Store").or(nestedIn("Store"));
    }

    private static DescribedPredicate<JavaClass> nestedIn(String... suffixes) {
        return DescribedPredicate.describe(
                "nested in such a class",
                type ->
                        type.getEnclosingClass()
                                .filter(outer ->
                                        Arrays.stream(suffixes)
                                                .anyMatch(outer.getSimpleName()::endsWith))
                                .isPresent());
    }
}
