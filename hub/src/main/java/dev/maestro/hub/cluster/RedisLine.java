package dev.maestro.hub.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.util.JedisURIHelper;

/** One connection to Redis. For one thread; another may close it. */
final class RedisLine implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int KEYS_AT_ONCE = 500;

    private final String prefix;
    private final Jedis redis;

    /**
     * @param silence how long Redis may take to answer, and on a subscription to say something
     * @throws redis.clients.jedis.exceptions.JedisException when it cannot be reached
     */
    RedisLine(ClusterConfig config, Duration silence) {
        this.prefix = config.prefix();
        DefaultJedisClientConfig.Builder settings =
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis((int) CONNECT.toMillis())
                        .socketTimeoutMillis((int) silence.toMillis())
                        .user(JedisURIHelper.getUser(config.redis()))
                        .password(JedisURIHelper.getPassword(config.redis()))
                        .database(JedisURIHelper.getDBIndex(config.redis()))
                        .autoNegotiateProtocol(false)
                        .clientName("maestro-hub");
        if (JedisURIHelper.isRedisSSLScheme(config.redis())) {
            settings.sslOptions(SslOptions.defaults());
        }
        this.redis = new Jedis(JedisURIHelper.getHostAndPort(config.redis()), settings.build());
        redis.connect();
    }

    /** Returns how many nodes heard it. */
    long publish(byte[] letter) {
        return redis.publish(channel(), letter);
    }

    /** Keeps the last event of a cache channel for nodes that come later. */
    void remember(String app, String channel, byte[] event, Duration time) {
        byte[] key = (key(app) + channel).getBytes(UTF_8);
        redis.set(key, event, SetParams.setParams().px(time.toMillis()));
    }

    /** What is remembered of an application's cache channels. */
    void recall(String app, Memory memory) {
        String start = key(app);
        ScanParams wanted =
                new ScanParams().match(start.replaceAll("[\\[\\]*?\\\\]", "\\\\$0") + "*");
        wanted.count(KEYS_AT_ONCE);
        byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
        do {
            ScanResult<byte[]> found = redis.scan(cursor, wanted);
            for (byte[] key : found.getResult()) {
                byte[] event = redis.get(key);
                long left = redis.pttl(key);
                if (event != null && left > 0) {
                    memory.recalled(
                            new String(key, UTF_8).substring(start.length()),
                            event,
                            Duration.ofMillis(left));
                }
            }
            cursor = found.getCursorAsBytes();
        } while (!Arrays.equals(cursor, ScanParams.SCAN_POINTER_START_BINARY));
    }

    /** One remembered event. */
    interface Memory {
        void recalled(String channel, byte[] event, Duration left);
    }

    /**
     * Hands out what all nodes publish, until the connection ends.
     *
     * @param ready called when nothing is missed from then on
     */
    void listen(Runnable ready, Consumer<byte[]> letters) {
        redis.subscribe(
                new BinaryJedisPubSub() {
                    @Override
                    public void onSubscribe(byte[] channel, int subscribed) {
                        ready.run();
                    }

                    @Override
                    public void onMessage(byte[] channel, byte[] letter) {
                        letters.accept(letter);
                    }
                },
                channel());
    }

    private byte[] channel() {
        return (prefix + ":hub").getBytes(UTF_8);
    }

    private String key(String app) {
        return prefix + ":cache:" + app + ":";
    }

    @Override
    public void close() {
        redis.close();
    }
}
