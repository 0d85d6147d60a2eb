package dev.maestro.manual;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.contract.ChannelKind;
import dev.maestro.protocol.contract.Direction;
import dev.maestro.protocol.contract.Event;
import dev.maestro.protocol.contract.Failure;
import dev.maestro.protocol.contract.Feature;
import dev.maestro.protocol.contract.Message;
import dev.maestro.protocol.contract.Method;
import dev.maestro.protocol.contract.Registry;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.web.Body;
import dev.maestro.studio.web.Endpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code protocol.md}: the contract for people. */
final class ProtocolPage {

    private final HttpSide http;
    private final Golden golden;
    private final Comments comments;
    private final Records records;
    private final List<Class<?>> shown = new ArrayList<>();

    private ProtocolPage(HttpSide http, Golden golden, Comments comments) {
        this.http = http;
        this.golden = golden;
        this.comments = comments;
        this.records = new Records(new Schemas(comments));
    }

    static String text(HttpSide http, Golden golden, Comments comments) {
        ProtocolPage page = new ProtocolPage(http, golden, comments);
        Map<String, String> words = new LinkedHashMap<>();
        words.put("version", Registry.VERSIONS.toString());
        words.put("redeem", page.exchange("/api/v1/auth/redeem"));
        words.put("refresh", page.exchange("/api/v1/auth/refresh"));
        words.put("register", page.exchange("/api/v1/agent-sessions"));
        words.put("auth", page.exchange("/api/v1/broadcasting/auth"));
        words.put("output", page.exchange("/api/v1/runs/{id}/output"));
        words.put("channels", page.channels());
        words.put("client-methods", page.methods(Direction.CLIENT_TO_STUDIO));
        words.put("studio-methods", page.methods(Direction.STUDIO_TO_CLIENT));
        words.put("events", page.events());
        words.put("messages", page.messages());
        words.put("records", page.records.others(page.shown));
        words.put("errors", errors());
        words.put("any-call", names(Registry.ANY_CALL));
        words.put("reasons", reasons());
        words.put("close-codes", closeCodes());
        words.put("endpoints", page.endpoints());
        words.put("limits", Limits.table());
        words.put("later", later());
        return Template.fill("protocol.md", words);
    }

    private String channels() {
        return rows(
                "| channel | what is on it | who may enter |",
                Arrays.stream(ChannelKind.values())
                        .map(kind ->
                                "| `%sUUID` | %s%s | %s |"
                                        .formatted(
                                                kind.prefix(),
                                                kind.sentence(),
                                                mark(kind.feature()),
                                                kind.entry())));
    }

    private String methods(Direction direction) {
        return Registry.METHODS.stream()
                .filter(method -> method.direction() == direction)
                .map(this::method)
                .collect(Collectors.joining("\n"));
    }

    private String method(Method method) {
        shown.add(method.params());
        shown.add(method.result());
        String params = "methods/" + method.name() + ".params";
        String result = "methods/" + method.name() + ".result";
        String comment = comments.of(method.params()).text();
        String errors =
                method.direction() == Direction.STUDIO_TO_CLIENT
                        ? ""
                        : "Errors beside the usual: "
                                + (method.errors().isEmpty() ? "none" : names(method.errors()))
                                + ".\n\n";
        return """
        ### %s

        %s%s

        %s%s%s
        %s
        %s
        Golden files: %s, %s.
        """
                .formatted(
                        method.name(),
                        method.sentence(),
                        mark(method.feature()),
                        more(method.name(), comment),
                        errors,
                        records.fields(method.params()),
                        example(params),
                        result(method, result),
                        Golden.link(params),
                        Golden.link(result));
    }

    /** The record's comment, whose first word is the method's name. */
    private static String more(String method, String comment) {
        String words = comment.replaceFirst("^`" + Pattern.quote(method) + "`[:.] *", "");
        return words.isEmpty()
                ? ""
                : Character.toUpperCase(words.charAt(0)) + words.substring(1) + "\n\n";
    }

    private String result(Method method, String golden) {
        String fields = records.fields(method.result());
        return fields.startsWith("|")
                ? "Result:\n\n" + fields + "\n" + example(golden)
                : "Result: an empty object.\n";
    }

    private String example(String name) {
        return "```json\n%s\n```\n".formatted(Json.writePretty(golden.message(name)));
    }

    private String events() {
        return rows(
                "| type | when | fields of `data` | golden file |",
                Registry.EVENTS.stream().map(this::event));
    }

    private String event(Event event) {
        shown.add(event.data());
        records.fields(event.data());
        String fields =
                Arrays.stream(event.data().getRecordComponents())
                        .map(component ->
                                "`"
                                        + Schemas.field(component)
                                        + "`"
                                        + (Schemas.mayLack(component) ? "?" : ""))
                        .collect(Collectors.joining(", "));
        return "| `%s` | %s%s | %s | %s |"
                .formatted(
                        event.type(),
                        event.sentence(),
                        mark(event.feature()),
                        fields,
                        Golden.link("events/" + event.type()));
    }

    private String messages() {
        return Registry.MESSAGES.stream().map(this::message).collect(Collectors.joining("\n"));
    }

    private String message(Message message) {
        shown.add(message.type());
        String name = "messages/" + message.name();
        String comment = comments.of(message.type()).text();
        return """
        ### %s

        On `%sUUID`. %s %s

        %s
        %s
        Golden file: %s.
        """
                .formatted(
                        message.name(),
                        message.channel().prefix(),
                        message.sentence(),
                        comment,
                        records.fields(message.type()),
                        example(name),
                        Golden.link(name));
    }

    private static String errors() {
        return rows(
                "| number | name | HTTP | meaning | `data` has | again? |",
                Registry.FAILURES.stream().map(ProtocolPage::error));
    }

    private static String error(Failure failure) {
        RefusalCode code = failure.code();
        return "| %d | `%s` | %d | %s | %s | %s |"
                .formatted(
                        code.number(),
                        code.wireName(),
                        code.httpStatus(),
                        failure.meaning(),
                        failure.data().stream()
                                .map(each -> "`" + each + "`")
                                .collect(Collectors.joining(", ")),
                        failure.retry().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static String reasons() {
        return rows(
                "| reason | when | what Studio does |",
                Arrays.stream(FailureReason.values())
                        .map(reason ->
                                "| `%s` | %s | %s |"
                                        .formatted(
                                                reason.wireName(),
                                                reason.sentence(),
                                                reason.advice()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', ' '))));
    }

    private static String closeCodes() {
        return rows(
                "| code | meaning | the client |",
                Arrays.stream(CloseCode.values())
                        .map(code ->
                                "| %d | %s | %s |"
                                        .formatted(
                                                code.number(),
                                                code.reason(),
                                                switch (code.reconnect()) {
                                                    case NEVER -> "stops";
                                                    case BACK_OFF -> "backs off";
                                                    case AT_ONCE -> "connects again at once";
                                                })));
    }

    /** What is sent to an endpoint and what it answers, as tables. */
    private String exchange(String path) {
        Endpoint endpoint =
                http.endpoints().stream()
                        .filter(each -> each.path().equals(path))
                        .filter(each -> each.verb().name().equals("POST"))
                        .findFirst()
                        .orElseThrow();
        StringBuilder text =
                new StringBuilder(
                        "<!-- begin: the endpoint -->\n\n**`POST %s`** %s\n\n"
                                .formatted(path, endpoint.sentence()));
        endpoint.asks()
                .filter(body -> body.type().isRecord())
                .ifPresent(body -> text.append(table(body)));
        endpoint.answers()
                .filter(body -> body.type().isRecord())
                .ifPresent(body ->
                        text.append("Answers %d:\n\n".formatted(endpoint.statuses().getFirst()))
                                .append(table(body)));
        return text.append("<!-- end -->").toString();
    }

    private String table(Body body) {
        shown.add(body.type());
        return records.fields(body.type()) + "\n";
    }

    private String endpoints() {
        return rows(
                "| endpoint | for | takes the right |",
                http.endpoints().stream().map(ProtocolPage::endpoint));
    }

    private static String endpoint(Endpoint endpoint) {
        return "| `%s %s` | %s%s | %s |"
                .formatted(
                        endpoint.verb(),
                        endpoint.path(),
                        endpoint.sentence(),
                        mark(endpoint.feature()),
                        endpoint.permission().replace('_', ' '));
    }

    private static String later() {
        return Arrays.stream(Feature.values())
                .filter(feature -> !feature.available())
                .map(feature -> "`" + feature.wireName() + "`")
                .collect(Collectors.joining(", "));
    }

    private static String mark(Feature feature) {
        return feature.available() ? "" : " *(later)*";
    }

    private static String names(List<RefusalCode> codes) {
        return codes.stream()
                .map(code -> "`" + code.wireName() + "`")
                .collect(Collectors.joining(", "));
    }

    static String rows(String head, Stream<String> rows) {
        String line = head.replaceAll("[^|]+", " --- ");
        return Stream.concat(Stream.of(head, line), rows).collect(Collectors.joining("\n"));
    }
}
