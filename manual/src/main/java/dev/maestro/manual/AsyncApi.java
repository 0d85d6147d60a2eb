package dev.maestro.manual;

import static dev.maestro.manual.Tree.array;
import static dev.maestro.manual.Tree.object;
import static dev.maestro.manual.Tree.ref;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.protocol.contract.ChannelKind;
import dev.maestro.protocol.contract.Direction;
import dev.maestro.protocol.contract.Event;
import dev.maestro.protocol.contract.Feature;
import dev.maestro.protocol.contract.Message;
import dev.maestro.protocol.contract.Method;
import dev.maestro.protocol.contract.Registry;
import dev.maestro.protocol.work.MethodName;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code asyncapi.yaml}: the WebSocket side, as a client sees it. */
final class AsyncApi {

    private static final String MESSAGES = "#/components/messages/";

    private final Golden golden;
    private final Schemas schemas;
    private final ObjectNode messages = object();
    private final ObjectNode operations = object();

    private AsyncApi(Golden golden, Comments comments) {
        this.golden = golden;
        this.schemas = new Schemas(comments);
    }

    static String text(Golden golden, Comments comments) {
        return Yaml.text(new AsyncApi(golden, comments).document());
    }

    private ObjectNode document() {
        messages.set("error", error());
        Registry.METHODS.forEach(this::method);
        Registry.EVENTS.forEach(this::event);
        Registry.MESSAGES.stream()
                .filter(message -> !message.name().equals(MethodName.EVENT))
                .forEach(this::message);
        ObjectNode channels = object();
        for (ChannelKind kind : ChannelKind.values()) {
            channels.set(id(kind), channel(kind));
        }
        hear(ChannelKind.PROJECT, "events");
        hear(ChannelKind.RUN, "output");
        hear(ChannelKind.PRESENCE_PROJECT, "presence");
        ObjectNode components = object("messages", messages);
        components.set("schemas", object());
        schemas.definitions().forEach(((ObjectNode) components.get("schemas"))::set);
        return object(
                "asyncapi",
                "3.0.0",
                "info",
                object(
                        "title",
                        "Maestro: what Studio and its clients say on the socket",
                        "version",
                        Registry.VERSIONS.getFirst() + ".0.0",
                        "description",
                        "JSON-RPC 2.0 over the Pusher Channels protocol 7, seen from a client: what it"
                                + " sends is the data of the client event client-rpc on its session's"
                                + " channel, what it receives is the data of the event rpc (output on"
                                + " a run's channel). protocol.md says the rest.",
                        "license",
                        object("name", "Apache-2.0")),
                "servers",
                object("studio", server()),
                "defaultContentType",
                "application/json",
                "channels",
                channels,
                "operations",
                operations,
                "components",
                components);
    }

    private static ObjectNode server() {
        return object(
                "host",
                "{host}",
                "pathname",
                "/app/{key}",
                "protocol",
                "ws",
                "protocolVersion",
                "13",
                "description",
                "Also wss. The query is protocol=7&client=NAME&version=VERSION; the key is the app_key that"
                        + " POST /api/v1/agent-sessions answers.",
                "variables",
                object(
                        "host",
                        object("default", "127.0.0.1:7300"),
                        "key",
                        object("description", "The public key of the application.")));
    }

    private ObjectNode channel(ChannelKind kind) {
        ObjectNode own = object();
        messages.fieldNames()
                .forEachRemaining(name -> {
                    if (kindOf(name) == kind) {
                        own.set(name, ref(MESSAGES + name));
                    }
                });
        ObjectNode channel =
                object(
                        "address",
                        kind.prefix() + "{id}",
                        "title",
                        kind.prefix() + "UUID",
                        "description",
                        kind.sentence() + " Who may enter: " + kind.entry() + later(kind.feature()),
                        "messages",
                        own);
        channel.set(
                "parameters", object("id", object("description", "The UUID of whom it is about.")));
        return channel;
    }

    /** On which channel a message of this name travels. */
    private static ChannelKind kindOf(String name) {
        return Registry.EVENTS.stream()
                .filter(event -> id(event).equals(name))
                .map(Event::channel)
                .findFirst()
                .or(() ->
                        Registry.MESSAGES.stream()
                                .filter(message -> message.name().equals(name))
                                .map(Message::channel)
                                .findFirst())
                .orElse(ChannelKind.SESSION);
    }

    private void method(Method method) {
        boolean up = method.direction() == Direction.CLIENT_TO_STUDIO;
        String answer = method.name() + ".answer";
        messages.set(
                method.name(),
                object(
                        "name",
                        method.name(),
                        "title",
                        method.name(),
                        "summary",
                        method.sentence() + later(method.feature()),
                        "x-pusher-event",
                        up ? MethodName.UP : MethodName.DOWN,
                        "payload",
                        request(method),
                        "examples",
                        array(
                                object(
                                        "payload",
                                        object(
                                                "jsonrpc",
                                                "2.0",
                                                "id",
                                                "1",
                                                "method",
                                                method.name(),
                                                "params",
                                                golden.message(
                                                        "methods/"
                                                                + method.name()
                                                                + ".params"))))));
        messages.set(
                answer,
                object(
                        "name",
                        answer,
                        "title",
                        "The answer to " + method.name(),
                        "x-pusher-event",
                        up ? MethodName.DOWN : MethodName.UP,
                        "payload",
                        answer(method),
                        "examples",
                        array(
                                object(
                                        "payload",
                                        object(
                                                "jsonrpc",
                                                "2.0",
                                                "id",
                                                "1",
                                                "result",
                                                golden.message(
                                                        "methods/"
                                                                + method.name()
                                                                + ".result"))))));
        operations.set(method.name(), operation(method, up, answer));
    }

    private ObjectNode operation(Method method, boolean up, String answer) {
        ArrayNode answers =
                array(in(ChannelKind.SESSION, answer), in(ChannelKind.SESSION, "error"));
        String errors =
                method.errors().stream()
                        .map(code -> code.wireName())
                        .collect(Collectors.joining(", "));
        ObjectNode operation =
                object(
                        "action",
                        up ? "send" : "receive",
                        "channel",
                        channelRef(ChannelKind.SESSION),
                        "summary",
                        method.sentence(),
                        "messages",
                        array(in(ChannelKind.SESSION, method.name())),
                        "reply",
                        object("channel", channelRef(ChannelKind.SESSION), "messages", answers));
        if (!errors.isEmpty()) {
            operation.put("description", "Errors beside those of any call: " + errors + ".");
        }
        return operation;
    }

    private ObjectNode request(Method method) {
        return object(
                "type",
                "object",
                "required",
                array("jsonrpc", "method", "params"),
                "properties",
                object(
                        "jsonrpc",
                        object("const", "2.0"),
                        "id",
                        object("type", "string", "description", "Without one, nobody answers."),
                        "method",
                        object("const", method.name()),
                        "params",
                        schemas.of(method.params())));
    }

    private ObjectNode answer(Method method) {
        return object(
                "type",
                "object",
                "required",
                array("jsonrpc", "id", "result"),
                "properties",
                object(
                        "jsonrpc",
                        object("const", "2.0"),
                        "id",
                        object("type", "string"),
                        "result",
                        schemas.of(method.result())));
    }

    private static ObjectNode error() {
        return object(
                "name",
                "error",
                "title",
                "A refusal",
                "summary",
                "The error table in protocol.md explains each code.",
                "x-pusher-event",
                MethodName.DOWN,
                "payload",
                object(
                        "type",
                        "object",
                        "required",
                        array("jsonrpc", "id", "error"),
                        "properties",
                        object(
                                "jsonrpc",
                                object("const", "2.0"),
                                "id",
                                object("type", array("string", "null")),
                                "error",
                                object(
                                        "type",
                                        "object",
                                        "required",
                                        array("code", "message", "data"),
                                        "properties",
                                        object(
                                                "code",
                                                object("type", "integer", "enum", codes()),
                                                "message",
                                                object("type", "string"),
                                                "data",
                                                object(
                                                        "type",
                                                        "object",
                                                        "required",
                                                        array("type"),
                                                        "properties",
                                                        object(
                                                                "type",
                                                                object(
                                                                        "type", "string", "enum",
                                                                        names()))))))));
    }

    static ArrayNode codes() {
        return array(Registry.FAILURES.stream().map(each -> each.code().number()).toList());
    }

    static ArrayNode names() {
        return array(Registry.FAILURES.stream().map(each -> each.code().wireName()).toList());
    }

    private void event(Event event) {
        ObjectNode notification =
                object(
                        "type",
                        "object",
                        "required",
                        array("seq", "type", "at", "data"),
                        "properties",
                        object(
                                "seq",
                                object("type", "integer", "format", "int64"),
                                "type",
                                object("const", event.type()),
                                "at",
                                object("type", "string", "format", "date-time"),
                                "data",
                                schemas.of(event.data())));
        ObjectNode example =
                object(
                        "jsonrpc",
                        "2.0",
                        "method",
                        MethodName.EVENT,
                        "params",
                        object(
                                "seq",
                                42,
                                "type",
                                event.type(),
                                "at",
                                "2026-11-23T09:00:00Z",
                                "data",
                                golden.message("events/" + event.type())));
        messages.set(
                id(event),
                object(
                        "name",
                        id(event),
                        "title",
                        event.type(),
                        "summary",
                        event.sentence() + later(event.feature()),
                        "x-pusher-event",
                        MethodName.DOWN,
                        "payload",
                        object(
                                "type",
                                "object",
                                "required",
                                array("jsonrpc", "method", "params"),
                                "properties",
                                object(
                                        "jsonrpc",
                                        object("const", "2.0"),
                                        "method",
                                        object("const", MethodName.EVENT),
                                        "params",
                                        notification)),
                        "examples",
                        array(object("payload", example))));
    }

    /** A method may be called as an event is. */
    static String id(Event event) {
        return "event." + event.type();
    }

    private void message(Message message) {
        messages.set(
                message.name(),
                object(
                        "name",
                        message.name(),
                        "title",
                        message.name(),
                        "summary",
                        message.sentence(),
                        "payload",
                        schemas.of(message.type()),
                        "examples",
                        array(object("payload", golden.message("messages/" + message.name())))));
    }

    private void hear(ChannelKind kind, String operation) {
        operations.set(operation, object("action", "receive", "channel", channelRef(kind)));
    }

    private static ObjectNode channelRef(ChannelKind kind) {
        return ref("#/channels/" + id(kind));
    }

    private static ObjectNode in(ChannelKind kind, String message) {
        return ref("#/channels/" + id(kind) + "/messages/" + message);
    }

    private static String id(ChannelKind kind) {
        return Arrays.stream(kind.name().toLowerCase(Locale.ROOT).split("_"))
                .collect(Collectors.joining("-"));
    }

    private static String later(Feature feature) {
        return feature.available() ? "" : " Comes later.";
    }
}
