package dev.maestro.studio.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Script, styles and icon of the pages, as the build bundled them. They are served below the hash
 * of their content, so that a browser may keep them for ever. Immutable: any thread may use it.
 */
public final class Assets {

    private static final String ROOT = "/assets/";

    private final String hash;
    private final Map<String, byte[]> files;

    private Assets(String hash, Map<String, byte[]> files) {
        this.hash = hash;
        this.files = Map.copyOf(files);
    }

    /** Reads the bundle from the class path. */
    public static Assets load() {
        Map<String, byte[]> files = new HashMap<>();
        text("files").lines().forEach(name -> files.put(name, bytes(name)));
        return new Assets(text("hash").strip(), files);
    }

    /** The path under which a page refers to {@code file}. */
    public String path(String file) {
        if (!files.containsKey(file)) {
            throw new IllegalArgumentException("the bundle has no file " + file);
        }
        return ROOT + hash + "/" + file;
    }

    public void mount(RoutesConfig routes) {
        routes.get(ROOT + "{hash}/{file}", this::serve);
    }

    private void serve(Context ctx) {
        byte[] content = files.get(ctx.pathParam("file"));
        if (content == null || !ctx.pathParam("hash").equals(hash)) {
            throw new NotFoundResponse("there is no such file in this version of the pages");
        }
        ctx.contentType(type(ctx.pathParam("file")))
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .result(content);
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "application/octet-stream";
        };
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the pages' bundle is not on the class path: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
