package dev.maestro.client.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the value of a setting may be. */
public sealed interface SettingType {

    record Text() implements SettingType {}

    record Texts() implements SettingType {}

    record Whole(int least, int most) implements SettingType {}

    record OneOf(List<String> words) implements SettingType {

        public OneOf {
            words = List.copyOf(words);
        }

        static OneOf of(String... words) {
            return new OneOf(List.of(words));
        }
    }

    /** For people: what would be right. */
    default String right() {
        return switch (this) {
            case Text _ -> "a text";
            case Texts _ -> "a list of texts, such as [\"a\", \"b\"]";
            case Whole(int least, int most) ->
                    "a whole number from %d to %d".formatted(least, most);
            case OneOf(List<String> words) -> String.join(" or ", words);
        };
    }

    default boolean fits(JsonNode value) {
        return switch (this) {
            case Text _ -> value.isTextual() && !value.asText().isBlank();
            case Texts _ ->
                    value.isArray()
                            && StreamSupport.stream(value.spliterator(), false)
                                    .allMatch(JsonNode::isTextual);
            case Whole(int least, int most) ->
                    value.isIntegralNumber() && value.asLong() >= least && value.asLong() <= most;
            case OneOf(List<String> words) -> value.isTextual() && words.contains(value.asText());
        };
    }

    /** The word that was probably meant. */
    default Optional<String> near(JsonNode value) {
        return this instanceof OneOf(List<String> words)
                ? Nearest.to(value.asText(), words)
                : Optional.empty();
    }

    /** What a person wrote on the command line; a list is given with commas. */
    default JsonNode parse(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (this) {
            case Text _, OneOf _ -> nodes.textNode(text);
            case Texts _ -> {
                ArrayNode list = nodes.arrayNode();
                Optional.of(text.strip())
                        .filter(some -> !some.isEmpty())
                        .ifPresent(some -> List.of(some.split("\\s*,\\s*")).forEach(list::add));
                yield list;
            }
            case Whole _ ->
                    text.matches("-?[0-9]{1,9}")
                            ? nodes.numberNode(Long.parseLong(text))
                            : nodes.textNode(text);
        };
    }
}
