package dev.maestro.client.cli;

import dev.maestro.protocol.work.Purpose;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what a session may do, in the words of the wire. */
final class PurposeOption implements ITypeConverter<Purpose> {

    static final List<Purpose> EVERYTHING =
            List.of(Purpose.DEVELOP, Purpose.TEST, Purpose.REVIEW, Purpose.CHECK, Purpose.RELEASE);

    @Override
    public Purpose convert(String text) {
        return EVERYTHING.stream()
                .filter(purpose -> purpose.wireName().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException(
                                "a session can %s, not \"%s\""
                                        .formatted(
                                                EVERYTHING.stream()
                                                        .map(Purpose::wireName)
                                                        .collect(Collectors.joining(", ")),
                                                text)));
    }
}
