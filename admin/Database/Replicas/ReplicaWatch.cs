using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database.Replicas;

/// <summary>Looks at every replica once a second, and once before anything is read: who is out of use comes back by this alone.</summary>
internal sealed class ReplicaWatch(ReplicaReads reads, PrimaryPosition position, PostgresConnections primary, TimeProvider clock, ILogger<ReplicaWatch> logger)
    : PeriodicUpkeep(Interval, clock, logger)
{
    /// <summary>A replica that fails again soon after it came back stays out of use longer each time, up to this.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(16);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Of one look.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _clock = clock;
    private readonly Rest[] _rests = [.. reads.All.Select(_ => new Rest())];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task RunOnceAsync(CancellationToken cancellationToken)
        => Task.WhenAll(reads.All.Select((replica, i) => LookAsync(replica, _rests[i], cancellationToken)));

    private async Task LookAsync(Replica replica, Rest rest, CancellationToken cancellationToken)
    {
        if (rest.WasUsable && !replica.IsUsable)
        {
            rest.Begin(_clock);
        }

        rest.WasUsable = replica.IsUsable;
        if (!replica.IsUsable && rest.Goes(_clock))
        {
            return;
        }

        var reached = await position.AskAsync().WaitAsync(cancellationToken);
        using var patience = new CancellationTokenSource(Limit, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        string? reason = null;
        try
        {
            await replica.LookAsync(primary, reached, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            reason = FormattableString.Invariant($"it does not answer within {Limit.TotalSeconds:0} s");
        }
#pragma warning disable CA1031 // Whatever it is, it is a replica that cannot be used.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            reason = exception is ReplicaNotUsableException ? exception.Message : PostgresEngine.Reason(exception);
        }

        reads.Note(replica, reason);
    }

    /// <summary>How long a replica is not even looked at.</summary>
    private sealed class Rest
    {
        private static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);

        private TimeSpan _length = TimeSpan.Zero;
        private long? _begun;

        public bool WasUsable { get; set; }

        public void Begin(TimeProvider clock)
        {
            var isAgain = _begun is { } before && clock.GetElapsedTime(before) < Calm;
            _length = !isAgain ? TimeSpan.Zero
                : _length == TimeSpan.Zero ? Interval
                : _length * 2 < LongestRest ? _length * 2
                : LongestRest;
            _begun = clock.GetTimestamp();
        }

        public bool Goes(TimeProvider clock) => _begun is { } begun && clock.GetElapsedTime(begun) < _length;
    }
}
