using Microsoft.AspNetCore.Http.Features;
using OneLink.Admin.Access;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Idempotency;

/// <summary>
/// <c>Idempotency-Key</c>, on every POST behind an API key:
/// 1. one request at a time works under a key;
/// 2. what is kept under it is answered again, whoever repeats it and why;
/// 3. else the handler runs, and what it writes by <see cref="IdempotentWrites"/> takes the answer with it;
/// 4. an answer that was not kept that way is kept now: nothing was written, so that nothing can come between.
/// </summary>
internal sealed class IdempotencyFilter(IdempotencyStore store, IdempotentWrites writes, CallsUnderWay underWay) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || http.Features.Get<Caller>() is not { } caller || IsOwnStream(http))
        {
            return await next(context);
        }

        var (key, problem) = IdempotencyKey.Read(http.Request, caller);
        if (key is null)
        {
            return problem is null ? await next(context) : new ProblemResult(problem);
        }

        // 1.
        await using var turn = await underWay.TryEnterAsync(key.Value);
        return turn is null ? new ProblemResult(KnownProblems.IdempotencyInProgress()) : await AnswerAsync(context, next, key.Value);
    }

    private async Task<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, IdempotencyKey key)
    {
        var http = context.HttpContext;
        var call = IdempotentCall.Of(http, key);

        // 2.
        if (await store.FindAsync(key, part: 0, http.RequestAborted) is { } kept)
        {
            // Hashed and dropped as it arrives: no limit is needed.
            http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
            return call.Replay(kept, await call.FingerprintAsync(http.RequestAborted));
        }

        // 3.
        http.Features.Set(call);
        var result = await next(context);

        // 4.
        return call.Answer ?? (result is IResult answer && !http.Response.HasStarted ? await writes.KeepAsync(http, call, answer) : result);
    }

    private static bool IsOwnStream(HttpContext context)
        => context.GetEndpoint()?.Metadata.GetMetadata<KeepsOwnStream>()?.IsStream(context.Request) == true;
}
