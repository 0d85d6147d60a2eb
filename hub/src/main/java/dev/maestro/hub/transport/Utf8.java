package dev.maestro.hub.transport;

/**
 * Tells of bytes that come in pieces whether they are UTF-8, at the first byte that cannot be. For
 * one thread at a time.
 */
final class Utf8 {

    private static final int LOWEST = 0x80;
    private static final int HIGHEST = 0xbf;

    /** How many bytes the character under way still needs, and between what the next must lie. */
    private int missing;

    private int low = LOWEST;
    private int high = HIGHEST;

    boolean accepts(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int next = bytes[i] & 0xff;
            if (missing > 0) {
                if (next < low || next > high) {
                    return false;
                }
                missing--;
                low = LOWEST;
                high = HIGHEST;
            } else if (next >= 0x80 && !begins(next)) {
                return false;
            }
        }
        return true;
    }

    /** Whether no character is under way. */
    boolean isWhole() {
        return missing == 0;
    }

    /**
     * The second byte's bounds shut out what is longer than it must be, surrogates, and the far
     * end.
     */
    private boolean begins(int lead) {
        if (lead < 0xc2 || lead > 0xf4) {
            return false;
        }
        missing = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
        low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : LOWEST;
        high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : HIGHEST;
        return true;
    }
}
