package dev.maestro.studio.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person at a browser without script: opens pages, presses buttons by their id, fills in the form
 * around them, is redirected.
 */
public final class Visitor {

    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>.*?</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI site;
    private final String cookie;
    private String page = "";
    private String path = "/";
    private int status;

    public Visitor(URI site, String cookie) {
        this.site = site;
        this.cookie = cookie;
    }

    public Visitor open(String where) {
        path = where;
        return follow(send(request(where).header("Accept", "text/html").GET()));
    }

    /** The main part alone, as the pages' script asks for it. */
    public String fragment(String where) {
        return send(request(where).header(Templates.FRAGMENT_HEADER, "main").GET()).body();
    }

    /** Presses the button with this id, with nothing but what its form holds already. */
    public Visitor press(String id) {
        return press(id, Map.of());
    }

    public Visitor press(String id, Map<String, String> fields) {
        String form = formOf(id);
        List<String> pairs = new ArrayList<>();
        Matcher hidden = HIDDEN.matcher(form);
        while (hidden.find()) {
            pairs.add(pair(hidden.group(1), hidden.group(2)));
        }
        Matcher button =
                Pattern.compile("name=\"([^\"]+)\" value=\"([^\"]+)\"[^>]*id=\"" + id + "\"")
                        .matcher(form);
        if (button.find()) {
            pairs.add(pair(button.group(1), button.group(2)));
        }
        fields.forEach((name, value) -> pairs.add(pair(name, value)));
        Matcher action = Pattern.compile("action=\"([^\"]+)\"").matcher(form);
        if (!action.find()) {
            throw new AssertionError("the form posts nowhere: " + form);
        }
        return post(action.group(1), String.join("&", pairs));
    }

    /** Posts a form that no page of ours holds. */
    public Visitor post(String where, String body) {
        HttpResponse<String> answer =
                send(
                        request(where)
                                .header("Accept", "text/html")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
        return follow(answer);
    }

    private String formOf(String id) {
        Matcher forms = FORM.matcher(page);
        while (forms.find()) {
            if (forms.group().contains("id=\"" + id + "\"")) {
                return forms.group();
            }
        }
        throw new AssertionError("no form has the button " + id + " on " + path + ":\n" + page);
    }

    private Visitor follow(HttpResponse<String> answer) {
        if (answer.statusCode() == 303) {
            return open(answer.headers().firstValue("Location").orElseThrow());
        }
        status = answer.statusCode();
        page = answer.body();
        return this;
    }

    private HttpRequest.Builder request(String where) {
        return HttpRequest.newBuilder(site.resolve(where)).header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    public String page() {
        return page;
    }

    /** The page without tags, spaces squeezed. */
    public String text() {
        return page.replaceAll("(?s)<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    public String path() {
        return path;
    }

    public int status() {
        return status;
    }
}
