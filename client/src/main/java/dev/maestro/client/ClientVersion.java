package dev.maestro.client;

/** Which client this is. */
public final class ClientVersion {

    public static final String NUMBER = "0.1.0";

    private ClientVersion() {}
}
