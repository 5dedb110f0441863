using System.Data;
using System.Data.Common;
using Npgsql;

namespace OneLink.Admin.Database.Replicas;

/// <summary>
/// Reads lists from replicas, in turns, where they are as new as the primary was when the read began; everything else goes to
/// the primary, and so does what a replica could not do (docs/decisions/0019-replicas-and-partitions.md).
/// </summary>
internal sealed partial class ReplicaReads : IAsyncDisposable
{
    /// <summary>Beside the wait for what it is behind: a replica on a healthy network begins within milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly PrimaryPosition _position;
    private readonly ReplicaMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly TimeSpan _limit;
    private uint _turn;

    public ReplicaReads(ReplicaSettings settings, PrimaryPosition position, ReplicaMetrics metrics, TimeProvider clock, ILogger<ReplicaReads> logger)
    {
        (_position, _metrics, _clock, _logger) = (position, metrics, clock, logger);
        _limit = Patience + settings.Wait;
        All = [.. settings.Addresses.Select(address => new Replica(address, settings.Wait, clock))];
        metrics.Watch(All);
    }

    public IReadOnlyList<Replica> All { get; }

    /// <summary>Runs <paramref name="work"/> on a replica that has all that is committed by now.</summary>
    /// <returns>Whether one did; where none could, nothing has come of it, though work may have begun.</returns>
    public async Task<(bool IsDone, T? Result)> TryAsync<T>(
        IsolationLevel isolation, Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        if (All.Count == 0)
        {
            return (false, default);
        }

        if (Next() is not { } replica)
        {
            _metrics.Rested();
            return (false, default);
        }

        var position = _position.AskAsync();
        try
        {
            using var patience = new CancellationTokenSource(_limit, _clock);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            var (connection, transaction) = await replica.BeginAsync(position, isolation, limit.Token);
            await using (connection)
            await using (transaction)
            {
                var result = await work(connection, transaction);
                _metrics.Served();
                return (true, result);
            }
        }
#pragma warning disable CA1031 // A read must never fail because of a replica: whatever it was, the primary does it or says what is wrong.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // Where the primary did not answer, that is for the primary's own attempt to say.
            if (!position.IsFaulted && (position.IsCompleted || exception is not OperationCanceledException))
            {
                NoteFailure(replica, exception);
            }

            return (false, default);
        }
    }

    /// <summary>Says once that a replica is used, from when on, or no longer, and why.</summary>
    public void Note(Replica replica, string? reason)
    {
        if (!replica.Become(isUsable: reason is null))
        {
            return;
        }

        if (reason is null)
        {
            LogUsed(_logger, replica.Name);
        }
        else
        {
            LogRested(_logger, replica.Name, reason);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in All)
        {
            await replica.DisposeAsync();
        }
    }

    private Replica? Next()
    {
        var turn = Interlocked.Increment(ref _turn);
        for (var i = 0u; i < All.Count; i++)
        {
            if (All[(int)((turn + i) % (uint)All.Count)] is { IsUsable: true } replica)
            {
                return replica;
            }
        }

        return null;
    }

    private void NoteFailure(Replica replica, Exception exception)
    {
        switch (exception)
        {
            case ReplicaNotUsableException:
                _metrics.WasBehind();
                Note(replica, exception.Message);
                break;

            // This statement collides with what is replayed, or is more work than a replica is given time for: nothing against others.
            case PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.QueryCanceled }:
            case NpgsqlException { InnerException: TimeoutException }:
                _metrics.Failed();
                break;
            case OperationCanceledException:
                _metrics.Failed();
                Note(replica, FormattableString.Invariant($"it does not answer within {_limit.TotalSeconds:0.#} s"));
                break;
            default:
                _metrics.Failed();
                if (DatabaseFailure.IsOutside(exception))
                {
                    Note(replica, PostgresEngine.Reason(exception));
                }

                break;
        }
    }

    [LoggerMessage(EventId = 1121, Level = LogLevel.Information, Message = "Lists are read from {Replica} from now on")]
    private static partial void LogUsed(ILogger logger, string replica);

    [LoggerMessage(EventId = 1122, Level = LogLevel.Warning, Message = "Lists are no longer read from {Replica} until it can be used again: {Reason}")]
    private static partial void LogRested(ILogger logger, string replica, string reason);
}
