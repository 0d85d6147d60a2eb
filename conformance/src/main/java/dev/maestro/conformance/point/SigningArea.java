package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import dev.maestro.conformance.wire.Credentials;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Signatures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The exam's own signatures, before it judges anybody's. */
final class SigningArea extends Area {

    private static final Credentials PUBLISHED =
            new Credentials("3", "278d425bdf160c739803", "7ad3773142a6692b25b8");

    SigningArea() {
        super("signing");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "vectors",
                        "this program signs as the published examples do",
                        SigningArea::vectors));
    }

    private static String vectors(Desk desk) {
        String body =
                "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}";
        expect(Signatures.md5(body), "ec365a775a4cd0599faeb73354201b6f");
        expect(
                Signatures.request(
                        PUBLISHED.secret(),
                        "POST",
                        "/apps/3/events",
                        new TreeMap<>(
                                Map.of(
                                        "auth_key",
                                        PUBLISHED.key(),
                                        "auth_timestamp",
                                        "1353088179",
                                        "auth_version",
                                        "1.0",
                                        "body_md5",
                                        "ec365a775a4cd0599faeb73354201b6f"))),
                "da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");
        expect(
                Signatures.channel(PUBLISHED, "1234.1234", "private-foobar", ""),
                "278d425bdf160c739803:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4");
        expect(
                Signatures.channel(
                        PUBLISHED,
                        "1234.1234",
                        "presence-foobar",
                        "{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}}"),
                "278d425bdf160c739803:31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80");
        expect(
                Signatures.user(PUBLISHED, "1234.1234", "{\"id\":\"12345\"}"),
                "278d425bdf160c739803:4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba");
        return "5 vectors agree";
    }

    private static void expect(String actual, String published) {
        unless(actual.equals(published), "%s instead of %s", actual, published);
    }
}
