package wordsmith;

/** The program: {@code Wordsmith TOOL TEXT}. */
public final class Wordsmith {

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("usage: Wordsmith TOOL TEXT");
            System.exit(2);
        }
        System.out.println(tool(arguments[0]).apply(arguments[1]));
    }

    static Tool tool(String name) throws ReflectiveOperationException {
        String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return (Tool) Class.forName("wordsmith." + type).getConstructor().newInstance();
    }
}
