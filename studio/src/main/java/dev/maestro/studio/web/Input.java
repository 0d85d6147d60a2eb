package dev.maestro.studio.web;

/** What an endpoint takes beside its path and body, as the documents print it. */
public record Input(Place place, String name, boolean needed, String sentence) {

    /** Where it stands in the request. */
    public enum Place {
        QUERY,
        HEADER
    }

    public static Input query(String name, String sentence) {
        return new Input(Place.QUERY, name, false, sentence);
    }

    public static Input header(String name, boolean needed, String sentence) {
        return new Input(Place.HEADER, name, needed, sentence);
    }
}
