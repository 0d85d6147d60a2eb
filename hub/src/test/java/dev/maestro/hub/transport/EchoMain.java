package dev.maestro.hub.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.Javalin;

/** Says back what it hears, on the hub's own wires: the server that the Autobahn suite examines. */
public final class EchoMain {

    private static final int LONGEST = 16 * 1024 * 1024;

    private EchoMain() {}

    public static void main(String[] arguments) {
        start(Integer.parseInt(arguments[0]));
    }

    static Javalin start(int port) {
        return Javalin.create(
                        host -> {
                            host.startup.showJavalinBanner = false;
                            host.jetty.host = "127.0.0.1";
                            host.jetty.port = port;
                            host.jetty.modifyServer(server ->
                                    server.insertHandler(
                                            new Upgrade(
                                                    "/",
                                                    LONGEST,
                                                    new Wires(),
                                                    (_, wire) -> new Echo(wire))));
                        })
                .start();
    }

    private record Echo(Wire wire) implements WireListener {

        @Override
        public void alive() {}

        @Override
        public void message(String text) {
            say(Frames.TEXT, text.getBytes(UTF_8));
        }

        @Override
        public void binary(byte[] message) {
            say(Frames.BINARY, message);
        }

        @Override
        public boolean wantsMore() {
            return true;
        }

        @Override
        public void closed() {}

        private void say(int opcode, byte[] payload) {
            wire.write(new TextMessage(Frames.encode(opcode, payload)), _ -> {});
        }
    }
}
