package dev.maestro.protocol.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** JSON that does not fit its record, told by the field and without names of classes. */
final class Misfit {

    private Misfit() {}

    static Refused refusal(Class<?> type, JsonProcessingException e) {
        String field = e instanceof JsonMappingException mapping ? path(mapping) : "";
        if (field.isEmpty()) {
            return new Refused(
                    RefusalCode.INVALID_PARAMS,
                    "this does not fit: %s must be an object"
                            .formatted(type.getSimpleName().toLowerCase(Locale.ROOT)));
        }
        return new Refused(
                RefusalCode.INVALID_PARAMS,
                "the field %s does not fit%s".formatted(field, hint(e)),
                Map.of("field", field));
    }

    private static String hint(JsonProcessingException e) {
        if (!(e instanceof InvalidFormatException format)) {
            return ": it is of another kind";
        }
        Class<?> target = format.getTargetType();
        if (target.isEnum()) {
            List<String> words =
                    Arrays.stream(target.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .toList();
            return ": it is one of " + String.join(", ", words);
        }
        return ": it must be a " + target.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code runs[2].fence}. */
    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
