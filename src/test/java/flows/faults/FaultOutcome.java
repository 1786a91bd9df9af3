package flows.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What a round, or all of them, came to.
 *
 * @param valid attendances that had to be in Odoo
 * @param invalid attendances that had to be dead letters
 * @param lost those that Odoo lacks
 * @param doubled those that Odoo holds more than once
 * @param wrong what Odoo holds and should not, what the hub knows wrongly, and answers that were none
 * @param causes dead letters that are missing, too many or of another cause
 */
record FaultOutcome(
        int valid, int invalid, List<String> lost, List<String> doubled, List<String> wrong, List<String> causes) {
    FaultOutcome(int valid, int invalid) {
        this(valid, invalid, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    FaultOutcome plus(FaultOutcome other) {
        FaultOutcome sum = new FaultOutcome(valid + other.valid, invalid + other.invalid);
        for (FaultOutcome one : List.of(this, other)) {
            sum.lost.addAll(one.lost);
            sum.doubled.addAll(one.doubled);
            sum.wrong.addAll(one.wrong);
            sum.causes.addAll(one.causes);
        }
        return sum;
    }

    boolean isGood() {
        return problems().isEmpty();
    }

    List<String> problems() {
        List<String> all = new ArrayList<>();
        lost.forEach(one -> all.add("lost: " + one));
        doubled.forEach(one -> all.add("doubled: " + one));
        wrong.forEach(one -> all.add("wrong: " + one));
        causes.forEach(one -> all.add("cause: " + one));
        return all;
    }

    @Override
    public String toString() {
        return "valid %d, invalid %d, lost %d, doubled %d, wrong %d, wrong causes %d"
                .formatted(valid, invalid, lost.size(), doubled.size(), wrong.size(), causes.size());
    }
}
