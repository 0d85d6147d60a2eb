package dev.maestro.protocol.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.WorkEvent;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RegistryTest {

    @Test
    void namesEveryMethodThatTheContractPromises() {
        assertThat(Registry.METHODS)
                .extracting(Method::name)
                .containsExactlyInAnyOrder(
                        ("session.hello session.heartbeat session.sync session.goodbye run.accept"
                                        + " run.refuse run.start run.progress run.usage run.pause"
                                        + " run.complete run.fail run.subtask run.question"
                                        + " run.answered run.steered run.answer"
                                        + " plan.propose team.report knowledge.search run.dispatch"
                                        + " run.cancel run.steer session.drain session.replaced")
                                .split(" "));
    }

    @Test
    void namesEveryEventThatTheContractPromises() {
        assertThat(Registry.EVENTS)
                .extracting(Event::type)
                .contains(
                        words(
                                "plan",
                                "created activated paused resumed replanned completed cancelled"
                                        + " released"))
                .contains(
                        words(
                                "task",
                                "created changed dispatched started in_review approved rejected"
                                        + " merged conflicted paused resumed needs_operator done"
                                        + " cancelled"))
                .contains(
                        words(
                                "run",
                                "queued dispatched started progress paused orphaned succeeded"
                                        + " failed cancelled"))
                .contains(words("session", "online busy idle limited offline"))
                .contains("comment.added", "context_file.updated", "knowledge.updated")
                .contains("directive.given", "directive.cleared", "report.ready")
                .doesNotHaveDuplicates();
    }

    @Test
    void holdsEveryRecordOfAnEventAndEveryNameOfAMethod() throws IllegalAccessException {
        Set<Class<?>> records =
                Arrays.stream(WorkEvent.class.getPermittedSubclasses())
                        .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                        .collect(Collectors.toSet());
        assertThat(Registry.EVENTS.stream().<Class<?>>map(Event::data).collect(Collectors.toSet()))
                .isEqualTo(records);

        Set<String> names = new TreeSet<>();
        for (Field field : MethodName.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && String.valueOf(field.get(null)).contains(".")) {
                names.add(String.valueOf(field.get(null)));
            }
        }
        assertThat(Registry.METHODS)
                .extracting(Method::name)
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void explainsEveryErrorOnceWithTheNumberOfTheContract() {
        assertThat(Registry.FAILURES)
                .extracting(Failure::code)
                .containsExactlyInAnyOrder(RefusalCode.values());
        assertThat(
                        Map.of(
                                "unauthenticated", -32001,
                                "forbidden", -32002,
                                "not_found", -32003,
                                "lease_lost", -32004,
                                "invalid_transition", -32005,
                                "rate_limited", -32006,
                                "plan_paused", -32007,
                                "capacity", -32008,
                                "unsupported_version", -32009,
                                "too_large", -32010))
                .allSatisfy((name, number) -> assertNumber(name, number));
        assertThat(
                        Map.of(
                                "conflict", -32011,
                                "proof_missing", -32012,
                                "budget_exceeded", -32013,
                                "storage_full", -32014,
                                "not_available_yet", -32015,
                                "internal", -32099))
                .allSatisfy((name, number) -> assertNumber(name, number));
    }

    @Test
    void whatComesLaterIsRefusedByTheNameOfItsFeature() {
        assertThat(Registry.fromClient("knowledge.search").orElseThrow().errors())
                .contains(RefusalCode.NOT_AVAILABLE_YET);
        assertThatThrownBy(() -> Feature.KNOWLEDGE.require("knowledge.search"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(RefusalCode.NOT_AVAILABLE_YET);
                            assertThat(refused.data()).containsEntry("feature", "knowledge");
                            assertThat(refused).hasMessageContaining("knowledge.search");
                        });
    }

    @Test
    void readsTheChannelsOfTheContractAndNoOthers() {
        UUID id = UUID.fromString("4f2a9c00-0000-4000-8000-000000000001");
        for (ChannelKind kind : ChannelKind.values()) {
            assertThat(ChannelKind.parse(kind.of(id).name())).contains(kind.of(id));
        }

        assertThat(
                        List.of(
                                "private-project." + id + ".more",
                                "private-project.4F2A9C00-0000-4000-8000-000000000001",
                                "private-project.1-1-1-1-1",
                                "private-project.",
                                "presence-run." + id,
                                "project." + id))
                .allSatisfy(name -> assertThat(ChannelKind.parse(name)).isEmpty());
    }

    private static void assertNumber(String name, int number) {
        assertThat(RefusalCode.ofWireName(name).orElseThrow().number()).isEqualTo(number);
    }

    private static String[] words(String family, String names) {
        return Arrays.stream(names.split(" "))
                .map(name -> family + "." + name)
                .toArray(String[]::new);
    }
}
