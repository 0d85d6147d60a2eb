package dev.maestro.studio.web;

/**
 * What is sent or answered.
 *
 * @param media its type of content
 */
public record Body(Class<?> type, Shape shape, String media) {

    static final String JSON = "application/json";

    /** How it is made of its record. */
    public enum Shape {
        OBJECT,
        /** The fields of the record's first component stand beside its other components. */
        FLAT,
        /** {@link Items} of it. */
        ITEMS,
        /** Described by the sentence. */
        TEXT
    }

    static Body text(String media) {
        return new Body(String.class, Shape.TEXT, media);
    }
}
