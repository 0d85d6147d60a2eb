package dev.maestro.manual;

import static dev.maestro.manual.Tree.array;
import static dev.maestro.manual.Tree.object;
import static dev.maestro.manual.Tree.ref;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.hub.rest.HubRoute;
import dev.maestro.protocol.contract.Feature;
import dev.maestro.protocol.contract.Registry;
import dev.maestro.studio.web.Body;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.Input;
import dev.maestro.studio.web.Items;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code openapi.yaml}: the HTTP side. */
final class OpenApi {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final String API = "/api/v1/";
    private static final int NO_CONTENT = 204;
    private static final int ACCEPTED = 202;

    private final Schemas schemas;
    private final ObjectNode paths = object();

    private OpenApi(Comments comments) {
        this.schemas = new Schemas(comments);
    }

    static String text(HttpSide http, Comments comments) {
        return Yaml.text(new OpenApi(comments).document(http));
    }

    private ObjectNode document(HttpSide http) {
        http.endpoints().forEach(this::add);
        for (HubRoute route : HubRoute.values()) {
            path(route.path()).set(route.verb().toLowerCase(Locale.ROOT), HubOperation.of(route));
        }
        ObjectNode defined = object("Problem", problem());
        schemas.definitions().forEach(defined::set);
        ArrayNode tags = array();
        Arrays.stream(Feature.values()).forEach(each -> tags.add(tag(each)));
        tags.add(
                object(
                        "name",
                        "pusher",
                        "description",
                        "The signed HTTP API of Pusher Channels, for stock server libraries."));
        return object(
                "openapi",
                "3.1.0",
                "info",
                object(
                        "title",
                        "Maestro Studio",
                        "version",
                        Registry.VERSIONS.getFirst() + ".0.0",
                        "summary",
                        "Everything between \"here is the plan\" and \"it is merged\".",
                        "description",
                        "The HTTP side of the open contract; protocol.md says how it hangs together.",
                        "license",
                        object("name", "Apache-2.0", "identifier", "Apache-2.0")),
                "servers",
                array(
                        object(
                                "url",
                                "http://127.0.0.1:7300",
                                "description",
                                "Where a Studio listens when nobody says otherwise.")),
                "tags",
                tags,
                "security",
                array(object("bearer", array()), object("browser", array())),
                "paths",
                paths,
                "components",
                object(
                        "schemas",
                        defined,
                        "parameters",
                        Shared.parameters(),
                        "headers",
                        Shared.headers(),
                        "responses",
                        Shared.responses(),
                        "securitySchemes",
                        Shared.security()));
    }

    private static ObjectNode tag(Feature feature) {
        return object(
                "name",
                feature.wireName(),
                "description",
                feature.available() ? "Available." : "Comes later: answered with 501.");
    }

    private static ObjectNode problem() {
        return object(
                "type",
                "object",
                "description",
                "RFC 9457. More members as the error table of protocol.md names them.",
                "required",
                array("type", "title", "status", "detail"),
                "properties",
                object(
                        "type",
                        object("type", "string", "enum", AsyncApi.names()),
                        "title",
                        object("type", "string"),
                        "status",
                        object("type", "integer"),
                        "detail",
                        object("type", "string")));
    }

    private ObjectNode path(String path) {
        if (!paths.has(path)) {
            paths.set(path, object());
        }
        return (ObjectNode) paths.get(path);
    }

    private void add(Endpoint endpoint) {
        String verb = endpoint.verb().toString().toLowerCase(Locale.ROOT);
        ObjectNode operation =
                object(
                        "operationId",
                        operationId(verb, endpoint.path()),
                        "tags",
                        array(endpoint.feature().wireName()),
                        "summary",
                        endpoint.sentence());
        if (endpoint.permission().equals(Endpoint.ANYBODY)) {
            operation.set("security", array());
        } else if (!endpoint.permission().equals(Endpoint.SIGNED_IN)) {
            operation.put("description", "Takes the right " + endpoint.permission() + ".");
        }
        ArrayNode parameters = parameters(endpoint);
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        endpoint.asks().ifPresent(body -> operation.set("requestBody", requestBody(body)));
        operation.set("responses", responses(endpoint));
        path(endpoint.path()).set(verb, operation);
    }

    static String operationId(String verb, String path) {
        return verb + path.replaceAll("[^a-zA-Z0-9]+", "_").replaceAll("_$", "");
    }

    static List<ObjectNode> inPath(String path) {
        return PLACE.matcher(path)
                .results()
                .map(MatchResult::group)
                .map(place ->
                        object(
                                "name",
                                place.substring(1, place.length() - 1),
                                "in",
                                "path",
                                "required",
                                true,
                                "schema",
                                object("type", "string")))
                .toList();
    }

    private ArrayNode parameters(Endpoint endpoint) {
        List<Object> all = new ArrayList<>(inPath(endpoint.path()));
        for (Input input : endpoint.inputs()) {
            all.add(
                    object(
                            "name",
                            input.name(),
                            "in",
                            input.place().name().toLowerCase(Locale.ROOT),
                            "required",
                            input.needed(),
                            "description",
                            input.sentence(),
                            "schema",
                            object("type", "string")));
        }
        if (isPaged(endpoint)) {
            all.add(ref("#/components/parameters/cursor"));
            all.add(ref("#/components/parameters/limit"));
        }
        boolean known = !endpoint.permission().equals(Endpoint.ANYBODY);
        if (endpoint.path().startsWith(API) && isVerb(endpoint, "POST") && known) {
            all.add(ref("#/components/parameters/idempotencyKey"));
        }
        if (endpoint.path().startsWith(API) && isVerb(endpoint, "GET")) {
            all.add(ref("#/components/parameters/ifNoneMatch"));
        }
        return array(all);
    }

    private static boolean isVerb(Endpoint endpoint, String verb) {
        return endpoint.verb().name().equals(verb);
    }

    private static boolean isPaged(Endpoint endpoint) {
        return endpoint.answers()
                .filter(body -> body.shape() == Body.Shape.ITEMS || hasNext(body.type()))
                .isPresent();
    }

    private static boolean hasNext(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(each ->
                                each.getName().equals("next") && each.getType() == Optional.class);
    }

    private ObjectNode requestBody(Body body) {
        ObjectNode content = object(body.media(), object("schema", schema(body)));
        if (body.type().getSimpleName().equals("AuthRequest")) {
            content.set("application/x-www-form-urlencoded", content.get(body.media()).deepCopy());
        }
        return object("required", true, "content", content);
    }

    private ObjectNode responses(Endpoint endpoint) {
        ObjectNode all = object();
        if (!endpoint.feature().available()) {
            all.set("501", ref("#/components/responses/NotAvailableYet"));
        } else {
            endpoint.statuses()
                    .forEach(status -> all.set(String.valueOf(status), done(endpoint, status)));
        }
        if (endpoint.path().startsWith(API)) {
            if (isVerb(endpoint, "GET") && endpoint.feature().available()) {
                all.set("304", ref("#/components/responses/NotModified"));
            }
            if (!endpoint.permission().equals(Endpoint.ANYBODY)) {
                all.set("401", ref("#/components/responses/Unauthenticated"));
            }
            all.set("4XX", ref("#/components/responses/Refused"));
            all.set("5XX", ref("#/components/responses/Fault"));
        }
        return all;
    }

    private ObjectNode done(Endpoint endpoint, int status) {
        Optional<Body> body =
                endpoint.answers().filter(_ -> status != NO_CONTENT && status != ACCEPTED);
        ObjectNode answer = object("description", body.isPresent() ? "Done." : "Done; no body.");
        if (isVerb(endpoint, "GET") && endpoint.path().startsWith(API)) {
            answer.set("headers", object("ETag", ref("#/components/headers/ETag")));
        }
        body.ifPresent(each ->
                answer.set("content", object(each.media(), object("schema", schema(each)))));
        return answer;
    }

    private ObjectNode schema(Body body) {
        return switch (body.shape()) {
            case OBJECT -> schemas.of(body.type());
            case ITEMS ->
                    object(
                            "type",
                            "object",
                            "required",
                            array("items"),
                            "properties",
                            object(
                                    "items",
                                    object(
                                            "type",
                                            "array",
                                            "maxItems",
                                            Math.max(Items.MOST, 1000),
                                            "items",
                                            schemas.of(body.type())),
                                    "next",
                                    object(
                                            "type",
                                            "string",
                                            "description",
                                            "The cursor of what follows; not there at the end.")));
            case FLAT -> flat(body.type());
            case TEXT ->
                    body.media().endsWith("json")
                            ? object("type", array("object", "array"))
                            : object("type", "string");
        };
    }

    /** The first component's fields, and the others beside them. */
    private ObjectNode flat(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        ObjectNode rest = object();
        ArrayNode required = array();
        for (RecordComponent component : components) {
            if (component != components[0]) {
                rest.set(Schemas.field(component), schemas.of(component.getGenericType()));
                if (!Schemas.mayLack(component)) {
                    required.add(Schemas.field(component));
                }
            }
        }
        return object(
                "allOf",
                array(
                        schemas.of(components[0].getGenericType()),
                        object("type", "object", "required", required, "properties", rest)));
    }
}
