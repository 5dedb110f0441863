namespace OneLink.Analytics.Client;

/// <summary>
/// Which of several hosts is asked: the first of the list while it answers, else the next that does. Failures move on in
/// silence; a change is told once, when another host has answered. For use by many threads.
/// </summary>
internal sealed class HostChoice
{
    /// <summary>Hosts before the current one are looked at again after this time without a failure.</summary>
    internal static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly Action<HostChange>? _changed;
    private readonly Lock _lock = new();
    private int _current;
    private int _answered;
    private string? _reason;
    private long _movedAt;
    private bool _isLooking;
    private long _changes;

    internal HostChoice(IReadOnlyList<Uri> endpoints, TimeProvider time, Action<HostChange>? changed)
    {
        Hosts = [.. endpoints.Select(static (address, index) => new ClickHouseHost(index, address))];
        _time = time;
        _changed = changed;
    }

    internal IReadOnlyList<ClickHouseHost> Hosts { get; }

    internal ClickHouseHost Current => Hosts[Volatile.Read(ref _current)];

    /// <summary>Times that another host answered than before.</summary>
    internal long Changes => Volatile.Read(ref _changes);

    /// <summary>The host does not answer.</summary>
    /// <returns>The one to ask instead.</returns>
    internal ClickHouseHost Failed(ClickHouseHost host, string reason)
    {
        lock (_lock)
        {
            if (host.Index == _current)
            {
                _current = (_current + 1) % Hosts.Count;
                _movedAt = _time.GetTimestamp();
            }

            if (host.Index == _answered)
            {
                _reason = reason;
            }

            return Hosts[_current];
        }
    }

    /// <summary>The host answered whoever asked the current one.</summary>
    internal void Answered(ClickHouseHost host)
    {
        if (host.Index == Volatile.Read(ref _answered))
        {
            return;
        }

        HostChange change;
        lock (_lock)
        {
            // A late answer of a host that was left since changes nothing.
            if (host.Index == _answered || host.Index != _current)
            {
                return;
            }

            change = new HostChange(Hosts[_answered], host, _reason);
            _answered = host.Index;
            _reason = null;
            _changes++;
        }

        _changed?.Invoke(change);
    }

    /// <summary>Hosts that stand before the current one, for whoever gets them to look at; empty where it is not time.</summary>
    internal IReadOnlyList<ClickHouseHost> TakeLook()
    {
        if (Volatile.Read(ref _current) == 0)
        {
            return [];
        }

        lock (_lock)
        {
            if (_current == 0 || _isLooking || _time.GetElapsedTime(_movedAt) < LookAgainAfter)
            {
                return [];
            }

            _isLooking = true;
            return [.. Hosts.Take(_current)];
        }
    }

    /// <param name="back">The first of them that answers; null where none does.</param>
    internal void EndLook(ClickHouseHost? back)
    {
        lock (_lock)
        {
            _isLooking = false;
            _movedAt = _time.GetTimestamp();
            if (back is not null && back.Index < _current)
            {
                _current = back.Index;
            }
        }

        if (back is not null)
        {
            Answered(back);
        }
    }
}
