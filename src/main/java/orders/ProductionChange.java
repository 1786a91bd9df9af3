package orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * What a manufacturing order is to become.
 *
 * @param state null: stays as it is
 * @param producing quantity being produced; null: as it is, and all of it where the order is finished
 * @param values other values, under the names that 17 and later know; may be empty
 * @param guard looks at the order before anything is changed; a refusal ends it there, null lets it go on
 */
record ProductionChange(String state, BigDecimal producing, ObjectNode values, Function<Production, Refusal> guard) {}
