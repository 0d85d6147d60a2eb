package dev.maestro.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.RunMethod;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JsonTest {

    private record Words(String one, Optional<String> maybe, List<String> many) {}

    @Test
    void readsNoCharacterThatADatabaseCannotKeep() {
        Words words =
                Json.read(
                        "{\"one\":\"a\\u0000b\",\"maybe\":\"\\u0000\",\"many\":[\"c\\u0000\"]}",
                        Words.class);

        assertThat(words)
                .isEqualTo(new Words("a\uFFFDb", Optional.of("\uFFFD"), List.of("c\uFFFD")));
    }

    @Test
    void namesTheFieldThatIsMissingAlsoInsideAnotherRecord() {
        String subtask =
                """
                {"run":"00000000-0000-0000-0000-000000000001","fence":1,"subtask":{"description":"d"}}
                """;

        assertThatThrownBy(() -> Json.whole(Json.tree(subtask), RunMethod.Subtask.class))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.INVALID_PARAMS))
                .hasMessageContaining("title");
    }
}
