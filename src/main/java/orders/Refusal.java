package orders;

import java.util.List;

/**
 * What is not done, and why.
 *
 * @param status HTTP status of the answer
 * @param cause a word: {@code not-possible}, {@code unknown-product}, {@code no-bill-of-materials}, …
 * @param detail the cause in a sentence
 * @param remedy what to do, in another
 * @param state present state of the manufacturing order; null where that is not the point
 * @param allowed states that it can be brought to from there
 */
public record Refusal(int status, String cause, String detail, String remedy, String state, List<String> allowed) {
    static Refusal of(int status, String cause, String detail, String remedy) {
        return new Refusal(status, cause, detail, remedy, null, List.of());
    }
}
