package practice.rpc;

import java.util.function.Supplier;
import practice.http.HttpRequest;
import practice.http.HttpResponse;

/** What every call passes through: it is counted there, and may go wrong there. */
public interface Gate {
    /** @param act does the work of the call and gives its answer */
    HttpResponse pass(Call call, HttpRequest request, Supplier<HttpResponse> act);
}
