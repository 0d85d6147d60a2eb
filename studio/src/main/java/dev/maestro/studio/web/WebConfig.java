package dev.maestro.studio.web;

/**
 * Where the server listens and what it takes.
 *
 * @param port 0 for any free one
 * @param publicUrl where browsers find it, without a slash at the end; {@code https} makes cookies
 *     secure
 * @param maxBodyBytes the largest body that is read whole; what a route reads as a stream is
 *     limited by the route
 */
public record WebConfig(String host, int port, String publicUrl, int maxBodyBytes) {

    /** Bodies of up to 2 MiB. */
    public static WebConfig of(String host, int port, String publicUrl) {
        return new WebConfig(host, port, publicUrl, 2 * 1024 * 1024);
    }

    boolean secure() {
        return publicUrl.startsWith("https:");
    }
}
