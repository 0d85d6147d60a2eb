package dev.maestro.conformance;

import java.util.List;

/** One way to be wrong; what is not overridden is passed on as it is. */
interface Fault {

    /** A request of the signed HTTP side. */
    record Request(String method, String path, String query, String body) {}

    /** What it was answered. */
    record Response(int status, String body) {}

    /** What the client hears in place of one text of the hub. */
    default List<String> down(GoBetween.Pair pair, String text) {
        return List.of(text);
    }

    /** What the hub hears in place of one text of the client. */
    default List<String> up(GoBetween.Pair pair, String text) {
        return List.of(text);
    }

    default int closeCode(int code) {
        return code;
    }

    default Request request(Request request) {
        return request;
    }

    default Response response(Response response) {
        return response;
    }
}
