package dev.maestro.studio.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;

/**
 * Renders templates (compiled with the program, from {@code src/main/jte}) into the answer to a
 * request. Every template of a page has the parameters {@code site}, {@code frame} and {@code
 * fragment} beside its own, and hands them to the layout. Thread-safe.
 */
public final class Templates {

    /** A request with this header is answered with the named part of the page alone. */
    public static final String FRAGMENT_HEADER = "Maestro-Fragment";

    private static final String PACKAGE = "dev.maestro.studio.web.template";

    private final Site site;
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

    public Templates(Site site) {
        this.site = site;
    }

    public Site site() {
        return site;
    }

    /** Answers with the page, or with its main part when the pages' script asks for that. */
    public void render(Context ctx, String template, Frame frame, Map<String, ?> parameters) {
        boolean fragment = "main".equals(ctx.header(FRAGMENT_HEADER));
        ctx.header("Cache-Control", "no-store")
                .header("Vary", FRAGMENT_HEADER)
                .html(text(template, frame, fragment, parameters));
    }

    /** The page as text; {@code fragment}: only its main part. */
    public String text(String template, Frame frame, boolean fragment, Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("site", site);
        all.put("frame", frame);
        all.put("fragment", fragment);
        StringOutput output = new StringOutput(16 * 1024);
        engine.render(template + ".jte", all, output);
        return output.toString();
    }
}
