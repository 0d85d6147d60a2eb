package dev.maestro.manual;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All pages that are made from the code, by the names of their files below {@code docs}.
 *
 * @param http what a real Studio has mounted
 */
public record Manual(Map<String, String> pages, HttpSide http) {

    /**
     * Starts a Studio for a moment, to ask what it serves.
     *
     * @param root of the sources, whose comments and golden files are quoted
     */
    public static Manual of(Path root) {
        HttpSide http = HttpSide.ofAStudio();
        Golden golden = new Golden(root.resolve("protocol/src/test/resources/golden"));
        Comments comments = new Comments(root);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("protocol.md", ProtocolPage.text(http, golden, comments));
        pages.put("asyncapi.yaml", AsyncApi.text(golden, comments));
        pages.put("openapi.yaml", OpenApi.text(http, comments));
        pages.put("reconnect.md", ReconnectPage.text());
        pages.put("cli.md", CliPage.text());
        pages.put("configuration.md", ConfigurationPage.text());
        pages.put("lifecycles.md", LifecyclesPage.text());
        return new Manual(pages, http);
    }
}
