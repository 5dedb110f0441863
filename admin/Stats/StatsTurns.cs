using System.Collections.Concurrent;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Stats;

/// <summary>
/// How many questions of one account are answered at once: a dashboard of many panels waits for its own turns and not in
/// front of everybody else's.
/// </summary>
internal sealed class StatsTurns(TimeProvider clock)
{
    /// <summary>Half of the places that the embedded engine has for reading.</summary>
    public const int AtOnce = 2;

    /// <summary>Waiting ones hold a connection each.</summary>
    private const int LongestQueue = 64;

    private const int RetryAfterSeconds = 2;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<long, Turns> _accounts = new();

    /// <summary>Waits for a turn; disposing it gives it to the next. Null where too many wait already or it takes too long.</summary>
    public async Task<IDisposable?> EnterAsync(long accountId, CancellationToken cancellationToken)
    {
        var turns = _accounts.GetOrAdd(accountId, _ => new Turns());
        if (turns.Places.Wait(0, CancellationToken.None))
        {
            return turns;
        }

        if (Interlocked.Increment(ref turns.Waiting) > LongestQueue)
        {
            Interlocked.Decrement(ref turns.Waiting);
            return null;
        }

        using var limit = new CancellationTokenSource(LongestWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await turns.Places.WaitAsync(either.Token);
            return turns;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref turns.Waiting);
        }
    }

    public static ProblemResult Busy() => new(TooMany());

    public static Problem TooMany() => new(
        "stats-busy",
        StatusCodes.Status429TooManyRequests,
        "Too many stats queries at once",
        $"{AtOnce} stats queries of an account are answered at a time, and as many as may wait are waiting. Ask again shortly, or ask one query for several groups.")
    {
        RetryAfterSeconds = RetryAfterSeconds,
    };

    /// <summary>The places of one account. Kept for the life of the process: a few hundred bytes an account that ever asked.</summary>
    private sealed class Turns : IDisposable
    {
        public int Waiting;

        public SemaphoreSlim Places { get; } = new(AtOnce);

        public void Dispose() => Places.Release();
    }
}
