package wordsmith;

/** Begins every word with a capital. */
public final class Title implements Tool {

    @Override
    public String apply(String text) {
        StringBuilder result = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!result.isEmpty()) {
                result.append(' ');
            }
            result.append(
                    word.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return result.toString();
    }
}
