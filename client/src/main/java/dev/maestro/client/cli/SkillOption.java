package dev.maestro.client.cli;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.SkillLevel;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code java:4}; without a level it is intermediate. */
final class SkillOption implements ITypeConverter<SkillLevel> {

    @Override
    public SkillLevel convert(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return colon < 0
                    ? new SkillLevel(text, SkillLevel.INTERMEDIATE)
                    : new SkillLevel(
                            text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (Refused refused) {
            throw new TypeConversionException(String.valueOf(refused.getMessage()));
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "\"%s\" is not a skill and a level from 1 to 5, such as java:4"
                            .formatted(text));
        }
    }
}
