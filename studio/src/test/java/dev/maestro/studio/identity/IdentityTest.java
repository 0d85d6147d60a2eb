package dev.maestro.studio.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.RefreshTokens.Asking;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Revocations;
import dev.maestro.studio.platform.StudioDatabase;
import dev.maestro.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static final IdentityConfig CONFIG =
            IdentityConfig.defaults().withPasswordIterations(100);

    private final SettableClock clock = SettableClock.monday();
    private final Database database = StudioDatabase.open(clock);
    private final Identity identity = Identity.open(database, CONFIG, clock);
    private User ada = new User(UserId.random(), "", "");

    @BeforeEach
    void adaSignsUp() {
        ada = signUp("Ada@Example.org ", "correct horse");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void knowsAUserByAddressAndPassword() {
        assertThat(ada.email()).isEqualTo("ada@example.org");
        assertThat(identity.users().checkPassword("ADA@example.org", "correct horse"))
                .contains(ada);
        assertThat(identity.users().checkPassword("ada@example.org", "wrong")).isEmpty();
        assertThat(identity.users().checkPassword("bob@example.org", "correct horse")).isEmpty();
    }

    @Test
    void refusesASecondUserWithTheSameAddressAndAnswersThatAreNone() {
        assertRefused(RefusalCode.CONFLICT, () -> signUp("ada@example.org", "another one"));
        assertRefused(RefusalCode.INVALID_PARAMS, () -> signUp("nobody", "correct horse"));
        assertRefused(RefusalCode.INVALID_PARAMS, () -> signUp("b@example.org", "short"));
    }

    @Test
    void aBrowserStaysSignedInUntilItsSessionEnds() {
        SecretToken token = identity.webSessions().start(ada.id());

        assertThat(identity.webSessions().find(token).orElseThrow().userId()).isEqualTo(ada.id());
        assertThat(identity.webSessions().find(SecretToken.of("guess"))).isEmpty();

        clock.passes(CONFIG.webSessionLife());
        assertThat(identity.webSessions().find(token)).isEmpty();
    }

    @Test
    void aSessionThatWasSignedOutIsGone() {
        SecretToken token = identity.webSessions().start(ada.id());

        identity.webSessions().end(token);

        assertThat(identity.webSessions().find(token)).isEmpty();
    }

    @Test
    void believesAnAccessTokenForFifteenMinutes() {
        String token = accessToken();

        clock.passes(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(identity.accessTokens().verify(token).user()).isEqualTo(ada.id());

        clock.passes(Duration.ofSeconds(1));
        assertUnbelieved(token);
    }

    @Test
    void anybodyCanCheckAnAccessTokenWithThePublishedKeys() throws Exception {
        SignedJWT token = SignedJWT.parse(accessToken());

        ECKey key =
                JWKSet.parse(identity.signingKeys().publicJwks())
                        .getKeyByKeyId(token.getHeader().getKeyID())
                        .toECKey();

        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(ada.id().toString());
    }

    @Test
    void refusesATokenThatAnotherKeySignedOrThatWasChanged() throws Exception {
        SignedJWT real = SignedJWT.parse(accessToken());
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID(real.getHeader().getKeyID()).generate();
        SignedJWT forged = new SignedJWT(real.getHeader(), real.getJWTClaimsSet());
        forged.sign(new ECDSASigner(own));
        SignedJWT ofUnknownKey =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("other").build(),
                        real.getJWTClaimsSet());
        ofUnknownKey.sign(new ECDSASigner(own));
        List<String> parts = List.of(real.serialize().split("\\."));
        String unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0." + parts.get(1) + ".";

        assertUnbelieved(forged.serialize());
        assertUnbelieved(ofUnknownKey.serialize());
        assertUnbelieved(unsigned);
        assertUnbelieved("not a token");
    }

    @Test
    void aChangeOfKeysIsNoticedByNobody() {
        String old = accessToken();

        identity.signingKeys().rotate();

        String fresh = accessToken();
        assertThat(identity.accessTokens().verify(old).user()).isEqualTo(ada.id());
        assertThat(identity.accessTokens().verify(fresh).user()).isEqualTo(ada.id());
        assertThat(publishedKeys()).isEqualTo(2);

        clock.passes(CONFIG.accessTokenLife().plus(SigningKeys.UNAWARE));
        assertThat(publishedKeys()).isOne();
    }

    @Test
    void aChangeOfKeysByAnotherStudioIsNoticedByNobody() {
        Identity other = Identity.open(database, CONFIG, clock);
        String old = accessToken();

        other.signingKeys().rotate();
        String fresh = other.refreshTokens().pair(family()).accessToken();
        String stillOfTheOldKey = accessToken();
        clock.passes(Duration.ofMinutes(14));

        assertThat(identity.accessTokens().verify(fresh).user()).isEqualTo(ada.id());
        assertThat(other.accessTokens().verify(old).user()).isEqualTo(ada.id());
        assertThat(other.accessTokens().verify(stillOfTheOldKey).user()).isEqualTo(ada.id());
        assertThat(identity.signingKeys().signing().getKeyID())
                .isEqualTo(other.signingKeys().signing().getKeyID());
    }

    @Test
    void aMachineWhoseAnswerWasLostGetsTheSameAgain() {
        SecretToken first = firstToken();
        SecretToken lost = refresh(first).refreshToken();

        clock.passes(Duration.ofSeconds(9));
        SecretToken again = refresh(first).refreshToken();

        assertThat(again.text()).isEqualTo(lost.text());
        assertThat(refresh(again).user()).isEqualTo(ada.id());
    }

    @Test
    void nobodyIsAnsweredAgainOnceTheNextTokenWasUsed() {
        SecretToken first = firstToken();
        SecretToken third = refresh(refresh(first).refreshToken()).refreshToken();

        assertRefused(RefusalCode.UNAUTHENTICATED, () -> refresh(first));

        assertEnded(third);
    }

    @Test
    void aMachineThatSaysTheWordOfItsAttemptGetsTheSameAgainHoursLater() {
        SecretToken first = firstToken();
        SecretToken lost = refresh(first, "9f0c2f4e-attempt-one").refreshToken();

        clock.passes(Duration.ofHours(5));
        SecretToken again = refresh(first, "9f0c2f4e-attempt-one").refreshToken();

        assertThat(again.text()).isEqualTo(lost.text());
        assertThat(refresh(again).user()).isEqualTo(ada.id());
        assertRefused(RefusalCode.UNAUTHENTICATED, () -> refresh(first, "9f0c2f4e-attempt-one"));
        assertEnded(again);
    }

    @Test
    void aThiefWhoDoesNotKnowTheWordEndsTheFamily() {
        SecretToken first = firstToken();
        SecretToken next = refresh(first, "9f0c2f4e-attempt-one").refreshToken();

        assertRefused(RefusalCode.UNAUTHENTICATED, () -> refresh(first, "9f0c2f4e-attempt-two"));

        assertEnded(next);
    }

    @Test
    void aLostAnswerIsAskedForWithinSeconds() {
        SecretToken first = firstToken();
        SecretToken next = refresh(first).refreshToken();

        clock.passes(Duration.ofSeconds(10));
        assertRefused(RefusalCode.UNAUTHENTICATED, () -> refresh(first));

        assertEnded(next);
    }

    @Test
    void anAccessTokenNamesItsChannelsAndItsFamily() throws Exception {
        String all = accessToken();
        String project = "private-project.4f2a9c00-0000-4000-8000-000000000001";
        String one =
                identity.refreshTokens()
                        .refresh(
                                firstToken(),
                                Asking.looking(""),
                                Optional.of(List.of(project, "private-run.*")))
                        .accessToken();

        assertThat(SignedJWT.parse(all).getJWTClaimsSet().getStringListClaim("ch"))
                .contains("private-project.*", "presence-project.*", "private-user." + ada.id());
        assertThat(SignedJWT.parse(one).getJWTClaimsSet().getStringListClaim("ch"))
                .containsExactly(project, "private-run.*");
        assertRefused(
                RefusalCode.INVALID_PARAMS,
                () ->
                        identity.refreshTokens()
                                .refresh(
                                        firstToken(),
                                        Asking.looking(""),
                                        Optional.of(List.of("private-*"))));
    }

    @Test
    void whatAFamilyHadProvedEndsWithIt() {
        NewFamily family = family();
        Credential machine = new Credential.Machine(family.family());
        SecretToken browser = identity.webSessions().start(ada.id());
        Credential web = identity.webSessions().find(browser).orElseThrow().credential();
        long before = Revocations.number(database);
        assertThat(identity.stands(machine)).isTrue();
        assertThat(identity.stands(web)).isTrue();

        identity.refreshTokens().revoke(family.token());
        identity.webSessions().end(browser);

        assertThat(identity.stands(machine)).isFalse();
        assertThat(identity.stands(web)).isFalse();
        assertThat(Revocations.number(database)).isGreaterThan(before);
    }

    @Test
    void whoHasLeftCannotSignInAndHasNoProofsLeft() {
        NewFamily family = family();
        SecretToken browser = identity.webSessions().start(ada.id());

        database.inTransactionDo(tx -> identity.users().end(tx, ada.id()));

        assertThat(identity.users().checkPassword("ada@example.org", "correct horse")).isEmpty();
        assertThat(identity.webSessions().find(browser)).isEmpty();
        assertThat(identity.stands(new Credential.Machine(family.family()))).isFalse();
        assertRefused(RefusalCode.UNAUTHENTICATED, () -> refresh(family.token()));
    }

    @Test
    void anOldKeyIsReplacedByItself() {
        String before = identity.signingKeys().signing().getKeyID();

        clock.passes(CONFIG.signingKeyLife());

        assertThat(identity.signingKeys().signing().getKeyID()).isNotEqualTo(before);
    }

    @Test
    void aRestartKeepsTheKeys() {
        String token = accessToken();

        Identity restarted = Identity.open(database, CONFIG, clock);

        assertThat(restarted.accessTokens().verify(token).user()).isEqualTo(ada.id());
        assertThat(publishedKeys()).isOne();
    }

    @Test
    void everyRefreshAnswersWithTheNextToken() {
        SecretToken first = firstToken();

        TokenPair second = refresh(first);
        TokenPair third = refresh(second.refreshToken());

        assertThat(identity.accessTokens().verify(third.accessToken()).user()).isEqualTo(ada.id());
        assertThat(third.expiresIn()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aTokenThatIsUsedTwiceEndsItsFamilyAndNoOther() {
        SecretToken stolen = firstToken();
        SecretToken ofAnotherMachine = firstToken();
        TokenPair next = refresh(stolen);

        assertEnded(stolen);

        assertEnded(next.refreshToken());
        assertThat(refresh(ofAnotherMachine).user()).isEqualTo(ada.id());
    }

    @Test
    void noTokenOutlivesItsFamilyHoweverItIsRaced() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 20; round++) {
                SecretToken used = firstToken();
                SecretToken current = refresh(used).refreshToken();
                List<Callable<Optional<SecretToken>>> race =
                        List.of(() -> tryRefresh(current), () -> tryRefresh(used));

                for (Future<Optional<SecretToken>> racer : threads.invokeAll(race)) {
                    racer.get().ifPresent(this::assertEnded);
                }
            }
        }
    }

    @Test
    void aRefreshTokenWaitsThirtyDays() {
        SecretToken early = firstToken();
        SecretToken late = firstToken();

        clock.passes(Duration.ofDays(30).minusSeconds(1));
        assertThat(refresh(early).user()).isEqualTo(ada.id());

        clock.passes(Duration.ofSeconds(1));
        assertEnded(late);
    }

    @Test
    void aRevokedTokenEndsWithItsFamily() {
        SecretToken first = firstToken();
        SecretToken next = refresh(first).refreshToken();

        identity.refreshTokens().revoke(next);
        identity.refreshTokens().revoke(SecretToken.of("unknown"));

        assertEnded(next);
    }

    @Test
    void aStolenTableOpensNoDoor() {
        SecretToken refresh = firstToken();
        SecretToken web = identity.webSessions().start(ada.id());

        List<String> stored =
                database.reading(tx ->
                        tx.sql()
                                .createQuery(
                                        """
                                        select cast(t as text) from refresh_token t
                                        union all
                                        select cast(token_hash as text) from web_session
                                        """)
                                .mapTo(String.class)
                                .list());

        assertThat(stored)
                .isNotEmpty()
                .noneMatch(row -> row.contains(refresh.text()) || row.contains(web.text()));
    }

    private User signUp(String email, String password) {
        NewUser prepared = identity.users().prepare(email, "Ada", password);
        return database.inTransaction(tx -> identity.users().create(tx, prepared));
    }

    private SecretToken firstToken() {
        return family().token();
    }

    private NewFamily family() {
        return database.inTransaction(tx -> identity.refreshTokens().issue(tx, ada.id(), "laptop"));
    }

    private String accessToken() {
        return identity.refreshTokens().pair(family()).accessToken();
    }

    private TokenPair refresh(SecretToken token, String word) {
        return identity.refreshTokens()
                .refresh(token, new Asking("anywhere", Optional.of(word)), Optional.empty());
    }

    private TokenPair refresh(SecretToken token) {
        return identity.refreshTokens()
                .refresh(token, Asking.looking("127.0.0.1 maestro"), Optional.empty());
    }

    private TokenPair byAnother(SecretToken token) {
        return identity.refreshTokens()
                .refresh(token, Asking.looking("127.0.0.9 maestro"), Optional.empty());
    }

    private Optional<SecretToken> tryRefresh(SecretToken token) {
        try {
            return Optional.of(byAnother(token).refreshToken());
        } catch (Refused refused) {
            return Optional.empty();
        }
    }

    private int publishedKeys() {
        return identity.signingKeys().publicJwks().split("\"kid\"", -1).length - 1;
    }

    private void assertEnded(SecretToken token) {
        assertRefused(RefusalCode.UNAUTHENTICATED, () -> byAnother(token));
    }

    private void assertUnbelieved(String token) {
        assertRefused(RefusalCode.UNAUTHENTICATED, () -> identity.accessTokens().verify(token));
    }

    private static void assertRefused(RefusalCode code, ThrowingCallable call) {
        assertThat(catchThrowableOfType(Refused.class, call).code()).isEqualTo(code);
    }
}
