package wordsmith;

/** Moves every letter thirteen places on; twice is as before. */
public final class Rot implements Tool {

    @Override
    public String apply(String text) {
        StringBuilder result = new StringBuilder();
        for (char c : text.toCharArray()) {
            char base = Character.isUpperCase(c) ? 'A' : 'a';
            boolean latin = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            result.append(latin ? (char) (base + (c - base + 13) % 26) : c);
        }
        return result.toString();
    }
}
