package hub.graphql;

import graphql.GraphqlErrorBuilder;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import reactor.core.publisher.Mono;

/** What a request may cost, and what it is told when it is refused. Any other failure is told without its cause. */
@Configuration(proxyBeanMethods = false)
class GraphQlConfiguration {
    private static final int SYNC = 1000;

    @Bean
    Instrumentation maxDepth(GraphQlSettings settings) {
        return new MaxQueryDepthInstrumentation(settings.maxDepth());
    }

    @Bean
    Instrumentation maxCost(GraphQlSettings settings) {
        return new MaxQueryComplexityInstrumentation(settings.maxCost(), GraphQlConfiguration::cost);
    }

    private static int cost(FieldComplexityEnvironment field, int below) {
        if (field.getField().getName().startsWith("sync_")
                && field.getParentType().getName().equals("Mutation")) {
            return SYNC;
        }
        int rows = field.getArguments().get("first") instanceof Integer first ? Math.max(1, first) : 1;
        return (int) Math.min(Integer.MAX_VALUE, 1 + (long) rows * below);
    }

    @Bean
    DataFetcherExceptionResolver refusals() {
        return DataFetcherExceptionResolver.forSingleError((thrown, environment) -> thrown instanceof Refused refused
                ? GraphqlErrorBuilder.newError(environment)
                        .message("%s", refused.getMessage())
                        .errorType(refused.isAbsent() ? ErrorType.NOT_FOUND : ErrorType.BAD_REQUEST)
                        .build()
                : null);
    }

    @Bean
    SubscriptionExceptionResolver refusedSubscriptions() {
        return thrown -> thrown instanceof Refused refused
                ? Mono.just(List.of(GraphqlErrorBuilder.newError()
                        .message("%s", refused.getMessage())
                        .errorType(refused.isAbsent() ? ErrorType.NOT_FOUND : ErrorType.BAD_REQUEST)
                        .build()))
                : Mono.empty();
    }
}
