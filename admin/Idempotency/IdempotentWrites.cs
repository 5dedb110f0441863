using OneLink.Admin.Database;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Idempotency;

/// <summary>
/// Does the writing of a POST. Under an <c>Idempotency-Key</c> its answer is made inside the transaction and kept by it:
/// whatever happens afterwards, either both are there, and the call repeated is answered from what is kept, or neither is.
/// </summary>
internal sealed class IdempotentWrites(IDatabase database, IdempotencyStore store)
{
    /// <summary>Whether the whole work of the call must be one transaction.</summary>
    public static bool IsKeyed(HttpContext context) => context.Features.Get<IdempotentCall>() is not null;

    /// <param name="context">The call.</param>
    /// <param name="work">Writes, and makes the answer of what it wrote.</param>
    /// <returns>What <paramref name="work"/> returned, for the handler to return.</returns>
    public async Task<T> WriteAsync<T>(HttpContext context, Func<WriteScope, Task<T>> work)
        where T : class, IResult
    {
        if (context.Features.Get<IdempotentCall>() is not { } call)
        {
            return await database.WriteAsync(work, context.RequestAborted);
        }

        var fingerprint = await call.FingerprintAsync(context.RequestAborted);
        (var result, call.Answer) = await TryAsync(context, call, fingerprint, work);
        return result!;
    }

    /// <summary>Keeps the answer of a call that has written nothing, or nothing that it could be kept with.</summary>
    /// <returns>What to answer with.</returns>
    public async Task<IResult> KeepAsync(HttpContext context, IdempotentCall call, IResult result)
    {
        var fingerprint = await call.FingerprintAsync(context.RequestAborted);
        var (_, answer) = await TryAsync(context, call, fingerprint, _ => Task.FromResult(result));
        return answer ?? result;
    }

    private async Task<(T? Result, IResult? Answer)> TryAsync<T>(
        HttpContext context, IdempotentCall call, byte[] fingerprint, Func<WriteScope, Task<T>> work)
        where T : class, IResult
    {
        try
        {
            return await database.WriteAsync(scope => RunAsync(scope, context, call, fingerprint, work), context.RequestAborted);
        }
        catch (AnsweredElsewhereException)
        {
            // Only where two processes write at a time, and do not take turns because Redis is away.
            return await store.FindAsync(call.Key, part: 0, context.RequestAborted) is { } kept
                ? (null, call.Replay(kept, fingerprint))
                : (null, new ProblemResult(KnownProblems.IdempotencyInProgress()));
        }
    }

    private async Task<(T? Result, IResult? Answer)> RunAsync<T>(
        WriteScope scope, HttpContext context, IdempotentCall call, byte[] fingerprint, Func<WriteScope, Task<T>> work)
        where T : class, IResult
    {
        // Looked for again where nobody else writes: another process may have come this far.
        if (await store.FindAsync(scope, call.Key, part: 0) is { } kept)
        {
            return (null, call.Replay(kept, fingerprint));
        }

        var result = await work(scope);
        var answer = await Answer.OfAsync(context, result);
        if (scope.IsRolledBack || !answer.IsFinal)
        {
            return (result, null);
        }

        await store.InsertAsync(scope, call.Key, part: 0, call.Keep(fingerprint, answer));
        return (result, answer);
    }
}
