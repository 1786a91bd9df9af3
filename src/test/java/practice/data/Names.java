package practice.data;

import java.util.Locale;

/** Names of nobody. */
final class Names {
    static final String[] FIRST = {
        "Amina", "Boris", "Chipo", "Dora", "Emil", "Farai", "Greta", "Hassan", "Ines", "Jonas", "Kudzai", "Lena",
        "Milan", "Nadia", "Otto", "Priya", "Rosa", "Samir", "Tendai", "Ursula", "Viktor", "Wanda", "Yusuf", "Zora"
    };
    static final String[] LAST = {
        "Abara",
        "Brandt",
        "Chikore",
        "Dvorak",
        "Eriksen",
        "Fontaine",
        "Garcia",
        "Hofer",
        "Ibsen",
        "Jansen",
        "Keller",
        "Lindqvist",
        "Moyo",
        "Novak",
        "Okafor",
        "Petrov",
        "Quist",
        "Rossi",
        "Silva",
        "Takahashi",
        "Ueda",
        "Vogel",
        "Weiss",
        "Zulu"
    };

    private Names() {}

    /** The nth of a list without doubles, for a while. */
    static String person(int n) {
        return FIRST[n % FIRST.length] + " " + LAST[(n * 7 + n / FIRST.length) % LAST.length];
    }

    /** {@code amina.abara} */
    static String mailbox(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.');
    }
}
