package dev.maestro.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RpcCodecTest {

    @Test
    void aRequestHasAStringForItsIdAndANotificationHasNone() {
        Heard heard = hear("{'jsonrpc':'2.0','id':'a','method':'m'}");
        Heard silent = hear("{'jsonrpc':'2.0','method':'m','params':{'x':1}}");

        assertThat(heard.messages()).first().isInstanceOf(RpcMessage.Request.class);
        assertThat(silent.messages()).first().isInstanceOf(RpcMessage.Notification.class);
        assertThat(heard.batch()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'jsonrpc':'2.0','id':7,'method':'m'}",
                "{'jsonrpc':'2.0','id':null,'method':'m'}",
                "{'jsonrpc':'2.0','id':'','method':'m'}",
                "{'jsonrpc':'2.0','id':'a','method':1}",
                "{'jsonrpc':'2.0','id':'a','method':'m','params':'x'}",
                "{'jsonrpc':'1.0','id':'a','method':'m'}",
                "{'jsonrpc':2.0,'id':'a','method':'m'}",
                "{'jsonrpc':'2.0','id':'a'}",
                "7",
                "null"
            })
    void whatIsNoMessageIsAnsweredAsAnInvalidRequest(String text) {
        Heard heard = hear(text);

        assertThat(heard.messages()).isEmpty();
        assertThat(heard.errors())
                .singleElement()
                .extracting(answer -> answer.error().code())
                .isEqualTo(-32600);
    }

    @Test
    void aBatchIsHeardMessageByMessage() {
        Heard heard =
                hear("[{'jsonrpc':'2.0','id':'a','method':'m'},1,{'jsonrpc':'2.0','method':'n'}]");

        assertThat(heard.batch()).isTrue();
        assertThat(heard.messages()).hasSize(2);
        assertThat(heard.errors())
                .singleElement()
                .extracting(RpcMessage.ErrorResponse::id)
                .isEqualTo("");
    }

    @Test
    void aBatchOfNoneOrTooManyIsOneInvalidRequest() {
        String many =
                String.join(
                        ",",
                        IntStream.range(0, 51)
                                .mapToObj(_ -> "{'jsonrpc':'2.0','method':'m'}")
                                .toList());

        for (String text : List.of("[]", "[" + many + "]")) {
            assertThatThrownBy(() -> hear(text))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.code())
                                            .isEqualTo(RefusalCode.INVALID_REQUEST));
        }
    }

    @Test
    void theAnswerToABatchIsOneArray() {
        String text =
                RpcCodec.write(
                        List.of(
                                new RpcMessage.ErrorResponse(
                                        "", new RpcError(-32600, "no", java.util.Map.of())),
                                new RpcMessage.ErrorResponse(
                                        "b", new RpcError(-32601, "no", java.util.Map.of()))));

        assertThat(text).startsWith("[{").endsWith("}]").contains("\"id\":null", "\"id\":\"b\"");
        assertThat(hear(text).messages()).hasSize(2);
    }

    private static Heard hear(String text) {
        return RpcCodec.hear(text.replace('\'', '"'));
    }
}
