using System.Security.Cryptography;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Idempotency;

/// <summary>
/// A stream of lines under an <c>Idempotency-Key</c>: each of its transactions keeps the answer to its lines. Sent again, the
/// lines that were answered are answered from what is kept, and the stream goes on behind them.
/// </summary>
internal sealed class IdempotentStream : IAsyncDisposable
{
    private readonly IdempotencyStore _store;
    private readonly IdempotencyKey _key;
    private readonly IAsyncDisposable _turn;
    private int _part;
    private bool _isPastKept;

    private IdempotentStream(IdempotencyStore store, IdempotencyKey key, IAsyncDisposable turn)
    {
        _store = store;
        _key = key;
        _turn = turn;
    }

    /// <returns>Null for both where the request has no key.</returns>
    public static async ValueTask<(IdempotentStream? Stream, Problem? Problem)> OpenAsync(HttpContext context, Caller caller)
    {
        var (key, problem) = IdempotencyKey.Read(context.Request, caller);
        if (key is null)
        {
            return (null, problem);
        }

        var services = context.RequestServices;
        return await services.GetRequiredService<CallsUnderWay>().TryEnterAsync(key.Value) is { } turn
            ? (new IdempotentStream(services.GetRequiredService<IdempotencyStore>(), key.Value, turn), null)
            : (null, KnownProblems.IdempotencyInProgress());
    }

    /// <summary>The answer that is kept to the next lines; null where there is none, from where on lines are new.</summary>
    public async Task<KeptAnswer?> NextKeptAsync(CancellationToken cancellationToken)
    {
        var kept = _isPastKept ? null : await _store.FindAsync(_key, _part, cancellationToken);
        _isPastKept = kept is null;
        _part += kept is null ? 0 : 1;
        return kept;
    }

    /// <summary>Whether these are the lines that a kept answer is about.</summary>
    public static bool IsSame(KeptAnswer kept, IReadOnlyList<byte[]> lines)
        => kept.Lines == lines.Count && kept.Fingerprint.AsSpan().SequenceEqual(FingerprintOf(lines));

    /// <summary>Keeps the answer to new lines, in the transaction of what they asked for.</summary>
    public async Task KeepAsync(WriteScope scope, IReadOnlyList<byte[]> lines, byte[] answer)
    {
        var (form, body) = AnswerBody.Pack(answer);
        await _store.InsertAsync(scope, _key, _part++, new KeptAnswer
        {
            Fingerprint = FingerprintOf(lines),
            Lines = lines.Count,
            Status = StatusCodes.Status200OK,
            Headers = "{}",
            BodyForm = (long)form,
            Body = body,
        });
    }

    public ValueTask DisposeAsync() => _turn.DisposeAsync();

    private static byte[] FingerprintOf(IReadOnlyList<byte[]> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
        {
            hash.AppendData(line);
            hash.AppendData("\n"u8);
        }

        return hash.GetHashAndReset();
    }
}
