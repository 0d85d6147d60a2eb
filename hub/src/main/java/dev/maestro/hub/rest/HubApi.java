package dev.maestro.hub.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.channel.Limit;
import dev.maestro.hub.transport.HttpAnswer;
import dev.maestro.hub.transport.HttpHost;
import dev.maestro.hub.transport.HttpQuestion;
import dev.maestro.protocol.pusher.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.InstantSource;
import java.util.Map;

/** The HTTP side of all applications, as a function. For any number of threads. */
public final class HubApi implements HttpHost {

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int OUR_FAULT = 500;
    private static final String DONE = "{}";

    private final Map<String, App> appsById;
    private final int maxBodyBytes;
    private final RequestGate gate;
    private final Publishing publishing;
    private final Asking asking;

    /**
     * The HTTP side of these applications.
     *
     * @param pathPrefix clients may have signed their path with it or without; perhaps empty
     */
    public HubApi(Map<String, App> appsById, InstantSource clock, String pathPrefix) {
        this.appsById = Map.copyOf(appsById);
        this.maxBodyBytes =
                appsById.values().stream()
                        .mapToInt(app -> app.limits().of(Limit.REQUEST_BYTES))
                        .max()
                        .orElse(0);
        this.gate = new RequestGate(clock, pathPrefix);
        this.publishing = new Publishing(clock);
        this.asking = new Asking(clock);
    }

    @Override
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    @Override
    public HttpAnswer tooLong() {
        return refusal(TOO_LARGE, "A request has at most " + maxBodyBytes + " bytes");
    }

    @Override
    public HttpAnswer fault(String incident) {
        return refusal(OUR_FAULT, "This is our fault (incident " + incident + ")");
    }

    @Override
    public HttpAnswer answer(HttpQuestion question) {
        try {
            return new HttpAnswer(OK, result(question));
        } catch (ApiRefusal refused) {
            return refusal(refused.status(), String.valueOf(refused.getMessage()));
        }
    }

    /** The path is {@code /apps/ID/…}; who may not ask learns nothing of what there is to ask. */
    private String result(HttpQuestion question) {
        String[] path = question.path().split("/", -1);
        App app = appsById.get(Query.segment(path[2]));
        if (app == null) {
            throw new ApiRefusal(NOT_FOUND, "Unknown application: " + Query.segment(path[2]));
        }
        if (app.limits().exceeds(Limit.REQUEST_BYTES, question.body().length)) {
            throw new ApiRefusal(
                    TOO_LARGE,
                    "A request has at most %d bytes"
                            .formatted(app.limits().of(Limit.REQUEST_BYTES)));
        }
        Query query = Query.parse(question.query());
        gate.check(app, question, query);
        if (app.rules().has(Feature.DISABLED)) {
            throw new ApiRefusal(FORBIDDEN, "The application is disabled");
        }
        if (!question.method().equals("POST") && !question.method().equals("GET")) {
            throw new ApiRefusal(NOT_ALLOWED, "The methods here are GET and POST");
        }
        HubRoute route = HubRoute.of(question.method(), path).orElseThrow(() -> unknown(path));
        return switch (route) {
            case EVENTS -> publishing.event(app, text(question.body()));
            case BATCH -> publishing.batch(app, text(question.body()));
            case CHANNELS -> asking.channels(app, query);
            case CHANNEL -> asking.channel(app, Query.segment(path[4]), query);
            case USERS -> asking.users(app, Query.segment(path[4]));
            case TERMINATE -> {
                app.users().terminate(Query.segment(path[4]));
                yield DONE;
            }
            case CONNECTIONS -> "{\"connections\":" + app.sockets() + "}";
        };
    }

    private static ApiRefusal unknown(String[] path) {
        return new ApiRefusal(NOT_FOUND, "Nothing is at " + String.join("/", path));
    }

    private static String text(byte[] body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException notText) {
            throw ApiRefusal.invalid("The body is not UTF-8");
        }
    }

    private static HttpAnswer refusal(int status, String message) {
        return new HttpAnswer(
                status, "{\"error\":" + JsonText.quoted(message) + ",\"status\":" + status + "}");
    }
}
