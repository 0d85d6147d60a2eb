package dev.maestro.client.hooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;

/** A block of TOML that has to fit into the file. */
record TomlTable(TextBlock block) implements Addition {

    @Override
    public String addedTo(String before) {
        requireToml(before, "it is no TOML");
        String after = block.addedTo(before);
        requireToml(after, "what Maestro would add is there already, and not by Maestro");
        return after;
    }

    private static void requireToml(String text, String otherwise) {
        try {
            new TomlMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new Refused(
                    RefusalCode.CONFLICT, "%s (%s)".formatted(otherwise, e.getOriginalMessage()));
        }
    }

    @Override
    public boolean isIn(String text) {
        return block.isIn(text);
    }

    @Override
    public String takenFrom(String text) {
        return block.takenFrom(text);
    }
}
